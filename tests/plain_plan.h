// The cheapest purchase plan by dynamic programming as it is in textbooks: order day by order day, all frontiers, all
// quantities, without any bound. Slow; shares nothing with the engine's search. For tests, and as the benches' rival.
#pragma once

#include <optional>

#include "engine/planning/purchase_problem.h"

namespace drawdown {

// Its total; empty if there is no plan. The problem has no stock, budgets or number of orders, and is in whole
// micro-units: no prices have to be rounded, only interest.
[[nodiscard]] std::optional<Money> plain_cheapest(const PurchaseProblem& problem, const DayDemand& demand);

}  // namespace drawdown
