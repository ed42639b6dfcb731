#include "engine/random/normal_share.h"

#include <algorithm>

#include "engine/random/elementary.h"

namespace drawdown {

// ½ + φ(z) (z + z³ ⁄ 3 + z⁵ ⁄ (3·5) + …): Marsaglia, "Evaluating the normal distribution", Journal of Statistical
// Software 11 (2004), no. 4. All terms have one sign, so nothing cancels but the half.
double normal_share(double z) {
  if (z < -8.5 || z > 8.5) {
    return z < 0 ? 0 : 1;  // what is left is less than 10^-16
  }
  double term = z;
  double sum = z;
  for (int n = 3; sum != sum + term / n * z * z; n += 2) {
    term = term * z * z / n;
    sum += term;
  }
  constexpr double density_at_0 = 0.3989422804014327;  // 1 ⁄ √(2π)
  return std::clamp(0.5 + sum * density_at_0 * exponential_of(-z * z / 2), 0.0, 1.0);
}

}  // namespace drawdown
