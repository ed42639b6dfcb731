#include "engine/random/elementary.h"

#include <cmath>
#include <limits>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// ln 2 in two parts: the first has 21 zero bits at its end, so that its products with exponents are exact.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

}  // namespace

// x = m 2^e with m in [√½, √2), and ln m = 2 artanh s for s = (m − 1) ⁄ (m + 1), |s| < 0.172.
double natural_log(double x) {
  check(x > 0 && x <= std::numeric_limits<double>::max(), "a logarithm is taken of a positive, finite number");
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact, as are floor and ldexp below
  if (m < 0.70710678118654757) {
    m *= 2;
    --exponent;
  }
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  double series = 0;  // s²/3 + s⁴/5 + …; the first term left out is below 2^-60
  for (int n = 25; n >= 3; n -= 2) {
    series = s2 * (1.0 / n + series);
  }
  return exponent * ln2_high + (exponent * ln2_low + 2 * s * series + 2 * s);
}

// x = k ln 2 + r with |r| ≤ ½ ln 2, and Taylor's series for r.
double exponential_of(double x) {
  check(x >= -700 && x <= 700, "an exponential neither vanishes nor overflows");
  const double k = std::floor(x / 0.69314718055994531 + 0.5);
  const double r = (x - k * ln2_high) - k * ln2_low;
  double series = 1;  // the first term left out is below 2^-60
  for (int n = 14; n >= 1; --n) {
    series = 1 + series * r / n;
  }
  return std::ldexp(series, static_cast<int>(k));
}

}  // namespace drawdown
