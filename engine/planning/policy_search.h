// The best parameters of a policy on many courses of demand, and what it is worth on others.
//
//   const FoundPolicy found = best_policy(world, AdaptivePolicy::Kind::order_up_to, paths, {.threads = 2});
//   const PolicyWorth worth = worth_of(world, found.policy, fresh_paths, best_fixed_plan, 2);
//   worth.cost;            // a year of buying by it, with its interval
//   worth.difference;      // less than the fixed plan: what adapting is worth
//
// All parameters meet the same paths, and the least cost on average counts. Parameters are whole multiples of
// `resolution` (Q of the orders' multiple, too), and quantities at which prices change. If there are at most
// `most_tried` pairs of them, all are tried: the answer is the best of all, `exhaustive`. Otherwise a coarse lattice is
// tried, then the neighbours of the best points at half the distance, and so on down to the resolution; the function is
// not assumed to have one valley only, so several points are followed that are not neighbours of a better one, but the
// best of all may be missed.
//
// Sums are of whole numbers: the result does not depend on the number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/base/wide.h"
#include "engine/ensemble/estimate.h"
#include "engine/planning/adaptive_policy.h"

namespace drawdown {

struct PolicySearch {
  std::size_t most_tried = 3000;  // pairs of parameters, about
  // The least distance of parameters in tokens; 0: the greatest of which all tokens of the problem and the paths are
  // multiples, or more if there would be more than a million of one parameter.
  Tokens resolution = {};
  // How large s, Q, S − s and S may be; 0: the most that a path asks for, or the greatest tier.
  Tokens most = {};
  std::int64_t most_share = 400;  // percent, of yearly_share
  bool any_day = false;           // of yearly_share: on any order day of the first year, not on the first only
  // The share of paths that may refuse anything, in millionths: then the cheapest that keeps to it. A problem without a
  // penalty has 0.
  std::optional<std::int64_t> risk = std::nullopt;
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;      // true: no more is tried
  std::atomic<std::uint64_t>* done = nullptr;   // simulations of one path under one policy
  std::atomic<std::uint64_t>* total = nullptr;  // about as many as there will be
};

struct FoundPolicy {
  AdaptivePolicy policy;
  bool exhaustive = false;  // nothing is better among multiples of the resolution
  bool finished = true;     // false: stopped; the best of what was tried
  bool keeps_risk = true;   // false: none that was tried does; this one is refused on the fewest paths
  Tokens resolution;
  Tokens most;  // that was tried
  std::size_t tried = 0;
  Wide cost = 0;        // the sum over the paths, in micro-units
  std::size_t dry = 0;  // paths on which something is refused
  Wide refused = 0;     // in micro-tokens

  [[nodiscard]] double mean_cost(std::size_t paths) const {  // in units of money
    return static_cast<double>(cost) / static_cast<double>(paths) / static_cast<double>(micro_per_unit);
  }
};

// At least one path and one order day. Empty if stopped before anything was tried.
[[nodiscard]] std::optional<FoundPolicy> best_policy(const PolicyWorld& world, AdaptivePolicy::Kind kind,
                                                     const std::vector<DayDemand>& paths,
                                                     const PolicySearch& search = {});

// On paths that the policy was not chosen by.
struct PolicyWorth {
  Estimate cost;
  Estimate p_dry;
  Estimate refused;
  Estimate expired;
  Estimate bought;
  Estimate orders;                     // how many
  std::optional<Estimate> difference;  // from the cost of the fixed plan, path by path
};

[[nodiscard]] PolicyWorth worth_of(const PolicyWorld& world, const AdaptivePolicy& policy,
                                   const std::vector<DayDemand>& paths, const std::optional<PurchasePlan>& fixed = {},
                                   unsigned threads = 1);

}  // namespace drawdown
