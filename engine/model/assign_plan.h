// How it is to be decided who gets tokens, subscriptions or collections (engine/planning/assign.h).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/quantity.h"

namespace drawdown {

struct AssignPlan {
  std::optional<Money> token_price;           // none: the price list's, or that of the purchases
  std::optional<std::uint64_t> most_changes;  // so many users at most get another mix than they have
  std::optional<std::int32_t> minimum_stay;   // in days; none: a seat stays with its user
  std::int64_t sure = 900'000;                // in millionths: a choice that is the cheapest less often is contested
  std::uint64_t replications = 200;           // of a demand: to decide on, and as many again to judge by
};

}  // namespace drawdown
