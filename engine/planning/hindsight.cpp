#include "engine/planning/hindsight.h"

#include <algorithm>

#include "engine/ensemble/parallel.h"
#include "engine/planning/exact_plan.h"

namespace drawdown {

Hindsight hindsight_of(const PurchaseProblem& problem, const DemandPaths& paths, const HindsightOptions& options) {
  std::vector<ExactPlan> best(paths.size());
  in_parallel(paths.size(), options.threads, [&](std::size_t i) {
    if (options.stop == nullptr || !options.stop->load(std::memory_order_relaxed)) {
      best[i] = exact_plan(problem, paths[i], {.stop = options.stop, .most_labels = options.most_labels});
    }
  });
  Hindsight hindsight;
  for (const ExactPlan& plan : best) {
    if (plan.proven && !plan.feasible) {
      ++hindsight.impossible;
    } else if (plan.proven) {
      hindsight.costs.push_back(plan.cost);
      hindsight.bound.add(plan.cost.total().micro);
    } else {
      ++hindsight.open;
    }
  }
  return hindsight;
}

}  // namespace drawdown
