// What rules make of a log, small enough to keep for many rules at once: the summary, and sums by user, product and
// day.
//
//   const Effect effect = effect_of(scenario, trace, outcome, days);
//   effect.summary.consumed;  effect.cost;  effect.by_user[mary.value].tokens;
#pragma once

#include <cstdint>
#include <vector>

#include "engine/analysis/summary.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Tally {
  Tokens tokens;              // of all charges, also what is owed
  std::uint64_t charges = 0;  // renewals and results too
  std::uint64_t denied = 0;   // failed attempts to open
  std::uint64_t cut_offs = 0;

  Tally& operator+=(const Tally& other);
};

struct Effect {
  Summary summary;
  Money cost;                     // of the tokens consumed: `consumed_cost`
  std::vector<Tally> by_user;     // by UserId
  std::vector<Tally> by_product;  // by ProductId of the scenario
  std::vector<Tally> by_day;      // by day of the table
};

// `days` covers the horizon, in any zone: what happens in front of its first or after its last day counts there.
[[nodiscard]] Effect effect_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                               const DayTable& days);

// The unit price of the latest purchase that has one; ties: listed later. 0 if there is none.
[[nodiscard]] Money latest_unit_price(const Outcome& outcome);

// The tokens consumed, each at the unit price of the tranche that paid it; what is still owed at the end, at the unit
// price of the scenario's latest purchase that has one (ties: listed later). A tranche without a unit price counts as
// free.
[[nodiscard]] Money consumed_cost(const Outcome& outcome);

}  // namespace drawdown
