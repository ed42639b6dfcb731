#include "engine/ensemble/estimate.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/quantity.h"

namespace drawdown {
namespace {

constexpr double z = 1.959963984540054;  // exceeded by 2.5 % of a normal distribution

struct Wilson {
  double middle = 0;
  double half = 0;
};

Wilson wilson(std::uint64_t hits, std::uint64_t all) {
  check(all > 0 && hits <= all, "a share is of something");
  const auto n = static_cast<double>(all);
  const double share = static_cast<double>(hits) / n;
  const double scale = 1 + z * z / n;
  return {(share + z * z / (2 * n)) / scale, z / scale * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n))};
}

std::int64_t millionths(double share) { return std::llround(share * static_cast<double>(micro_per_unit)); }

// Halves away from zero.
std::int64_t rounded_quotient(Wide sum, std::uint64_t number) {
  const Wide half = static_cast<Wide>(number / 2);
  return narrow((sum + (sum < 0 ? -half : half)) / static_cast<Wide>(number), "a mean");
}

}  // namespace

Estimate estimate_share(std::uint64_t hits, std::uint64_t all) {
  const Wilson interval = wilson(hits, all);
  const std::int64_t value = rounded_quotient(Wide{hits} * micro_per_unit, all);
  // At 0 and at all of n the interval ends there; rounding must not say otherwise.
  return {value, hits == 0 ? 0 : std::clamp<std::int64_t>(millionths(interval.middle - interval.half), 0, value),
          hits == all ? micro_per_unit
                      : std::clamp<std::int64_t>(millionths(interval.middle + interval.half), value, micro_per_unit)};
}

double share_half_width(std::uint64_t hits, std::uint64_t all) { return wilson(hits, all).half; }

double student_t(std::uint64_t degrees) {
  constexpr std::array table{12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157};
  check(degrees > 0, "Student's t has degrees of freedom");
  if (degrees <= table.size()) {
    return table[degrees - 1];
  }
  const double v = 1 / static_cast<double>(degrees);
  const double z2 = z * z;
  const double g1 = z * (z2 + 1) / 4;
  const double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92'160;
  return z + v * (g1 + v * (g2 + v * (g3 + v * g4)));
}

void Mean::add(std::int64_t value) {
  if (number_ == 0) {
    first_ = value;
  }
  const Wide difference = Wide{value} - first_;
  above_ += difference;
  const auto size = static_cast<double>(difference);
  squares_ += size * size;
  ++number_;
}

Wide Mean::sum() const { return above_ + Wide{first_} * static_cast<Wide>(number_); }

Estimate Mean::estimate() const {
  check(number_ > 0, "a mean is of something");
  const std::int64_t mean = rounded_quotient(sum(), number_);
  if (number_ == 1) {
    return {mean, mean, mean};
  }
  const auto n = static_cast<double>(number_);
  const auto above = static_cast<double>(above_);
  const double variance = std::max(0.0, (squares_ - above * above / n) / (n - 1));
  const std::int64_t half = std::llround(student_t(number_ - 1) * std::sqrt(variance / n));
  return {mean, mean - half, mean + half};
}

QuantileRanks quantile_ranks(int percent, std::uint64_t n) {
  check(n > 0 && percent > 0 && percent <= 100, "a quantile is of something");
  if (percent == 100) {
    return {n, n, n};
  }
  const double p = percent / 100.0;
  const double middle = p * static_cast<double>(n);
  const double reach = z * std::sqrt(middle * (1 - p));
  const auto bounded = [n](double rank) {
    return static_cast<std::uint64_t>(std::clamp(std::llround(rank), 1LL, static_cast<long long>(n)));
  };
  const std::uint64_t rank = (n * static_cast<std::uint64_t>(percent) + 99) / 100;
  return {std::min(bounded(middle - reach), rank), rank, std::max(bounded(middle + reach + 1), rank)};
}

}  // namespace drawdown
