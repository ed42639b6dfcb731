// What somebody would pay who had known each course of demand before: the best plan for each path by itself. On the
// mean no schedule and no policy does better on these paths, whatever it reacts to.
//
//   const Hindsight hindsight = hindsight_of(problem, paths, {.threads = 2});
//   if (hindsight.open == 0 && hindsight.impossible == 0) {
//     outlook_of(hindsight.costs).cost.estimate();
//   }
#pragma once

#include <atomic>
#include <cstddef>
#include <vector>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct HindsightOptions {
  unsigned threads = 1;                     // the result does not depend on it
  const std::atomic<bool>* stop = nullptr;  // set: ends soon; paths that are not done are open
  std::size_t most_labels = 2'000'000;      // see ExactOptions: for each path
};

struct Hindsight {
  std::vector<PlanCost> costs;  // of the best plans, proven, in the order of the paths; all of them if none is open
  Mean bound;                   // their total(), in micro-units
  std::size_t open = 0;         // paths without proof
  std::size_t impossible = 0;   // paths that no allowed plan serves, if nothing may be refused
};

// The contract of exact_plan. Under a limit on the share of paths with refusals this is no bound for a problem without
// a penalty: here nothing is refused on any path.
[[nodiscard]] Hindsight hindsight_of(const PurchaseProblem& problem, const DemandPaths& paths,
                                     const HindsightOptions& options);

}  // namespace drawdown
