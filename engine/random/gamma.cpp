#include "engine/random/gamma.h"

#include <array>
#include <cmath>

#include "engine/base/check.h"
#include "engine/random/distributions.h"
#include "engine/random/elementary.h"

namespace drawdown {
namespace {

constexpr double epsilon = 0x1p-53;

// e^x, and 0 far below what a share can be.
double share_of(double x) { return x < -700 ? 0 : exponential_of(x); }

// ln(1 + x) − x for |x| ≤ 0.1, without the loss of a difference of two that are close.
double log_excess(double x) {
  double power = -x * x;  // −x²/2 + x³/3 − x⁴/4 …
  double sum = power / 2;
  for (int n = 3; std::fabs(power) > epsilon * std::fabs(sum) && n < 40; ++n) {
    power *= -x;
    sum += power / n;
  }
  return sum;
}

// The correction of Stirling's formula, ln Γ(x) − (x − ½) ln x + x − ½ ln 2π, for x ≥ 8.
double stirling_rest(double x) {
  constexpr std::array b = {1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                            1.0 / 1188, -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400};
  double sum = 0;
  double power = 1 / x;
  for (const double each : b) {
    sum += each * power;
    power /= x * x;
  }
  return sum;
}

constexpr double half_log_two_pi = 0.91893853320467274178;

double series(double shape, double x) {
  double term = gamma_term(shape, x);
  double sum = term;
  for (double n = shape + 1; term > epsilon * sum; n += 1) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

// Lentz's method; Q = x^shape e^-x ÷ Γ(shape) × fraction.
double continued_fraction(double shape, double x) {
  constexpr double tiny = 1e-300;
  double b = x + 1 - shape;
  double c = 1 / tiny;
  double d = 1 / b;
  double fraction = d;
  for (double i = 1; i < 1e6; i += 1) {
    const double a = -i * (i - shape);
    b += 2;
    d = a * d + b;
    d = std::fabs(d) < tiny ? tiny : d;
    c = b + a / c;
    c = std::fabs(c) < tiny ? tiny : c;
    d = 1 / d;
    const double step = d * c;
    fraction *= step;
    if (std::fabs(step - 1) <= 4 * epsilon) {
      break;
    }
  }
  return gamma_term(shape, x) * shape * fraction;
}

double first_guess(double shape, double p) {
  if (shape > 1) {  // Wilson and Hilferty: the cube root is nearly normal
    const double z = normal_quantile(p);
    const double root = 1 - 1 / (9 * shape) + z / (3 * std::sqrt(shape));
    return std::fmax(1e-3 * shape, shape * root * root * root);
  }
  const double t = 1 - shape * (0.253 + shape * 0.12);
  return p < t ? share_of(natural_log(p / t) / shape) : 1 - natural_log(1 - (p - t) / (1 - t));
}

}  // namespace

double log_gamma(double x) {
  check(x > 0, "the gamma function is asked for above 0");
  double product = 1;
  for (; x < 8; x += 1) {
    product *= x;
  }
  return (x - 0.5) * natural_log(x) - x + half_log_two_pi + stirling_rest(x) - natural_log(product);
}

double gamma_term(double shape, double x) {
  if (shape < 8) {
    return share_of(shape * natural_log(x) - x - log_gamma(shape + 1));
  }
  // With x = shape (1 + d) the large terms cancel: −shape (d − ln(1 + d)) is left.
  const double d = (x - shape) / shape;
  const double excess = std::fabs(d) > 0.1 ? natural_log(x / shape) - d : log_excess(d);
  return share_of(shape * excess - stirling_rest(shape) - half_log_two_pi - 0.5 * natural_log(shape));
}

GammaShares gamma_shares(double shape, double x) {
  check(shape > 0 && x >= 0, "a gamma distribution has a positive shape and no negative values");
  if (x == 0) {
    return {0, 1};
  }
  if (x < shape + 1) {
    const double below = std::fmin(series(shape, x), 1);
    return {below, 1 - below};
  }
  const double above = std::fmin(continued_fraction(shape, x), 1);
  return {1 - above, above};
}

double gamma_quantile(double shape, double p) {
  check(p > 0 && p < 1, "a share lies between 0 and 1");
  const double q = 1 - p;  // exact for the numbers that `uniform` gives
  double low = 0;
  double high = HUGE_VAL;
  double x = first_guess(shape, p);
  for (int i = 0; i < 100 && x > 0; ++i) {
    const GammaShares shares = gamma_shares(shape, x);
    const double excess = p <= 0.5 ? shares.below - p : q - shares.above;
    (excess > 0 ? high : low) = x;
    const double density = gamma_term(shape, x) * shape / x;
    const double step = density > 0 ? excess / density : 0;
    // Halley: the density falls by (shape − 1) ÷ x − 1 of itself.
    double next = x - step / (1 - 0.5 * std::fmin(1, step * ((shape - 1) / x - 1)));
    if (excess == 0 || std::fabs(next - x) <= 8 * epsilon * x) {
      return x;
    }
    if (!(next > low && next < high)) {
      next = high < HUGE_VAL ? (low + high) / 2 : 2 * x;
    }
    x = next;
  }
  return x;
}

double gamma(Stream& stream, Gamma shape) {
  check(shape.mean > 0 && shape.sd >= 1e-3 * shape.mean && shape.sd <= 1e2 * shape.mean,
        "the standard deviation of a gamma distribution is from a thousandth to a hundred times its mean");
  const double root = shape.mean / shape.sd;
  return shape.sd / root * gamma_quantile(root * root, uniform(stream));
}

}  // namespace drawdown
