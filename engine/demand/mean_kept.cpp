#include "engine/demand/mean_kept.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/random/elementary.h"
#include "engine/random/normal_share.h"

namespace drawdown {
namespace {

constexpr double most = 1e6;

// The share of what factors bring that comes from those below 1 ⁄ chance; also the derivative of mean_cut.
double share_below(double chance, double sigma) {
  return normal_share((-natural_log(chance) - sigma * sigma / 2) / sigma);
}

}  // namespace

// Of factors exp(σ Z − σ² ⁄ 2): what those below 1 ⁄ chance bring, and 1 for each of the others.
double mean_cut(double chance, double sigma) {
  if (sigma == 0 || chance <= 0) {
    return std::clamp(chance, 0.0, 1.0);
  }
  const double above = 1 - normal_share((-natural_log(chance) + sigma * sigma / 2) / sigma);
  return chance * share_below(chance, sigma) + above;
}

// Newton's method: mean_cut is concave, so from the left it never steps beyond the root.
double keep_mean(double mean, double sigma) {
  check(mean >= 0 && mean <= 1, "a mean chance lies between 0 and 1");
  double chance = mean;
  for (int i = 0; sigma > 0 && mean > 0 && i < 100; ++i) {
    const double missing = mean - mean_cut(chance, sigma);
    const double slope = share_below(chance, sigma);
    if (missing <= 1e-14 * mean) {
      break;
    }
    if (slope * most <= missing) {
      return most;
    }
    chance = std::min(chance + missing / slope, most);
  }
  return chance;
}

}  // namespace drawdown
