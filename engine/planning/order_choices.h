// What may be ordered on each order day, and what it costs, as pieces on which the cost is a line.
//
//   const std::vector<OrderChoices> choices = choices_of(problem, table);
//   choices[0].pieces;              // ascending; no order at all is not among them
//
// Quantities that cannot be best are left out: more than any path could use before it expires, unless a tier there
// makes them cheaper.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/planning/path_table.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

// first … last, in steps of the problem's multiple; micro-tokens.
struct OrderPiece {
  std::int64_t first = 0;
  std::int64_t last = 0;
  double paid = 0;   // price and order cost of the first, in micro-units of money
  double price = 0;  // of a micro-token more
};

struct OrderChoices {
  std::vector<OrderPiece> pieces;
  double factor = 1;  // what is paid, with interest
  bool late = false;  // what is left of it expires after the horizon, and has its value
};

// Of lines, to within a micro-unit of what price_of rounds to.
[[nodiscard]] std::vector<OrderChoices> choices_of(const PurchaseProblem& problem, const PathTable& table);

// Price and order cost, exactly; interest is not in it. The order has a price.
[[nodiscard]] Money paid_for(const PurchaseProblem& problem, std::size_t order_day, std::int64_t quantity);

// The greatest quantity that may be best on the order day; 0: none.
[[nodiscard]] inline std::int64_t most_of(const OrderChoices& choices) {
  return choices.pieces.empty() ? 0 : choices.pieces.back().last;
}

// The pieces between two quantities, both included; no order is one of them if low is 0. Empty if none is allowed
// there.
[[nodiscard]] std::vector<OrderPiece> pieces_between(const OrderChoices& choices, std::int64_t low, std::int64_t high,
                                                     std::int64_t multiple);

[[nodiscard]] PurchasePlan plan_of(const Quantities& quantities);
[[nodiscard]] Quantities quantities_of(const PurchaseProblem& problem, const PurchasePlan& plan);

}  // namespace drawdown
