// What somebody would pay who had known each course of demand before: the mean over the paths of what the best plan for
// each costs. No schedule and no policy does better on these paths, whatever it reacts to.
//
//   const Hindsight hindsight = hindsight_of(problem, paths, options);
//   hindsight.outlook.cost.estimate();
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct HindsightOptions {
  unsigned threads = 1;                     // the result does not depend on it
  const std::atomic<bool>* stop = nullptr;  // set: ends soon, with the paths that are done
};

struct Hindsight {
  bool finished = false;        // every path is solved to the end
  std::vector<PlanCost> costs;  // by path: of the best plan found for it; empty unless finished
  Mean bound;                   // by path: what no plan for it costs less than, in micro-units
};

[[nodiscard]] Hindsight hindsight_of(const PurchaseProblem& problem, const DemandPaths& paths,
                                     const HindsightOptions& options);

}  // namespace drawdown
