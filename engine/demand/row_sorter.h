// Sessions that are made day by day, put in order of their opens without ever holding them all: a bucket sort of what
// cannot be preceded any more, stable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace drawdown {

struct DrawnRow {
  std::uint32_t open = 0;   // seconds since 1970
  std::uint32_t close = 0;  // of a result: how many
  std::uint32_t unit = 0;
};

class RowSorter {
 public:
  void add(const DrawnRow& row) { rows_.push_back(row); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] DrawnRow& operator[](std::size_t i) { return rows_[i]; }

  // Gives `take` all rows that open before `until`, in order; those that open at the same second as they were added.
  // The others stay.
  template <class Take>
  void release(std::uint32_t until, Take take) {
    sort();
    std::size_t taken = 0;
    for (; taken < rows_.size() && rows_[taken].open < until; ++taken) {
      take(rows_[taken]);
    }
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(taken));
  }

 private:
  void sort();

  std::vector<DrawnRow> rows_;  // those that stayed come first
  std::vector<DrawnRow> sorted_;
  std::vector<std::uint32_t> next_;
};

}  // namespace drawdown
