// What is to be bought and when, as a problem on day totals: the days on which an order may be placed, what it costs,
// what is there already, and what it costs to have too little.
//
//   const PurchasePlan plan{{.order_day = 0, .tokens = Tokens::whole(5'000)}, {11, Tokens::whole(2'000)}};
//   const PlanCost cost = cost_of(problem, demand, plan);
//   cost.refused;      // tokens of use that nobody could pay
//   cost.total();
//
// Day totals are exact because tranches come and go when days begin: which of them pays for a day's use is a matter of
// days only. What is used is paid from the tranche that expires first, and what cannot be paid is lost. Where single
// charges are refused as a whole, a replay of the plan says what follows; without refusals both agree to the token.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

// What an order costs by its quantity. The smallest tier is the smallest order.
struct OrderPrices {
  enum class Discount : std::uint8_t {
    all_units,    // the tier that the order reaches gives the price of all its tokens
    incremental,  // each tier gives the price of the tokens between it and the next
  };
  struct Tier {
    Tokens quantity;  // from so many tokens on
    Money unit_price;
  };
  Discount discount = Discount::all_units;
  std::vector<Tier> tiers;  // at least one; quantities ascend

  // Rounded to the micro-unit, halves away from zero. Empty if the order is smaller than the first tier. An incremental
  // first tier gives the price of all tokens below it as well. Throws OverflowError.
  [[nodiscard]] std::optional<Money> price_of(Tokens order) const;
};

// A day on which one order may be placed. Days count from 0, the first of the horizon.
struct OrderDay {
  Day day;                    // ordered, and paid
  std::size_t arrives = 0;    // usable from the beginning of this day on; less than the number of days
  std::size_t expires = 0;    // gone at the beginning of this day; perhaps after the horizon
  std::size_t prices = 0;     // which of the problem's
  std::size_t year = 0;       // which of the budgets it counts for
  std::int64_t interest = 0;  // the cost of capital until the horizon's end, in millionths of what is paid
};

// Tokens that are there, or will be, whatever is decided.
struct Stock {
  Tokens tokens;
  std::size_t arrives = 0;
  std::size_t expires = 0;
};

struct PurchaseProblem {
  std::size_t days = 0;
  std::vector<OrderDay> order_days;  // arrivals ascend, and so do expiries
  std::vector<OrderPrices> prices;
  std::vector<Stock> stock;                   // by expiry; may expire after what is ordered, too
  Tokens minimum;                             // of an order; 0: none
  Tokens multiple;                            // orders are multiples of it; more than 0
  Money order_cost;                           // of each order, whatever its size
  std::optional<Money> penalty;               // for each token that is refused; none: nothing may be refused
  std::vector<std::optional<Money>> budgets;  // by year: what orders and their costs may come to; none: no limit
  std::optional<std::size_t> most_orders;     // on the whole
  Money left_value;                           // of each token that is left when the horizon ends, and not expired
};

using DayDemand = std::vector<Tokens>;  // by day of the horizon

struct PlannedOrder {
  std::size_t order_day = 0;
  Tokens tokens;
  friend bool operator==(const PlannedOrder&, const PlannedOrder&) = default;
};
using PurchasePlan = std::vector<PlannedOrder>;  // order days ascend strictly

struct PlanCost {
  Money price;  // of all orders
  Money order_costs;
  Money interest;  // on both
  Money penalty;   // nothing if nothing may be refused
  Money left_value;
  Tokens bought;  // without the stock
  Tokens consumed;
  Tokens refused;
  Tokens expired;  // within the horizon, of the stock too
  Tokens left;     // at its end

  [[nodiscard]] Money total() const { return price + order_costs + interest + penalty - left_value; }
};

// Whether all orders keep to minimum, multiple, prices, budgets and number. Refusals are not looked at.
[[nodiscard]] bool is_allowed(const PurchaseProblem& problem, const PurchasePlan& plan);

// The demand has as many days as the problem; the plan is allowed. Throws OverflowError.
[[nodiscard]] PlanCost cost_of(const PurchaseProblem& problem, const DayDemand& demand, const PurchasePlan& plan);

}  // namespace drawdown
