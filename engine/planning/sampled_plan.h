// The fixed schedule that is best on the average of many courses of demand, and a proof of how good it is.
//
//   SampledPlanOptions options;
//   options.risk = 50'000;                               // refusals on at most 5 % of the paths
//   const SampledPlan best = sampled_plan(problem, paths, options);
//   best.plan;                                           // decided now, whatever comes
//   best.cost, best.bound;                               // the plan's mean cost; no plan's is below the bound
//   best.gap();                                          // millionths by which it may be too dear
//
// Sample-average approximation (Kleywegt, Shapiro and Homem-de-Mello, SIAM J. Optim. 12, 2002): the paths stand for all
// that can happen. What a path refuses is the most that any set of days asks for beyond the tranches that reach one of
// them (a minimum cut), so it is convex in the quantities, and each of these sets is a plane below it. The search
// branches on ranges of quantities; the bound of a node weighs the planes and lets each order day choose its quantity
// by itself, from all that is allowed (Lagrange). A linear programme finds the weights, and whatever it gets wrong
// makes a bound lower, never false. Under `risk` planes come from quantiles over the paths too: what all but so many of
// them need in an interval of days (Luedtke, Ahmed and Nemhauser, Math. Program. 122, 2010).
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

struct SampledProgress {
  std::optional<Money> cost;  // of the best plan found; none: none found yet
  Money bound;
  std::size_t nodes = 0;  // of the search, done
  std::size_t open = 0;   // still to be looked at
};

struct SampledPlanOptions {
  std::optional<std::int64_t> risk;  // the greatest share of paths with a refusal, in millionths; none: see below
  std::int64_t gap = 5'000;          // near enough, in millionths of the cost; 0: until nothing is left to try
  std::size_t nodes = 20'000;        // the search ends after so many
  unsigned threads = 1;              // the result does not depend on it
  const std::atomic<bool>* stop = nullptr;               // set: ends soon, with what was found
  std::function<void(const SampledProgress&)> progress;  // between rounds, on the thread that called
};

struct SampledPlan {
  enum class Ending : std::uint8_t {
    near_enough,  // the gap that was asked for is proven
    impossible,   // proven: no plan that is allowed keeps to the risk
    nodes,        // not finished: the search has had its nodes
    stopped,      // not finished: told to stop
  };
  Ending ending = Ending::near_enough;
  std::optional<PurchasePlan> plan;  // none: impossible, or none found
  Money cost;                        // its mean total() on the paths, rounded up
  std::size_t dry = 0;               // paths on which it refuses anything
  Money bound;                       // of the mean cost of every allowed plan; rounded down
  std::size_t nodes = 0;
  std::size_t planes = 0;

  [[nodiscard]] bool finished() const { return ending == Ending::near_enough || ending == Ending::impossible; }
  // (cost − bound) / cost, in millionths, rounded up; 0 for a cost of at most 0. There is a plan.
  [[nodiscard]] std::int64_t gap() const;
};

// At least one path; each has the problem's days. A token that is left must not be worth more than it costs, interest
// included, nor more than the penalty, if there is one: is_bounded tells. Where the problem has no penalty and
// `options` no risk, nothing may be refused on any path. Deterministic unless stopped. The bound gives away a few
// micro-units to rounding, so a gap of 0 means that no plan is better by more than these. Throws OverflowError.
[[nodiscard]] SampledPlan sampled_plan(const PurchaseProblem& problem, const DemandPaths& paths,
                                       const SampledPlanOptions& options);

// Whether buying tokens only to have them left never pays.
[[nodiscard]] bool is_bounded(const PurchaseProblem& problem);

// How far the plan may be from best for all that can happen, not only for the paths at hand (Mak, Morton and Wood,
// Operations Research Letters 24, 1999): the mean of the bounds on independent batches of paths is below the best
// expected cost, its cost on fresh paths is above it.
struct SampledGap {
  Mean bound;                  // one number a batch, in micro-units
  Mean cost;                   // of the plan, on the fresh paths
  Money gap;                   // cost − bound, means, but at least 0
  Money at_most;               // with the upper end of one interval and the lower of the other: at least 95 %
  std::size_t unfinished = 0;  // batches whose search did not finish; their bounds are bounds all the same
};
// At least two batches. `options` are each batch's. Without `risk`: with one, the bounds are biased.
[[nodiscard]] SampledGap sampled_gap(const PurchaseProblem& problem, std::span<const DemandPaths> batches,
                                     const DemandPaths& fresh, const PurchasePlan& plan,
                                     const SampledPlanOptions& options);

}  // namespace drawdown
