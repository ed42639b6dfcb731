// How values spread: their quantiles, in memory that does not grow with their number.
//
//   Spread spread;
//   for (…) { spread.add(balance.micro); }
//   spread.at_rank(900);             // the 900th smallest, at most 0.1 % of itself off
//
// Values are counted in classes: 512 for each power of two, so that the values of one class differ by less than 1/512
// of their size, as in HdrHistogram and DDSketch (Masson, Rim and Lee, VLDB 2019). A class knows its least and its
// greatest value, so a quantile is exact where a class has one value, as whole tokens below 512 do; otherwise it is the
// middle of the two. Counts do not depend on the order in which values come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace drawdown {

class Spread {
 public:
  void add(std::int64_t value);

  [[nodiscard]] std::uint64_t number() const { return number_; }
  // 1 ≤ rank ≤ number(). Exact for the least and the greatest value.
  [[nodiscard]] std::int64_t at_rank(std::uint64_t rank) const;
  // 1 ≤ percent ≤ 100.
  [[nodiscard]] std::int64_t quantile(int percent) const;
  [[nodiscard]] std::size_t classes() const { return classes_.size(); }

 private:
  struct Class {
    std::int64_t least = 0;
    std::int64_t greatest = 0;
    std::uint64_t count = 0;
  };
  std::vector<Class> classes_;  // in order
  std::uint64_t number_ = 0;
};

}  // namespace drawdown
