// Distributions over a stream. The same stream gives the same values on every compiler and processor, to the last bit:
// the standard library's distributions promise no such thing.
//
//   Stream stream(seed, purpose("work"), user, day);
//   if (bernoulli(stream, 0.4)) {
//     const double minutes = log_normal(stream, {.median = 90, .p90 = 300});
//   }
//
// Each function draws one number of the stream, unless it says otherwise. Draw once in a statement: compilers choose
// the order in which the arguments of a call are evaluated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/stream.h"

namespace drawdown {

// In (0, 1), neither end included: an odd multiple of 2^-53.
[[nodiscard]] double uniform(Stream& stream);
// 0 … n − 1, all equally likely; n ≥ 1. Rarely draws more than one number.
[[nodiscard]] std::uint64_t uniform_below(Stream& stream, std::uint64_t n);
// low … high, both included, all equally likely; low ≤ high. Rarely draws more than one number.
[[nodiscard]] std::int64_t uniform_between(Stream& stream, std::int64_t low, std::int64_t high);
// True with probability p.
[[nodiscard]] bool bernoulli(Stream& stream, double p);
// The place of one of the weights, each as likely as it is heavy; the weights are not negative, and not all 0.
[[nodiscard]] std::size_t pick(Stream& stream, std::span<const double> weights);

// mean > 0.
[[nodiscard]] double exponential(Stream& stream, double mean);

// Mean 0 and standard deviation 1.
[[nodiscard]] double normal(Stream& stream);
// The standard normal value that lies above a share p of all, 0 < p < 1: Wichura's PPND16, "Algorithm AS 241",
// Applied Statistics 37 (1988), 477–484; relative error about 10^-16.
[[nodiscard]] double normal_quantile(double p);

// Half of the values lie below the median, nine tenths below p90; 0 < median ≤ p90.
struct LogNormal {
  double median = 1;
  double p90 = 1;
};
[[nodiscard]] double log_normal(Stream& stream, LogNormal shape);

// The number of events when `mean` are expected; 0 ≤ mean ≤ 10^6. Draws one number for each sixteen events expected,
// and one at least.
[[nodiscard]] std::int64_t poisson(Stream& stream, double mean);

}  // namespace drawdown
