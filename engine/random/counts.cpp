#include "engine/random/counts.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/random/distributions.h"
#include "engine/random/elementary.h"
#include "engine/random/gamma.h"

namespace drawdown {
namespace {

constexpr double most_expected = 16;  // by one uniform number: the probability of none is far above 10^-300

// ln(1 − p), 0 < p ≤ ½.
double log_of_rest(double p) { return p < 1e-4 ? -p * (1 + p * (0.5 + p * (1.0 / 3 + p / 4))) : natural_log(1 - p); }

// By inversion, where n·p is at most sixteen and p at most one half.
std::int64_t small_binomial(Stream& stream, std::int64_t n, double p) {
  const double u = uniform(stream);
  const double odds = p / (1 - p);
  double probability = exponential_of(static_cast<double>(n) * log_of_rest(p));
  double sum = probability;
  std::int64_t count = 0;
  while (u > sum && count < n && probability > 0) {  // rounding may leave the sum of all just below 1
    probability *= odds * static_cast<double>(n - count) / static_cast<double>(count + 1);
    ++count;
    sum += probability;
  }
  return count;
}

}  // namespace

std::int64_t binomial(Stream& stream, std::int64_t n, double p) {
  check(n >= 0 && n <= 1'000'000'000'000 && p >= 0 && p <= 1,
        "events are counted of at most 10^12, each with a probability");
  if (p > 0.5) {
    return n - binomial(stream, n, 1 - p);
  }
  if (p == 0 || n == 0) {
    return 0;
  }
  const double at_once = std::floor(most_expected / p);
  const std::int64_t chunk = at_once < static_cast<double>(n) ? static_cast<std::int64_t>(at_once) : n;
  std::int64_t count = 0;
  for (; n > chunk; n -= chunk) {  // counts of disjoint events are independent, and add up
    count += small_binomial(stream, chunk, p);
  }
  return count + small_binomial(stream, n, p);
}

std::int64_t poisson_quantile(double mean, double p) {
  check(mean >= 0 && mean <= 1e12 && p > 0 && p < 1, "a count is asked for of at most 10^12 expected, and for a share");
  if (mean <= most_expected) {
    double probability = exponential_of(-mean);
    double sum = probability;
    std::int64_t count = 0;
    while (p > sum && probability > 0) {  // rounding may leave the sum of all just below 1
      ++count;
      probability *= mean / static_cast<double>(count);
      sum += probability;
    }
    return count;
  }
  // From a guess (Cornish and Fisher) to the count itself, by its neighbours' probabilities. Of the two tails the
  // smaller is summed.
  const double z = normal_quantile(p);
  double count = std::fmax(0, std::floor(mean + std::sqrt(mean) * z + (z * z - 1) / 6));
  double probability = gamma_term(count, mean);
  const GammaShares shares = gamma_shares(count + 1, mean);  // its own `above` is the probability of no more events
  const double q = 1 - p;
  double lacking = p <= 0.5 ? p - shares.above : shares.below - q;  // more than 0: the count is too small
  while (lacking > 0 && probability > 0) {
    count += 1;
    probability *= mean / count;
    lacking -= probability;
  }
  while (count > 0 && lacking + probability <= 0) {
    lacking += probability;
    probability *= count / mean;
    count -= 1;
  }
  return static_cast<std::int64_t>(count);
}

std::int64_t negative_binomial(Stream& stream, NegativeBinomial shape) {
  check(shape.mean >= 0 && shape.mean <= 1e6 && shape.dispersion >= 1e-2 && shape.dispersion <= 1e6,
        "a negative binomial distribution has a mean up to a million, and a dispersion from a hundredth to a million");
  if (shape.mean == 0) {
    return 0;
  }
  const double mean = shape.mean / shape.dispersion * gamma_quantile(shape.dispersion, uniform(stream));
  return poisson_quantile(mean, uniform(stream));
}

}  // namespace drawdown
