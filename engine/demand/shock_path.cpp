#include "engine/demand/shock_path.h"

#include <cmath>

#include "engine/base/check.h"
#include "engine/demand/quantiles.h"
#include "engine/random/distributions.h"
#include "engine/random/elementary.h"
#include "engine/random/name_key.h"

namespace drawdown {
namespace {

constexpr Purpose node = purpose("node");
constexpr Purpose week_between = purpose("week");
constexpr double ln2 = 0.69314718055994531;

double power(double base, int exponent) {
  double product = 1;
  for (int i = 0; i < exponent; ++i) {
    product *= base;
  }
  return product;
}

}  // namespace

ShockPath::ShockPath(const Shock& shock)
    : name_(name_key(shock.name)),
      sigma_(sigma_of(shock.spread)),
      rho_(exponential_of(-ln2 * 7 / shock.half_life_days)),
      node_rho_(power(rho_, node_distance)),
      node_noise_(std::sqrt(1 - node_rho_ * node_rho_)) {
  check(shock.half_life_days >= 1, "half of a shock is left after a day at least");
  // With n weeks to the node, X is normal given the week before, L, and the node, N: its mean is
  // (ρ (1 − ρ^(2n)) L + ρ^n (1 − ρ²) N) ⁄ (1 − ρ^(2n + 2)), its variance (1 − ρ²) (1 − ρ^(2n)) ⁄ (1 − ρ^(2n + 2)).
  for (int n = 1; n <= node_distance; ++n) {
    const double far = power(rho_, 2 * n);
    const double all = 1 - far * rho_ * rho_;
    steps_[static_cast<std::size_t>(n)] = {rho_ * (1 - far) / all, power(rho_, n) * (1 - rho_ * rho_) / all,
                                           std::sqrt((1 - rho_ * rho_) * (1 - far) / all)};
  }
}

void ShockPath::levels(Seed seed, std::uint64_t replication, std::int32_t first, std::int32_t last,
                       std::vector<double>& levels) const {
  check(first >= -1 && first <= last, "shocks are told from 1970 on");
  levels.clear();
  const auto draw = [&](Purpose what, std::int32_t week) {
    Stream stream(seed, what, replication, name_, static_cast<std::uint64_t>(week));
    return normal(stream);
  };
  std::int32_t at = -node_distance;
  double left = draw(node, at);
  double right = node_rho_ * left + node_noise_ * draw(node, at + node_distance);
  const auto next_node = [&] {
    at += node_distance;
    left = right;
    right = node_rho_ * left + node_noise_ * draw(node, at + node_distance);
  };
  while (at + node_distance <= first) {
    next_node();
  }
  double value = left;
  for (std::int32_t week = at; week <= last; ++week) {
    if (week == at + node_distance) {
      next_node();
      value = left;
    } else if (week > at) {
      const Step& step = steps_[static_cast<std::size_t>(at + node_distance - week)];
      value = step.from_last * value + step.from_node * right + step.noise * draw(week_between, week);
    }
    if (week >= first) {
      levels.push_back(exponential_of(sigma_ * value - sigma_ * sigma_ / 2));
    }
  }
}

}  // namespace drawdown
