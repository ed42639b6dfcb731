#include "engine/demand/row_sorter.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace drawdown {
namespace {

// For rows that are nearly in order.
void insertion_sort(std::vector<DrawnRow>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].open >= rows[i - 1].open) {
      continue;
    }
    const DrawnRow row = rows[i];
    std::size_t at = i;
    for (; at > 0 && rows[at - 1].open > row.open; --at) {
      rows[at] = rows[at - 1];
    }
    rows[at] = row;
  }
}

// Everybody may come at nine: insertion would take a square of their number.
void sort_full_buckets(std::vector<DrawnRow>& rows, const std::vector<std::uint32_t>& ends) {
  const auto earlier = [](const DrawnRow& a, const DrawnRow& b) { return a.open < b.open; };
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    if (end - begin > 64) {
      std::stable_sort(rows.begin() + begin, rows.begin() + end, earlier);
    }
    begin = end;
  }
}

}  // namespace

// Buckets of equal time, about one for each row; rows of one bucket are put in order by insertion, and they are few:
// working hours are a fifth of a week.
void RowSorter::sort() {
  if (rows_.size() > 16) {
    std::uint32_t low = UINT32_MAX;
    std::uint32_t high = 0;
    for (const DrawnRow& row : rows_) {
      low = std::min(low, row.open);
      high = std::max(high, row.open);
    }
    const int bits = static_cast<int>(std::bit_width(high - low));
    const auto kept = std::min(bits, std::min(20, static_cast<int>(std::bit_width(rows_.size()))));
    const auto shift = static_cast<unsigned>(bits - kept);
    next_.assign((std::size_t{1} << static_cast<unsigned>(kept)) + 1, 0);
    for (const DrawnRow& row : rows_) {
      ++next_[((row.open - low) >> shift) + 1];
    }
    std::uint32_t fullest = 0;
    for (std::size_t i = 1; i < next_.size(); ++i) {
      fullest = std::max(fullest, next_[i]);
      next_[i] += next_[i - 1];
    }
    sorted_.resize(rows_.size());
    for (const DrawnRow& row : rows_) {
      sorted_[next_[(row.open - low) >> shift]++] = row;
    }
    std::swap(rows_, sorted_);
    if (fullest > 64) {
      sort_full_buckets(rows_, next_);
    }
  }
  insertion_sort(rows_);
}

}  // namespace drawdown
