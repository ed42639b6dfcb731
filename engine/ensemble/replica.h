// What many replications keep of one replay: a few numbers, the balance and the consumption of each day, and what each
// tranche lost.
//
//   const Replica one = replica_of(scenario, trace, outcome, access, penalty);
//   one[ReplicaMeasure::written_off];        // millionths, whatever the unit
//   one.dry;                                 // the day, counted from the first; no_dry_day
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/access_days.h"
#include "engine/base/quantity.h"
#include "engine/model/expectation.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The measures of each replay, in the order of `all_measures`; all but the day on which it ran dry.
enum class ReplicaMeasure : std::uint8_t {
  sessions,
  visits,
  graced_visits,
  charges,
  denied_sessions,
  cut_offs,
  bought,
  consumed,
  expired,
  remaining,
  overdraft,
  spent,
  written_off,
  denied_results,
  refused_days,
  service_level,
  fill_rate,
  cost,
  consumed_cost,
};
inline constexpr std::size_t replica_measures = 19;
[[nodiscard]] const Measure& measure_of(ReplicaMeasure measure);

inline constexpr std::uint32_t no_dry_day = UINT32_MAX;

// Of a tranche that the scenario has before anything is ordered.
struct TrancheLoss {
  std::int64_t expired = 0;
  std::int64_t remaining = 0;
  std::int64_t team_consumed = 0;  // by the team that has it at the end, from all its tranches
};

struct Replica {
  std::array<std::int64_t, replica_measures> values{};  // millionths; counts too
  std::uint32_t dry = no_dry_day;
  std::optional<std::int64_t> price_consumed;  // per token, as the summary has it; none if nothing was consumed
  std::vector<std::int64_t> balance;           // by day, at its end: all teams, less what they owe
  std::vector<std::int64_t> consumed;          // by day, likewise: as the burn curve has it
  std::vector<TrancheLoss> tranches;           // in the order of the scenario

  [[nodiscard]] std::int64_t operator[](ReplicaMeasure measure) const {
    return values[static_cast<std::size_t>(measure)];
  }
};

// `access` is of this trace, and of the scenario's days; `penalty` is for each access day refused, or
// of a series for each token. Whether it ran dry is looked at from `dry_since` on.
[[nodiscard]] Replica replica_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                 const AccessDays& access, Money penalty, Instant dry_since = {});

}  // namespace drawdown
