// Outcomes as lines of text, one form for the engine and the oracle: what stories expect and what differences show.
//
//   charge 2026-01-05T13:00:00Z until 2026-01-06T13:00:00Z mary AutoCAD: 7 = jan:7
//   renewal 2026-01-06T13:00:00Z until 2026-01-07T13:00:00Z mary AutoCAD: 7 = jan:5 overdraft:2
//   denied 2026-01-07T13:00:00Z mary AutoCAD: needs 7, has 6
//   cut off 2026-01-07T13:00:00Z mary Revit team UK: needs 7, has 6
//   arrived 2026-01-01T00:00:00Z jan: 12
//   expired 2026-01-06T00:00:00Z jan: 5
//   tranche jan: bought 12, consumed 7, expired 5, remaining 0
//   owes 2 team UK
//   visits 3, free 1, denied sessions 1, cut-offs 1
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

// The engine's outcome in the oracle's plain rows.
[[nodiscard]] Outcome plain(const drawdown::Outcome& outcome);

[[nodiscard]] std::vector<std::string> rows(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// The rows of both, side by side as in `line_diff`; empty if they are the same. For small outcomes.
[[nodiscard]] std::optional<std::string> difference(const Scenario& scenario, const Trace& trace,
                                                    const Outcome& expected, const Outcome& actual);
// The first row in which they differ, as each has it; no text if they are the same.
[[nodiscard]] std::string first_difference(const Scenario& scenario, const Trace& trace, const Outcome& expected,
                                           const Outcome& actual);

// Expected and actual lines side by side: "  " for lines of both, "- " for missing ones, "+ " for unexpected ones.
[[nodiscard]] std::string line_diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

}  // namespace drawdown::oracle
