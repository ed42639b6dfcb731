#include "engine/random/elementary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace drawdown;

namespace {

// The difference in units in the last place of `right`.
double ulps(double ours, double right) {
  const double unit = std::nextafter(std::fabs(right), HUGE_VAL) - std::fabs(right);
  return std::fabs(ours - right) / unit;
}

}  // namespace

TEST_CASE("logarithms are right to two units in the last place") {
  double worst = 0;
  for (double x = 1e-300; x < 1e300; x *= 1.037) {
    worst = std::max(worst, ulps(natural_log(x), std::log(x)));
  }
  for (double x = 0.5; x < 2; x += 0.000'37) {
    worst = std::max(worst, ulps(natural_log(x), std::log(x)));
  }
  CHECK(worst <= 2);
  CHECK(natural_log(1) == 0);
  CHECK(natural_log(0x1p-53) == doctest::Approx(-36.7368005696771).epsilon(1e-15));
}

TEST_CASE("exponentials are right to two units in the last place") {
  double worst = 0;
  for (double x = -700; x <= 700; x += 0.0137) {
    worst = std::max(worst, ulps(exponential_of(x), std::exp(x)));
  }
  CHECK(worst <= 2);
  CHECK(exponential_of(0) == 1);
  CHECK(exponential_of(1) == doctest::Approx(2.718281828459045).epsilon(1e-15));
}
