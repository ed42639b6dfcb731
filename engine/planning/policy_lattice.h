// The parameters of a kind of policy that are tried: two ascending lists, and all pairs of them.
//
//   const PolicyLattice lattice(world, kind, paths, search);
//   lattice.policy({3, 17});                 // from the third and the seventeenth value, from 0 on
//   lattice.every({1, 16});                  // a coarse part: every sixteenth of one list, and what is always in
//
// (s, Q): s, and Q in multiples of those of orders. (s, S): s and S − s, for an order is never smaller than that. (R,
// S): R and S. Yearly: the day and the share in whole percent. Quantities of tiers are always in, and R that part the
// horizon evenly.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/planning/adaptive_policy.h"

namespace drawdown {

struct PolicySearch;

using LatticePoint = std::pair<std::size_t, std::size_t>;

// So many places of each list.
struct LatticeDistance {
  std::size_t first = 1;
  std::size_t second = 1;

  [[nodiscard]] bool is_least() const { return first == 1 && second == 1; }
  [[nodiscard]] LatticeDistance half() const {
    return {std::max<std::size_t>(first / 2, 1), std::max<std::size_t>(second / 2, 1)};
  }
};

[[nodiscard]] bool are_near(const LatticePoint& a, const LatticePoint& b, LatticeDistance distance);

class PolicyLattice {
 public:
  PolicyLattice(const PolicyWorld& world, AdaptivePolicy::Kind kind, const std::vector<DayDemand>& paths,
                const PolicySearch& search);

  [[nodiscard]] std::size_t size() const { return first_.values.size() * second_.values.size(); }
  [[nodiscard]] Tokens resolution() const { return resolution_; }
  [[nodiscard]] Tokens most() const { return most_; }
  [[nodiscard]] AdaptivePolicy policy(const LatticePoint& point) const;
  [[nodiscard]] std::vector<LatticePoint> every(LatticeDistance distance) const;
  // Powers of two at which `every` has no more than so many points, or nearly, about as many of each list.
  [[nodiscard]] LatticeDistance distance_for(std::size_t number) const;
  // Up to eight, at that distance in one list or both; lists end where they end.
  [[nodiscard]] std::vector<LatticePoint> neighbours(const LatticePoint& point, LatticeDistance distance) const;

 private:
  struct Axis {
    std::vector<std::int64_t> values;
    std::vector<std::size_t> always;  // places that every coarse part has

    [[nodiscard]] std::vector<std::size_t> every(std::size_t distance) const;
  };
  // Multiples of the step, and what is always tried.
  [[nodiscard]] Axis tokens(std::int64_t least_multiple, std::int64_t step,
                            const std::vector<std::int64_t>& always) const;
  [[nodiscard]] static Axis numbers(std::int64_t least, std::int64_t most);

  AdaptivePolicy::Kind kind_;
  Tokens resolution_;
  Tokens most_;
  Axis first_;
  Axis second_;
};

}  // namespace drawdown
