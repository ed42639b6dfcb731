// What a log, or a replication of a demand, would be charged if tokens never ran out: the demand itself, by civil day.
//
//   const Scenario rest = without_limits(scenario, at, scenario.until);
//   const std::vector<Tokens> days = tokens_by_day(rest, trace_of(log, rest));
#pragma once

#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The scenario over other days, with a pool that owes whatever it lacks, and without budgets and purchases. Sessions
// are taken as they were logged: idle spans are not looked at. Rules, rates, entitlements and access stay.
[[nodiscard]] Scenario without_limits(const Scenario& scenario, Day from, Day until);

// By civil day of the scenario, which is one without limits. A charge counts on the day of its `at`.
[[nodiscard]] std::vector<Tokens> tokens_by_day(const Scenario& scenario, const Trace& trace);

}  // namespace drawdown
