// A plan day by day, on one course of demand: what comes, is used, expires and is left.
//
//   const std::vector<PlanDay> days = plan_days(problem, demand, orders);
//   days[30].left;                        // at the end of the 31st day
//   first_refusal(problem, demand, {});   // the day on which the pool is dry if nothing is bought
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct PlanDay {
  Tokens arrived;  // of orders and of stock; what is there before the horizon arrives on its first day
  Tokens expired;  // at its beginning
  Tokens refused;
  Tokens left;  // at its end
};

// Sums over the days are those of cost_of.
[[nodiscard]] std::vector<PlanDay> plan_days(const PurchaseProblem& problem, const DayDemand& demand,
                                             const PurchasePlan& orders);

[[nodiscard]] std::optional<std::size_t> first_refusal(const PurchaseProblem& problem, const DayDemand& demand,
                                                       const PurchasePlan& orders);

}  // namespace drawdown
