// Who has which seat, one after the other, once it is decided (engine/planning/moving_seats.h).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/planning/assignment.h"
#include "engine/planning/seat_flow.h"

namespace drawdown {

// A subscription of a product, or a place in a collection.
struct SeatKind {
  std::optional<std::size_t> collection;  // place in the scenario's list; empty: a subscription …
  ProductId product;                      // … of this product
  Money price;                            // over the horizon

  friend bool operator<(const SeatKind& a, const SeatKind& b) {
    return std::tie(a.collection, a.product) < std::tie(b.collection, b.product);
  }
};

// Who has a seat of one kind, and in which days.
struct Holders {
  std::vector<std::size_t> users;
  std::vector<Stay> stays;
};

// Seats are numbered, and what each costs is shared by the days of its stays. A seat that serves one user alone is the
// user's own, and does not move.
void apply_moves(const Scenario& scenario, const std::map<SeatKind, Holders>& all, Assignment& assignment);

}  // namespace drawdown
