// What tokens cost by the quantity of an order: all-units discounts, dated.
//
//   list.unit_price(Tokens::whole(5'000), day);      // of all tokens of the order; empty if it is smaller than any
//   entry
#pragma once

#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

struct PriceList {
  struct Entry {
    Tokens quantity;  // from so many tokens on
    Money unit_price;
    std::optional<Day> from;  // orders from this day on; empty: always
  };
  std::vector<Entry> entries;
  Tokens minimum_order;   // 0: none
  Tokens order_multiple;  // 0: any quantity

  // The list in force is all entries with the latest `from` that is not after the day; the entry of the greatest
  // quantity that the order reaches counts.
  [[nodiscard]] std::optional<Money> unit_price(Tokens order, Day day) const;
  // At least the minimum, and a multiple. Throws OverflowError.
  [[nodiscard]] Tokens rounded_order(Tokens wanted) const;
};

}  // namespace drawdown
