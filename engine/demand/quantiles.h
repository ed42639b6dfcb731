// Distributions as tables of quantiles, between which they are straight lines: a number of 32 bits gives a value with a
// multiplication, the same everywhere.
//
//   const Quantiles length(Spans{.median = 5100, .p90 = 16'200});
//   length(stream.next() >> 32);                                    // seconds
//
// A log-normal table has 2,048 steps of equal probability, and as many again in the last of them; it ends where one
// value in four millions would lie beyond. Its mean is within 10^-3 of the distribution's if
// p90 ≤ 5 median.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/model/population.h"

namespace drawdown {

// Whole seconds, at most thirty days.
class Quantiles {
 public:
  explicit Quantiles(const Spans& spans);

  [[nodiscard]] std::int64_t operator()(std::uint32_t share) const {
    if (knots_.size() == 1) {
      return rounded(knots_[0]);
    }
    std::uint64_t place = share * (knots_.size() - 1);
    const std::int64_t* knot = knots_.data() + (place >> 32);
    if (!tail_.empty() && (place >> 32) == knots_.size() - 2) [[unlikely]] {
      place = (place & UINT32_MAX) * (tail_.size() - 1);
      knot = tail_.data() + (place >> 32);
    }
    const auto step = static_cast<std::uint64_t>(knot[1] - knot[0]);  // below 2^28
    return rounded(knot[0] + static_cast<std::int64_t>((step * (place & UINT32_MAX)) >> 32));
  }

 private:
  static constexpr std::int64_t parts = 64;  // of a second
  static std::int64_t rounded(std::int64_t value) { return (value + parts / 2) / parts; }

  std::vector<std::int64_t> knots_;  // ascending
  std::vector<std::int64_t> tail_;   // of the last step
};

// Log-normal factors with mean 1, of a given standard deviation.
class Factors {
 public:
  explicit Factors(double deviation);

  [[nodiscard]] double operator()(std::uint32_t share) const {
    std::uint64_t place = share * (knots_.size() - 1);
    const double* knot = knots_.data() + (place >> 32);
    if ((place >> 32) == knots_.size() - 2) [[unlikely]] {
      place = (place & UINT32_MAX) * (tail_.size() - 1);
      knot = tail_.data() + (place >> 32);
    }
    return knot[0] + (knot[1] - knot[0]) * (static_cast<double>(place & UINT32_MAX) * 0x1p-32);
  }

 private:
  std::vector<double> knots_;
  std::vector<double> tail_;
};

// Tables that several have in common are there once: together they stay near the processor.
class SharedTables {
 public:
  [[nodiscard]] std::shared_ptr<const Quantiles> of(const Spans& spans);
  [[nodiscard]] std::shared_ptr<const Factors> factors(double deviation);

 private:
  std::vector<std::pair<Spans, std::shared_ptr<const Quantiles>>> quantiles_;
  std::vector<std::pair<double, std::shared_ptr<const Factors>>> factors_;
};

// σ of the logarithm of a log-normal value whose standard deviation is so many times its mean.
[[nodiscard]] double sigma_of(double deviation);

}  // namespace drawdown
