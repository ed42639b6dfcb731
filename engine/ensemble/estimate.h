// Estimates from many replications, each with its 95 % confidence interval.
//
//   estimate_share(12, 1000);        // 0.012, 0.0069 … 0.0208
//   Mean mean;
//   for (…) { mean.add(written_off.micro); }
//   mean.estimate();                 // rounded to a millionth
//   quantile_ranks(90, 1000);        // the 900th value, and the interval from the 881st to the 920th
//
// A share: the interval of Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat.
// Assoc. 22 (1927), which Brown, Cai and DasGupta recommend ("Interval estimation for a binomial proportion",
// Statistical Science 16, 2001): unlike the textbook's it does not collapse at 0 of n. A mean: Student's t. A quantile:
// order statistics whose ranks come from the normal approximation of the binomial distribution (Conover, Practical
// Nonparametric Statistics, 1999, §3.2).
//
// Sums, quotients and square roots of IEEE arithmetic only, in the order of the replications: the same bits everywhere.
#pragma once

#include <cstdint>

#include "engine/base/wide.h"

namespace drawdown {

// Millionths.
struct Estimate {
  std::int64_t value = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;

  bool operator==(const Estimate&) const = default;
};

// hits ≤ all; all > 0.
[[nodiscard]] Estimate estimate_share(std::uint64_t hits, std::uint64_t all);
// Half the width of that interval, as a share.
[[nodiscard]] double share_half_width(std::uint64_t hits, std::uint64_t all);

// The value of Student's t that 2.5 % exceed, to about 10^-5: tables up to nine degrees of freedom, then Abramowitz and
// Stegun, Handbook of Mathematical Functions (1964), 26.7.5. degrees ≥ 1.
[[nodiscard]] double student_t(std::uint64_t degrees);

// The mean of whole numbers. Sums are exact; the variance is of differences from the first number.
class Mean {
 public:
  void add(std::int64_t value);

  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] Wide sum() const;
  // Of at least one number; of only one, the interval is that number.
  [[nodiscard]] Estimate estimate() const;

 private:
  std::uint64_t number_ = 0;
  std::int64_t first_ = 0;
  Wide above_ = 0;      // the sum of the differences from the first
  double squares_ = 0;  // of these differences
};

// Ranks among n sorted values, from 1 on.
struct QuantileRanks {
  std::uint64_t low = 1;
  std::uint64_t rank = 1;  // the first value that so many percent do not exceed
  std::uint64_t high = 1;
};
// 1 ≤ percent ≤ 100; n ≥ 1. Of the maximum (100) there is no interval: all three are n. With few values the interval
// ends at the least or the greatest of them.
[[nodiscard]] QuantileRanks quantile_ranks(int percent, std::uint64_t n);

}  // namespace drawdown
