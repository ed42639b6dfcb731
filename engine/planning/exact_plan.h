// The cheapest purchase plan for a demand that is known, and the proof that there is none cheaper.
//
//   const ExactPlan best = exact_plan(problem, demand);
//   if (best.feasible) {
//     best.plan;                  // is_allowed, and without refusals if the problem has no penalty
//     best.cost.total();          // == cost_of(problem, demand, best.plan).total(): to the micro-unit
//   }
//
// Exact means: of all plans that are allowed none has a lower total, discounts, multiples, roundings, budgets and
// tokens that expire unused included. Of plans that cost the same, before penalty and value left are rounded, it is one
// with the fewest orders; of these always the same one, on every machine.
//
// `stop` may be set by another thread, or by a signal, at any time. The best plan so far is returned then, with a bound
// that no plan can beat, and `proven` is false.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "engine/base/quantity.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct ExactOptions {
  const std::atomic<bool>* stop = nullptr;
  // More partial plans than this are not kept at once, and no more than a thousand times as many pairs of them
  // compared: the search ends then as if it had been stopped.
  std::size_t most_labels = 3'000'000;
  // Written while the search goes on, for whoever shows its progress.
  std::atomic<std::int64_t>* best_micro = nullptr;   // the total of the best plan so far, once there is one
  std::atomic<std::uint64_t>* order_days = nullptr;  // how many of the problem's are done
};

struct ExactPlan {
  bool feasible = false;  // there is a plan. If not, though proven: there is none
  bool proven = false;    // the search was not stopped
  PurchasePlan plan;
  PlanCost cost;      // of the plan
  Money lower_bound;  // of what any plan costs; the plan's total if it is proven
};

// Whether tokens left at the end are worth less than they cost, so that it does not pay to buy without end.
[[nodiscard]] bool has_cheapest_plan(const PurchaseProblem& problem);

// The problem has a cheapest plan; prices, costs, penalty, interest and left_value are not negative; the years of its
// order days ascend. Throws OverflowError.
[[nodiscard]] ExactPlan exact_plan(const PurchaseProblem& problem, const DayDemand& demand,
                                   const ExactOptions& options = {});

}  // namespace drawdown
