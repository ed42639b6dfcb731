// Small purchase problems by dice, with courses of demand, and the best plan by trying all of them.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"
#include "tests/dice.h"

namespace drawdown {

struct SampledWorld {
  PurchaseProblem problem;
  DemandPaths paths;
};

// Money comes in hundredths and tokens in halves, so that two plans of different cost differ by more than rounding.
[[nodiscard]] SampledWorld sampled_world(Dice& dice);
// The same with odd micro-units everywhere.
[[nodiscard]] SampledWorld odd_sampled_world(Dice& dice);

struct BestOfAll {
  std::optional<Wide> cost;  // the least sum of total() over the paths, in micro-units; none: no plan is allowed
  std::size_t plans = 0;     // that were tried
};
// Refusals on at most `most_dry` paths.
[[nodiscard]] BestOfAll best_of_all(const SampledWorld& world, std::size_t most_dry);

// Any allowed plan, or one that buys nothing.
[[nodiscard]] PurchasePlan some_plan(const PurchaseProblem& problem, Dice& dice);

}  // namespace drawdown
