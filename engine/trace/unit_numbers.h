// A parser's numbers of charge units. Most units have nothing but a user and a product: their number is their cell in a
// grid of users by products, without any look-up. The others, and all of users beyond the grid, are numbered from the
// grid's end on, in the order of first appearance.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/trace/triple_table.h"

namespace drawdown {

class UnitNumbers {
 public:
  static constexpr std::uint32_t cells = std::uint32_t{1} << 20;  // tables by cell take 4 MiB at most

  explicit UnitNumbers(std::size_t products) : products_(products) {}

  std::uint32_t number(std::uint32_t user, std::uint32_t product, std::uint32_t extra) {
    const std::size_t cell = user * products_ + product;
    return extra == 0 && cell < cells ? static_cast<std::uint32_t>(cell)
                                      : cells + others_.intern({user, product, extra});
  }

  // The user, product and extra of a number.
  [[nodiscard]] TripleTable::Triple operator[](std::uint32_t number) const {
    if (number >= cells) {
      return others_[number - cells];
    }
    return {static_cast<std::uint32_t>(number / products_), static_cast<std::uint32_t>(number % products_), 0};
  }

 private:
  std::size_t products_;
  TripleTable others_;
};

}  // namespace drawdown
