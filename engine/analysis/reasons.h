// Why one variant charges at an instant and another does not: one user and product under both, side by side.
//
//   const Family here(log, baseline, variant.scenario, units_here);
//   const Family there(log, variant, baseline.scenario, units_there);
//   for (const FamilyCharge& charge : here.charges()) { … reason_for(log, charge, here, there) … }
//
// engine/analysis/differences.h pairs the charges and says what the reasons mean.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/differences.h"
#include "engine/analysis/history.h"
#include "engine/base/id.h"
#include "engine/time/instant.h"

namespace drawdown {

struct FamilyCharge {
  Instant at;
  ChargeUnit key;            // of the unit, in the log's names: team, and what else both rules tell apart
  std::uint32_t unit = 0;    // place in the family's units
  std::uint32_t window = 0;  // place in that unit's windows
  Tokens tokens;
};

// All charge units of one user and product in one replay.
class Family {
 public:
  // `other`: what it is compared with.
  Family(const Trace& log, const LogReplay& replay, const Scenario& other, const std::vector<UnitId>& units);

  [[nodiscard]] const std::vector<FamilyCharge>& charges() const { return charges_; }  // by instant and key
  [[nodiscard]] const Scenario& scenario() const { return replay_->scenario; }
  [[nodiscard]] const UnitHistory& history(std::uint32_t unit) const { return histories_[unit]; }
  [[nodiscard]] const HistoryWindow& window(const FamilyCharge& charge) const {
    return histories_[charge.unit].windows[charge.window];
  }

  // The place in the log of the session for which the unit is there at the instant of the charge.
  [[nodiscard]] std::size_t cause(const FamilyCharge& charge) const;
  // Whether the visit was started by a session that had been refused before.
  [[nodiscard]] bool tried_again(const FamilyCharge& charge) const;
  // Whether it was started by a session that had been idle.
  [[nodiscard]] bool resumes(const FamilyCharge& charge, const Trace& log) const;
  [[nodiscard]] std::size_t log_place(std::uint32_t place) const;
  // The home zone of the session's user.
  [[nodiscard]] ZoneId home(std::size_t log_place) const;

  // What became of a session of the log: the unit that it is of, and whether it is open at the instant, or opens then.
  struct Presence {
    bool known = false;  // the replay has it
    bool open = false;
    bool opens = false;
    std::uint32_t unit = 0;
  };
  [[nodiscard]] Presence presence(std::size_t log_place, Instant at) const;
  // Why the replay does not have a session of the log: `outside`, `entitled` or `access`.
  [[nodiscard]] Reason absence(const Trace& log, std::size_t log_place) const;
  // The sessions of a unit, by their places in the log, that are open at the instant.
  [[nodiscard]] std::vector<std::size_t> open_sessions(std::uint32_t unit, Instant at) const;

 private:
  struct Entry {
    std::size_t log_place;
    std::uint32_t place;
    std::uint32_t unit;
  };
  const LogReplay* replay_;
  std::vector<UnitHistory> histories_;
  std::vector<FamilyCharge> charges_;
  std::vector<Entry> entries_;  // by place in the log
};

// `charge` is `here`'s, and `there` has none for it.
[[nodiscard]] Reason reason_for(const Trace& log, const FamilyCharge& charge, const Family& here, const Family& there);

}  // namespace drawdown
