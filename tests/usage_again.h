// The use of a world, added up again the long way: with sets and maps, from the histories of all units.
//
//   const UsageAgain again = usage_again(world.scenario, world.trace, outcome, limits);
//   again.rows;       // "mary 0: 5 sessions, 4 + 0 + 0 days, …"
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/usage.h"

namespace drawdown::tests {

struct UsageAgain {
  std::vector<std::string> rows;       // "mary 0: 5 sessions, …", in the order of usage.csv; costs are left out
  std::vector<std::string> days;       // "2026-01-05 mary 0 2: 2 charges 17"
  std::vector<std::string> avoidable;  // "12 open 433 10 9": row, kind, seconds, tokens, place of the session
  std::map<std::uint32_t, std::vector<std::uint32_t>> renewals_used;  // by product, ascending
};

[[nodiscard]] UsageAgain usage_again(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                     UsageLimits limits);

// The same of a report.
[[nodiscard]] UsageAgain told(const UsageReport& report, const Trace& trace);

}  // namespace drawdown::tests
