// Whole numbers with given weights: a number of 64 bits gives one by inversion, in constant time for all but unlikely
// ones.
//
//   const PickTable sessions = poisson_table(0.4, 1);      // 1 + Poisson
//   sessions(stream.next());
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace drawdown {

class PickTable {
 public:
  // The values are first, first + 1, …; weights are not negative, and not all 0.
  explicit PickTable(std::span<const double> weights, std::uint32_t first = 0);

  [[nodiscard]] std::uint32_t operator()(std::uint64_t share) const {
    share -= share == UINT64_MAX ? 1 : 0;
    std::uint32_t place = guide_[share >> 58];
    while (share >= ends_[place]) {
      ++place;
    }
    return first_ + place;
  }

 private:
  std::vector<std::uint64_t> ends_;        // the shares below it give this value, or one before it
  std::array<std::uint32_t, 64> guide_{};  // by the upper six bits: where to begin
  std::uint32_t first_ = 0;
};

// `added` + Poisson; 0 ≤ mean ≤ 100,000.
[[nodiscard]] PickTable poisson_table(double mean, std::uint32_t added = 0);
// Negative binomial of the variance mean + mean² ⁄ shape; Poisson without a shape.
[[nodiscard]] PickTable count_table(double mean, std::optional<double> shape);

}  // namespace drawdown
