// Small random purchase problems over all features, and the cheapest plan by trying them all.
#pragma once

#include <optional>

#include "engine/planning/purchase_problem.h"
#include "tests/dice.h"

namespace drawdown::tests {

struct PurchaseWorld {
  PurchaseProblem problem;
  DayDemand demand;
};

// At most four order days, with at most some twenty quantities each that can be worth ordering.
[[nodiscard]] PurchaseWorld purchase_world(Dice& dice);

// The least total of all allowed plans, without refusals if there is no penalty; empty if there is no plan.
[[nodiscard]] std::optional<Money> cheapest_by_trying(const PurchaseWorld& world);

}  // namespace drawdown::tests
