// Access days: a user, a product and a civil day on which that user opens that product, or is refused it.
//
//   const AccessDays days(scenario.days, trace);
//   days.wanted();
//   days.refused(scenario, outcome);           // of these: refused at least once, and never let in on that day
//   days.by_pair(scenario, outcome)[days.pair_of()[unit]].wanted;     // the same of one user and product
//
// Only sessions that need tokens count, by the day of their open: those that entitlements cover need none, and those
// that access control keeps out may have none. A session that is refused and let in later on that day, when it tries
// again, was served. Of a visit that is cut off the day was served. A spell of a session that was refused or cut off
// before it is not let in. Results of per-result products are no access.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

class AccessDays {
 public:
  // Both must outlive it.
  AccessDays(const DayTable& days, const Trace& trace);

  [[nodiscard]] std::uint64_t wanted() const { return wanted_; }
  // The outcome is what the scenario makes of this trace.
  [[nodiscard]] std::uint64_t refused(const Scenario& scenario, const Outcome& outcome) const;

  struct Count {
    std::uint64_t wanted = 0;
    std::uint64_t refused = 0;
  };
  // Every pair of a user and a product that has a unit, by number; of many pairs nothing may be wanted.
  [[nodiscard]] const std::vector<std::uint32_t>& pair_of() const { return pair_of_; }  // by unit
  [[nodiscard]] std::vector<Count> by_pair(const Scenario& scenario, const Outcome& outcome) const;

 private:
  // Calls `serve` with the pair of each access day that was served.
  template <class Serve>
  void find_served(const Scenario& scenario, const Outcome& outcome, Serve serve) const;
  // The same where sessions fall into spells: then it matters what has become of each session.
  template <class Serve>
  void find_served_spells(const Scenario& scenario, const Outcome& outcome, Serve serve) const;

  const DayTable& days_;
  const Trace& trace_;
  std::vector<std::uint32_t> pair_of_;  // by unit: its user and product
  struct Wanted {
    std::size_t last_day = static_cast<std::size_t>(-1);
    std::uint64_t days = 0;
  };
  std::vector<Wanted> wanted_by_pair_;
  std::uint64_t wanted_ = 0;
};

}  // namespace drawdown
