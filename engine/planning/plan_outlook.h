// What a plan comes to on many courses of demand: means with their intervals, and how often it runs dry.
//
//   const PlanOutlook outlook = outlook_of(costs_on(problem, paths, plan, threads));
//   outlook.cost.estimate();       // the mean of total(), with the interval of Student's t
//   outlook.dry_share();           // of the paths on which anything is refused, with the interval of Wilson
//
// All plans are to be compared on the same paths; a plan that was chosen on some of them is to be judged on others.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/ensemble/estimate.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

using DemandPaths = std::vector<DayDemand>;  // equally likely

// What cost_of says of each path, to the micro-unit, in a time that depends on the orders and not on the days.
// Throws OverflowError. The same for any number of threads.
[[nodiscard]] std::vector<PlanCost> costs_on(const PurchaseProblem& problem, const DemandPaths& paths,
                                             const PurchasePlan& plan, unsigned threads);

// Means of micro-units, over the paths.
struct PlanOutlook {
  Mean cost;  // total()
  Mean paid;  // price, order costs and interest
  Mean penalty;
  Mean bought;
  Mean refused;
  Mean expired;
  Mean left;
  std::uint64_t dry = 0;  // paths on which anything is refused

  [[nodiscard]] Estimate dry_share() const { return estimate_share(dry, cost.number()); }
};

// Of at least one path.
[[nodiscard]] PlanOutlook outlook_of(std::span<const PlanCost> costs);

// What the first costs less than the second on the same paths: the mean of the differences, whose interval is the
// narrower the more alike both fare. As many paths in both.
[[nodiscard]] Mean advantage(std::span<const PlanCost> first, std::span<const PlanCost> second);

}  // namespace drawdown
