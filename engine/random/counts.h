// Distributions of counts, besides poisson (distributions.h).
#pragma once

#include <cstdint>

#include "engine/random/stream.h"

namespace drawdown {

// How many of n independent events happen that each happen with probability p; 0 ≤ n ≤ 10^12, 0 ≤ p ≤ 1. Draws one
// number for each sixteen expected to happen, or not to happen if these are fewer, and one at least.
[[nodiscard]] std::int64_t binomial(Stream& stream, std::int64_t n, double p);

// The smallest count that a Poisson distribution of that mean does not exceed with probability p; 0 ≤ mean ≤ 10^12,
// 0 < p < 1. For many events in one step what `poisson` does in many, and a larger p never gives a smaller count.
[[nodiscard]] std::int64_t poisson_quantile(double mean, double p);

// A Poisson distribution whose mean is itself drawn from a gamma distribution: of all with that mean and a variance of
// mean + mean² ÷ dispersion. 0 ≤ mean ≤ 10^6, 10^-2 ≤ dispersion ≤ 10^6. Draws two numbers.
struct NegativeBinomial {
  double mean = 1;
  double dispersion = 1;
};
[[nodiscard]] std::int64_t negative_binomial(Stream& stream, NegativeBinomial shape);

}  // namespace drawdown
