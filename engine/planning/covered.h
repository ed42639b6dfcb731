// Ranges of whole numbers that somebody has seen to, and what of another range nobody has.
//
//   Covered covered;
//   covered.add(10, 20);
//   covered.outside(5, 25, [](std::int64_t low, std::int64_t high) {});    // 5 … 9, and 21 … 25
//
// Both ends of a range belong to it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace drawdown {

class Covered {
 public:
  void clear() { ranges_.clear(); }

  void add(std::int64_t low, std::int64_t high) {
    const auto first =
        std::partition_point(ranges_.begin(), ranges_.end(), [&](const Range& range) { return range.high < low - 1; });
    const auto last =
        std::partition_point(first, ranges_.end(), [&](const Range& range) { return range.low <= high + 1; });
    if (first != last) {
      low = std::min(low, first->low);
      high = std::max(high, std::prev(last)->high);
    }
    ranges_.insert(ranges_.erase(first, last), {low, high});
  }

  template <class Visit>
  void outside(std::int64_t low, std::int64_t high, Visit visit) const {
    auto range = std::partition_point(ranges_.begin(), ranges_.end(), [&](const Range& one) { return one.high < low; });
    for (; range != ranges_.end() && range->low <= high; ++range) {
      if (low < range->low) {
        visit(low, range->low - 1);
      }
      low = range->high + 1;
    }
    if (low <= high) {
      visit(low, high);
    }
  }

 private:
  struct Range {
    std::int64_t low = 0;
    std::int64_t high = 0;
  };
  std::vector<Range> ranges_;  // ascending, with numbers between them
};

}  // namespace drawdown
