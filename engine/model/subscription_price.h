// What a named user's own seat of a product costs for a year, effective from a civil day on.
//
//   price_of(scenario.subscription_prices, product)->on(day);      // empty before the first step
#pragma once

#include <optional>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

struct SubscriptionPrice {
  struct Step {
    Day from = first_day;  // the first step of an undated price is from the first day that exists
    Money price;
    bool operator==(const Step&) const = default;
  };
  ProductId product;
  std::vector<Step> steps = {};  // ascending by `from`, not empty

  [[nodiscard]] std::optional<Money> on(Day day) const {
    std::optional<Money> in_force;
    for (const Step& step : steps) {
      if (step.from <= day) {
        in_force = step.price;
      }
    }
    return in_force;
  }
  bool operator==(const SubscriptionPrice&) const = default;
};

// In the order of the file, each product once.
using SubscriptionPrices = std::vector<SubscriptionPrice>;

// Null if the product has none.
[[nodiscard]] inline const SubscriptionPrice* price_of(const SubscriptionPrices& prices, ProductId product) {
  for (const SubscriptionPrice& price : prices) {
    if (price.product == product) {
      return &price;
    }
  }
  return nullptr;
}

}  // namespace drawdown
