// What every pool had at the end of every civil day: the state of which alerts are judged, one day after the other.
//
//   PoolDays days(scenario, trace, outcome, curve);
//   while (days.next()) { days.day(); days.free(tranche); days.owed(team); }
//
// As the ledgers have it: a charge counts from the day of its instant on, also if its hold is settled after midnight,
// and a hold that turns out free never counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/trace/trace.h"

namespace drawdown {

class PoolDays {
 public:
  // All of them must outlive it.
  PoolDays(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const BurnCurve& curve);

  // Moves on to the end of the first, then of the next day; false after the last.
  bool next();

  [[nodiscard]] Day day() const { return scenario_.from + static_cast<std::int32_t>(place()); }
  [[nodiscard]] std::size_t place() const { return days_gone_ - 1; }  // of the day, in columns of the burn curve

  // Whether it has come and not expired: one that expires at the next midnight is still there.
  [[nodiscard]] bool is_there(TrancheId tranche) const {
    return tranches_[tranche.value].came && outcome_.tranches[tranche.value].expires > day();
  }
  [[nodiscard]] Tokens free(TrancheId tranche) const { return tranches_[tranche.value].free; }
  // What it brought, as it was bought, and what has been given to it by hand.
  [[nodiscard]] Tokens brought(TrancheId tranche) const;
  // Whose it is.
  [[nodiscard]] TeamId team(TrancheId tranche) const { return tranches_[tranche.value].team; }
  [[nodiscard]] bool is_team(TeamId team, const std::string& name) const { return trace_.teams[team] == name; }
  // For charges and for adjustments.
  [[nodiscard]] Tokens owed(TeamId team) const { return owed_[team.value]; }
  // Whether a tranche of the team has come by now, though it may have gone.
  [[nodiscard]] bool ever_had_tokens(TeamId team) const { return had_[team.value]; }
  // The charges and refunds of the day. Valid until the next one.
  [[nodiscard]] const std::vector<Charge>& charges() const { return charges_; }

  // What was consumed in so many days up to this one; place of the team in the burn curve.
  [[nodiscard]] Tokens trailing(std::size_t team, std::int32_t days) const;

 private:
  struct State {
    Tokens free;
    Tokens given;
    TeamId team;
    bool came = false;
  };

  [[nodiscard]] bool is_carried(const PoolEvent& event) const;
  void apply(const PoolEvent& event);
  void apply(const Charge& charge);
  void audit() const;

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  const BurnCurve& curve_;
  std::size_t days_gone_ = 0;
  std::vector<State> tranches_;  // by TrancheId
  std::vector<Tokens> owed_;     // by TeamId
  std::vector<bool> had_;
  std::vector<Charge> charges_;
  Journal::Iterator next_charge_;
  std::size_t next_event_ = 0;
  std::vector<std::size_t> transfers_;  // places in the scenario's list, in order of time
  std::size_t next_transfer_ = 0;
};

}  // namespace drawdown
