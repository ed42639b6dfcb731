// Whether values that were drawn have the distribution that they should: moments within 4.5 standard errors of the
// exact ones, and Pearson's statistic of classes within 4.5 of its own. Seeds are fixed, so a test passes always or
// never; of a right distribution one band in 150,000 would be missed.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <vector>

namespace drawdown::tests {

inline constexpr double band = 4.5;

// The mean of values whose variance is only known from themselves: many, and not all alike.
inline void check_sample_mean(const std::vector<double>& values, double exact) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  double squares = 0;
  for (const double value : values) {
    sum += value - exact;
    squares += (value - exact) * (value - exact);
  }
  CAPTURE(exact);
  CAPTURE(exact + sum / n);
  const double error = std::sqrt((squares - sum * sum / n) / (n - 1) / n);
  CHECK(error > 0);
  CHECK(std::fabs(sum / n) <= band * error);
}

// `kurtosis`: the fourth central moment ÷ variance².
template <class Value>
void check_moments(const std::vector<Value>& values, double mean, double variance, double kurtosis) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  double squares = 0;
  for (const Value value : values) {
    const double from_mean = static_cast<double>(value) - mean;
    sum += from_mean;
    squares += from_mean * from_mean;
  }
  CAPTURE(sum / n);
  CAPTURE(squares / n);
  CHECK(std::fabs(sum / n) <= band * std::sqrt(variance / n));
  CHECK(std::fabs(squares / n - variance) <= band * variance * std::sqrt((kurtosis - 1) / n));
}

// Counts of classes against their probabilities, which sum to 1; those expected less than ten times are put together
// with the next.
inline void check_classes(const std::vector<int>& counts, const std::vector<double>& probabilities) {
  REQUIRE(counts.size() == probabilities.size());
  double values = 0;
  for (const int count : counts) {
    values += count;
  }
  double statistic = 0;
  double freedom = -1;
  double expected = 0;
  double count = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    expected += values * probabilities[i];
    count += counts[i];
    if (expected >= 10 || (i + 1 == counts.size() && expected > 0)) {
      statistic += (count - expected) * (count - expected) / expected;
      freedom += 1;
      expected = count = 0;
    }
  }
  REQUIRE(freedom >= 1);
  CAPTURE(statistic);
  CAPTURE(freedom);
  CHECK(count == 0);
  CHECK(statistic <= freedom + band * std::sqrt(2 * freedom) + band);  // some room for the skew of few classes
}

}  // namespace drawdown::tests
