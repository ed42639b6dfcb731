// Rules by which tokens are bought as the pool is used, in place of a fixed list of purchases.
//
// The names are those of inventory control (Axsäter, Inventory Control, 3rd ed., §3.2; Silver, Pyke, Thomas, Inventory
// and Production Management in Supply Chains, 4th ed., §6.5). The position of a team is what is free + what is on order
// − what is owed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/model/lifetime.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

struct PurchasePolicy {
  enum class Kind : std::uint8_t {
    reorder_point,  // (s, nQ): at or below `at`, the smallest multiple of `quantity` that brings the position above it
    order_up_to,    // (s, S): at or below `at`, as much as brings the position to `up_to`
    base_stock,     // below `up_to`, likewise
    periodic,       // (R, S): likewise, at every review
    yearly_share,   // `share` of the trailing year's consumption, once a year
  };
  std::string name;
  std::string team;
  Kind kind = Kind::reorder_point;
  Tokens at;        // s
  Tokens quantity;  // Q
  Tokens up_to;     // S
  Percent share;
  Tokens before;  // of yearly_share: consumed in the 365 days before the simulation, evenly

  bool continuous = true;        // reviewed whenever the position falls; otherwise at `reviews`
  std::vector<Instant> reviews;  // in order of time: starts of civil days inside the horizon
  std::int32_t lead_days = 0;
  Lifetime lifetime;
  std::optional<Money> budget;          // of all its orders together
  std::optional<std::uint64_t> orders;  // at most
};

}  // namespace drawdown
