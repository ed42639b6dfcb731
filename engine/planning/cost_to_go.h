// A lower bound of what is still to be paid from a frontier on, for all frontiers and order days: exact for the relaxed
// problem in which all use begins and ends at a step, which is a multiple or a part of one.
//
//   CostToGo to_go(axis, {}, 10);                   // steps of a tenth of a multiple; on the first order day, still
//   open to_go.at(to_go.place_of(frontier));             // no plan costs less from there on to_go.next(); // on the
//   second
//
// Positions are rounded up to steps: that forgives less than a step at each arrival after a gap and at each expiry, and
// nothing at all where neither happens. Stock that orders leave gaps for is counted as if it had paid already, wherever
// it may pay; budgets and the number of orders are priced, not kept. A line of a price list may be followed beyond its
// last quantity, where discounts make the next one cheaper anyway.
//
// Orders are multiples, so they lead from a step to one of the same class: with the same remainder of a multiple.
// Within its class a step is counted by its multiples, and the bound is piecewise linear in whole numbers. From the
// last order day back, each day's bound is the lower of the next day's and of what ordering costs: the least of s·(z −
// x) + bound(z) over all z of the class that the order can reach, for each line of the prices. Only what arrives after
// a gap or expires changes the class.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/use_axis.h"

namespace drawdown {

// What an order pays on top: see surcharges.h.
struct Surcharges {
  Wide order = 0;                  // for each order
  std::vector<std::int64_t> year;  // by budget, in millionths of what is paid without interest

  [[nodiscard]] bool is_any() const {
    return order != 0 || std::any_of(year.begin(), year.end(), [](std::int64_t one) { return one != 0; });
  }
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

  // A step, by its class.
  struct Place {
    std::size_t in = 0;          // which class
    std::int64_t multiples = 0;  // below it
  };

  // `classes` divides the multiple. Ends early, and is of no use then, if `stop` is set.
  CostToGo(const UseAxis& axis, Surcharges surcharges, std::int64_t classes = 1,
           const std::atomic<bool>* stop = nullptr);

  [[nodiscard]] Place place_of(std::int64_t position) const { return place_of_step(steps_up(position, step_)); }
  // no_cost_at_all and more: nothing can be paid from there on.
  [[nodiscard]] Wide at(Place place) const;
  // By class. Begins, in multiples, descend down to 0.
  [[nodiscard]] const std::vector<Piece>& pieces(std::size_t in) const { return pieces_[in]; }
  [[nodiscard]] std::size_t index_of(Place place) const;  // of its piece
  // The first place of a class where tokens that are ordered on that day have expired; and the bound from there on.
  [[nodiscard]] std::int64_t expiry(std::size_t order_day, std::size_t in) const;
  [[nodiscard]] Wide at_expiry(std::size_t order_day) const;
  // By which the bound from that order day on may be too high, for roundings.
  [[nodiscard]] Wide rounding(std::size_t order_day) const { return roundings_[order_day]; }
  [[nodiscard]] const Surcharges& surcharges() const { return surcharges_; }
  // A measure of the memory that is used.
  [[nodiscard]] std::int64_t size() const { return size_; }

  void next();

 private:
  // What an order day has changed in a class.
  struct Patch {
    std::vector<Piece> old;
    std::size_t in = 0;
    std::int64_t end = 0;
    bool split = false;  // a piece was cut at the end
  };

  [[nodiscard]] Place place_of_step(std::int64_t step) const;
  [[nodiscard]] std::int64_t first_from(std::int64_t step, std::size_t in) const;  // in multiples
  void lay_roundings(const UseAxis& axis);
  void lay_expiries(const UseAxis& axis);
  void lay_end(const UseAxis& axis);
  void lay_order(const UseAxis& axis, std::size_t day);
  [[nodiscard]] bool can_wait(std::size_t day) const;
  [[nodiscard]] std::vector<Piece> costs_of_order(const UseAxis& axis, std::size_t day, std::size_t in) const;
  [[nodiscard]] std::vector<Piece> costs_of_line(const OrderLine& line, std::size_t day, std::size_t in,
                                                 std::int64_t from, std::int64_t to) const;
  [[nodiscard]] Wide cost_at_arrival(const UseAxis& axis, std::size_t day) const;
  [[nodiscard]] std::int64_t end_of_costs(const UseAxis& axis, std::size_t day, std::size_t in) const;
  void lay_patch(const std::vector<Piece>& ordered, Patch patch, std::size_t day);

  std::int64_t multiple_ = 1;
  std::int64_t classes_ = 1;
  std::int64_t step_ = 1;  // in micro-tokens
  std::int64_t end_ = 0;   // in steps
  Surcharges surcharges_;
  std::vector<std::int64_t> expiries_;  // in steps
  std::vector<Wide> roundings_;
  std::vector<std::vector<OrderLine>> lines_;
  std::vector<std::vector<Piece>> pieces_;
  std::vector<std::vector<Patch>> patches_;  // by order day
  std::size_t day_ = 0;
  std::int64_t size_ = 0;
};

}  // namespace drawdown
