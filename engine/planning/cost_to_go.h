// A lower bound of what is still to be paid from a frontier on, for all frontiers and order days: exact for the relaxed
// problem in which all use begins and ends at a multiple.
//
//   CostToGo to_go(axis, {});                       // on the first order day, with its order still open
//   to_go.at(to_go.step_of(frontier));              // no plan costs less from there on
//   to_go.next();                                   // on the second
//
// Steps are positions divided by the multiple, rounded up: that forgives less than a multiple at each arrival after a
// gap and at each expiry, and nothing at all where neither happens. Stock that orders leave gaps for is counted as if
// it had paid already, wherever it may pay; budgets and the number of orders are priced, not kept. A line of a price
// list may be followed beyond its last quantity, where discounts make the next one cheaper anyway.
//
// As a function of the step the bound is piecewise linear in whole numbers. From the last order day back, each day's
// bound is the lower of the next day's and of what ordering costs: the least of s·(z − x) + bound(z) over all z that
// the order can reach, for each line of the prices.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/use_axis.h"

namespace drawdown {

// What an order pays on top, as if it were paid to whoever keeps the budgets (Lagrange's multipliers).
struct Surcharges {
  Wide order = 0;                  // for each order
  std::vector<std::int64_t> year;  // by budget, in millionths of what is paid without interest
};

// An order day's line with its surcharges.
[[nodiscard]] OrderLine surcharged(const AxisOrder& order, OrderLine line, const Surcharges& surcharges);

class CostToGo {
 public:
  struct Piece {
    std::int64_t begin = 0;  // the first step; up to the piece before it
    Wide value = 0;          // at the first step
    Wide slope = 0;          // for each step

    [[nodiscard]] Wide at(std::int64_t step) const { return value + slope * (step - begin); }
  };

  // Ends early, and is of no use then, if `stop` is set.
  CostToGo(const UseAxis& axis, Surcharges surcharges, const std::atomic<bool>* stop = nullptr);

  // no_cost_at_all and more: nothing can be paid from there on.
  [[nodiscard]] Wide at(std::int64_t step) const { return pieces_[index_of(step)].at(step); }
  [[nodiscard]] std::size_t index_of(std::int64_t step) const;  // of its piece
  [[nodiscard]] std::int64_t step_of(std::int64_t position) const { return steps_up(position, multiple_); }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }  // begins descend, down to 0
  // Where tokens that are ordered on that day expire.
  [[nodiscard]] std::int64_t expiry_step(std::size_t order_day) const { return expiries_[order_day]; }
  // By which the bound from that order day on may be too high, for roundings.
  [[nodiscard]] Wide rounding(std::size_t order_day) const { return roundings_[order_day]; }
  [[nodiscard]] const Surcharges& surcharges() const { return surcharges_; }

  void next();

 private:
  // What an order day has changed.
  struct Patch {
    std::vector<Piece> old;
    std::int64_t end = 0;
    bool split = false;  // a piece was cut at the end
  };

  void lay_end(const UseAxis& axis);
  [[nodiscard]] std::int64_t patch_end(const UseAxis& axis, std::size_t day, std::int64_t limit) const;
  void lay_order(const UseAxis& axis, std::size_t day);
  void lay_patch(const std::vector<Piece>& ordered, std::int64_t end, Patch& patch);
  [[nodiscard]] std::vector<Piece> costs_of_line(const OrderLine& line, std::int64_t expiry, std::int64_t from,
                                                 std::int64_t to) const;

  std::int64_t multiple_ = 1;
  std::int64_t end_ = 0;
  Surcharges surcharges_;
  std::vector<std::int64_t> expiries_;
  std::vector<Wide> roundings_;
  std::vector<std::vector<OrderLine>> lines_;
  std::vector<Piece> pieces_;
  std::vector<Patch> patches_;  // by order day
  std::size_t day_ = 0;
};

}  // namespace drawdown
