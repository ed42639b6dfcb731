#include "engine/random/distributions.h"

#include <array>
#include <cmath>

#include "engine/base/check.h"
#include "engine/random/elementary.h"

namespace drawdown {
namespace {

__extension__ using Wide = unsigned __int128;

// Horner's rule; the coefficient of the highest power first.
template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
  double sum = 0;
  for (const double c : coefficients) {
    sum = sum * x + c;
  }
  return sum;
}

// The number of events of a mean of at most sixteen, by inversion: the smallest count whose probability, with those of
// all smaller counts, exceeds a uniform number.
std::int64_t small_poisson(Stream& stream, double mean) {
  const double u = uniform(stream);
  double probability = exponential_of(-mean);
  double sum = probability;
  std::int64_t count = 0;
  while (u > sum && probability > 0) {  // rounding may leave the sum of all just below 1
    ++count;
    probability *= mean / static_cast<double>(count);
    sum += probability;
  }
  return count;
}

}  // namespace

double uniform(Stream& stream) { return (static_cast<double>(stream.next() >> 12) + 0.5) * 0x1p-52; }

// Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019): the high word of a product is the
// number, and the few low words that would favour some numbers are drawn again.
std::uint64_t uniform_below(Stream& stream, std::uint64_t n) {
  check(n > 0, "a number below 0 cannot be drawn");
  Wide product = Wide{stream.next()} * n;
  if (static_cast<std::uint64_t>(product) < n) {
    const std::uint64_t uneven = (0 - n) % n;  // 2^64 mod n
    while (static_cast<std::uint64_t>(product) < uneven) {
      product = Wide{stream.next()} * n;
    }
  }
  return static_cast<std::uint64_t>(product >> 64);
}

std::int64_t uniform_between(Stream& stream, std::int64_t low, std::int64_t high) {
  check(low <= high, "the lower end is not above the higher");
  const std::uint64_t count = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t above = count == 0 ? stream.next() : uniform_below(stream, count);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + above);
}

bool bernoulli(Stream& stream, double p) { return uniform(stream) < p; }

std::size_t pick(Stream& stream, std::span<const double> weights) {
  double total = 0;
  for (const double weight : weights) {
    check(weight >= 0, "a weight is not negative");
    total += weight;
  }
  check(total > 0, "one weight at least is above 0");
  double rest = uniform(stream) * total;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) {
      last = i;
      if (rest < weights[i]) {
        break;
      }
      rest -= weights[i];
    }
  }
  return last;
}

double exponential(Stream& stream, double mean) {
  check(mean > 0, "the mean of an exponential distribution is positive");
  return -mean * natural_log(uniform(stream));
}

double normal(Stream& stream) { return normal_quantile(uniform(stream)); }

double normal_quantile(double p) {
  check(p > 0 && p < 1, "a share lies between 0 and 1");
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    constexpr std::array a = {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
                              45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
                              133.14166789178437745, 3.387132872796366608};
    constexpr std::array b = {
        5226.495278852545925,  28729.085735721942674, 39307.89580009271061,  21213.794301586595867,
        5394.1960214247511077, 687.1870074920579083,  42.313330701600911252, 1.0};
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-natural_log(q < 0 ? p : 1 - p));  // IEEE square roots are exact to the last bit
  double z = 0;
  if (r <= 5) {
    constexpr std::array c = {7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
                              1.27045825245236838258,   3.64784832476320460504,   5.7694972214606914055,
                              4.6303378461565452959,    1.42343711074968357734};
    constexpr std::array d = {
        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
        0.68976733498510000455,    1.6763848301838038494,   2.05319162663775882187,   1.0};
    z = polynomial(c, r - 1.6) / polynomial(d, r - 1.6);
  } else {
    constexpr std::array e = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
                              0.026532189526576123093,   0.29656057182850489123,    1.7848265399172913358,
                              5.4637849111641143699,     6.6579046435011037772};
    constexpr std::array f = {
        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
        0.0148753612908506148525,   0.13692988092273580531,   0.59983220655588793769,   1.0};
    z = polynomial(e, r - 5) / polynomial(f, r - 5);
  }
  return q < 0 ? -z : z;
}

double log_normal(Stream& stream, LogNormal shape) {
  check(0 < shape.median && shape.median <= shape.p90, "of a log-normal distribution, 0 < median ≤ p90");
  constexpr double z90 = 1.2815515655446004;  // normal_quantile(0.9)
  const double sigma = natural_log(shape.p90 / shape.median) / z90;
  return shape.median * exponential_of(sigma * normal(stream));
}

std::int64_t poisson(Stream& stream, double mean) {
  check(mean >= 0 && mean <= 1e6, "the mean of a Poisson distribution is neither negative nor above a million");
  std::int64_t count = 0;
  for (; mean > 16; mean -= 16) {  // counts of disjoint shares are independent, and add up
    count += small_poisson(stream, 16);
  }
  return count + small_poisson(stream, mean);
}

}  // namespace drawdown
