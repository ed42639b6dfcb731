// A backtest, as result files; scenarios/README.md describes their columns.
#pragma once

#include <string>

#include "engine/ensemble/backtest.h"
#include "engine/report/table.h"

namespace drawdown {

// A row per span: the total, months, weeks, days.
[[nodiscard]] Table backtest_table(const Backtest& test);
// What it comes to; `method`: how the forecast was made.
[[nodiscard]] Record backtest_record(const Scenario& scenario, const Backtest& test, const std::string& method,
                                     std::uint64_t replications);

}  // namespace drawdown
