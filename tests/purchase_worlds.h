// Small random purchase problems over all features, and the cheapest plan by trying them all.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/planning/purchase_problem.h"
#include "tests/dice.h"

namespace drawdown::tests {

struct PurchaseWorld {
  PurchaseProblem problem;
  DayDemand demand;
  bool is_whole = false;  // no penalty and no value of what is left has to be rounded
};

// At most four order days, with at most some twenty quantities each that can be worth ordering.
[[nodiscard]] PurchaseWorld purchase_world(Dice& dice);

struct Cheapest {
  Money total;
  std::size_t orders = 0;  // the fewest of any plan with that total
};

// Of all allowed plans, without refusals if there is no penalty; empty if there is no plan.
[[nodiscard]] std::optional<Cheapest> cheapest_by_trying(const PurchaseWorld& world);

}  // namespace drawdown::tests
