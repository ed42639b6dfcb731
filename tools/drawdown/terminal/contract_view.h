// Contract years on the screen: what each provided, and what became of it.
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/contract_statement.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// A line per contract year that is simulated; empty if there is none.
[[nodiscard]] std::string contract_lines(const Scenario& scenario, const std::vector<YearStatement>& statement,
                                         const Screen& screen);

}  // namespace drawdown::program
