// Products and what they cost: tokens per window or per result, effective from a civil day on (spec §1, "rate").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

struct RateStep {
  Instant from;  // the start of a civil day in the server's zone; the first step of an undated rate is from −never
  Tokens tokens;
  std::int64_t per = 0;  // of a product that is charged per result: for so many millionths of a result; otherwise 0
};

// What becomes of results that do not fill a whole unit: they are carried on, per team and product, until they do; or
// are charged as one; or exactly what they are worth, to the micro-token. If they are divisible, they are charged
// exactly too, and of those that cannot be paid together as many as can.
enum class Partial : std::uint8_t { carry, up, exact, divisible };

inline constexpr Instant always{-never.seconds};

struct Product {
  std::string name;
  std::vector<RateStep> rates;             // ascending by `from`, not empty
  std::optional<Partial> per_result = {};  // it is charged per result, and not per window

  // The rate in force at the instant; null before the first step.
  [[nodiscard]] const RateStep* rate_at(Instant instant) const {
    const RateStep* in_force = nullptr;
    for (const RateStep& step : rates) {
      if (step.from <= instant) {
        in_force = &step;
      }
    }
    return in_force;
  }
};

// ProductId is the place in this list.
using RateSheet = std::vector<Product>;

// Empty if the sheet has no product of that name.
[[nodiscard]] inline std::optional<ProductId> find_product(const RateSheet& products, std::string_view name) {
  for (std::uint32_t place = 0; place < products.size(); ++place) {
    if (products[place].name == name) {
      return ProductId(place);
    }
  }
  return std::nullopt;
}

}  // namespace drawdown
