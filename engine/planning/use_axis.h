// A purchase problem on the axis of use: positions are micro-tokens of demand, in the order in which they are used, and
// days become positions.
//
//   const UseAxis axis = use_axis(problem, demand);
//   Course course = axis.start();
//   Wide refused = axis.settle(course, axis.orders[3], 500 * micro_per_unit);    // orders 500 on the fourth order day
//
// Tranches pay in the order in which they expire, and what is ordered later arrives and expires later. So after some
// orders all use up to one position, the frontier, is paid or lost, and none beyond it. An order goes on at the
// frontier, or where it arrives, if that is later (what lies between is refused), and ends where it is used up or
// expires. Beyond the end of the demand the frontier counts what is left.
//
// Stock that expires before anything that can be ordered pays first, whatever is ordered: it is taken off the demand
// before the axis is laid. Other stock pays where orders leave gaps, as long as orders are considered that expire
// before it, and comes before those that expire after it. What is left of it belongs to the course.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

// Costs are Wides of 10^-18 of the currency: unit prices, tokens and interest have six places each.
inline constexpr Wide atto_per_micro = 1'000'000'000'000;
inline constexpr Wide no_cost_at_all = static_cast<Wide>(1) << 124;  // more than anything costs: impossible

// A position or quantity that is never reached.
inline constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max() / 4;

// Quantities from `least` to `most`, both of them multiples, cost fixed + slope · tokens, interest included, up to
// rounding. `fixed` has 1 more than is paid: so that of equal plans the one with fewer orders is the cheaper. No plan
// has so many orders that it made another difference.
struct OrderLine {
  std::int64_t least = 0;
  std::int64_t most = 0;
  Wide fixed = 0;
  Wide slope = 0;
  // More than covers all use is never worth it but for roundings, which so many tokens more are sure to make up for.
  std::int64_t surplus = 0;
};

struct AxisOrder {
  std::int64_t arrives = 0;
  std::int64_t expires = 0;  // far: after the horizon
  std::size_t prices = 0;
  std::optional<std::size_t> year;  // whose budget is limited
  std::int64_t interest = 0;
  std::size_t earlier_stock = 0;  // as many of the late stock expire no later than this
  std::vector<OrderLine> lines;
  Wide rounding = 0;  // a line is above what is paid by no more than this
  // Where the frontier has reached the arrival of the next order day, there is a plan no dearer that orders then
  // instead.
  bool can_wait = false;
};

struct LateStock {
  std::int64_t tokens = 0;
  std::int64_t arrives = 0;
  std::int64_t expires = 0;  // no later than the end
  bool outlives_horizon = false;
};

// How far use is paid.
struct Course {
  std::int64_t frontier = 0;
  std::vector<std::int64_t> rest;  // by late stock
};

struct UseAxis {
  std::int64_t end = 0;  // of the demand
  std::int64_t multiple = 1;
  std::optional<Wide> penalty;   // for a micro-token
  Wide left_value = 0;           // of a micro-token
  std::int64_t left_anyway = 0;  // of the stock that is off the demand
  Wide rounding = 0;             // what a plan's total may differ by because penalty and value left are rounded
  Money order_cost;
  std::vector<OrderPrices> prices;
  std::vector<AxisOrder> orders;  // as the problem's order days
  std::vector<LateStock> stock;   // by expiry

  [[nodiscard]] Course start() const;
  // Goes on to the order's arrival, and then as far as the tokens and stock that comes before them pay. Returns what is
  // refused on the way.
  std::int64_t settle(Course& course, const AxisOrder& order, std::int64_t tokens) const;
  // Goes on to the end of the demand, without another order.
  std::int64_t finish(Course& course) const;
  // After that.
  [[nodiscard]] std::int64_t left(const Course& course) const;
  // The frontier, and on top of it all of the stock that may still be used, or left.
  [[nodiscard]] std::int64_t reach(const Course& course) const;

  // Price, order's cost and interest, as they are paid. Empty if the quantity has no price.
  struct Payment {
    Money paid;  // without interest
    Money interest;
  };
  [[nodiscard]] Payment payment(const AxisOrder& order, std::int64_t tokens) const;

 private:
  std::int64_t pass(Course& course, std::int64_t to, std::int64_t& tokens, std::size_t stock_count) const;
};

// Throws OverflowError if amounts are too large for the search.
[[nodiscard]] UseAxis use_axis(const PurchaseProblem& problem, const DayDemand& demand);

// Whether the prices of all multiples, and their value if they are left, are whole micro-units, so that none is
// rounded.
[[nodiscard]] bool are_multiples_exact(const PurchaseProblem& problem, const OrderPrices& prices);

// part ÷ whole, upwards, of a part ≥ 0.
[[nodiscard]] constexpr std::int64_t steps_up(std::int64_t part, std::int64_t whole) {
  return part / whole + (part % whole != 0 ? 1 : 0);
}

}  // namespace drawdown
