// Partial plans, order day by order day, each with a bound: what it has cost, and what its completion costs at least.
//
//   PlanSearch search(axis, problem.budgets, problem.most_orders);
//   search.run(to_go, {.width = 16});      // a good plan quickly: few partial plans a day, few quantities
//   search.run(to_go, {});                 // none is left that could lead to a better one
//   search.best();
//
// A partial plan is dropped if its bound is no better than the best plan so far, or if another has the frontier no
// lower, no stock used more, has cost no more, and has taken no more of the year's budget and of the number of orders:
// whatever completes the one completes the other. Costs are what will be paid, rounded order by order.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/planning/cost_to_go.h"
#include "engine/planning/covered.h"
#include "engine/planning/exact_plan.h"
#include "engine/planning/use_axis.h"

namespace drawdown {

class PlanSearch {
 public:
  struct Effort {
    std::size_t width = 0;  // 0: all partial plans, all quantities
  };
  enum class End : std::uint8_t { complete, stopped };

  PlanSearch(const UseAxis& axis, const PurchaseProblem& problem, const ExactOptions& options);

  // A plan that is allowed, from elsewhere.
  void seed(const PurchasePlan& plan);
  // `to_go` is on the first order day.
  End run(CostToGo to_go, Effort effort);

  [[nodiscard]] bool found() const { return best_.cost < no_cost_at_all; }
  [[nodiscard]] PurchasePlan best() const;
  [[nodiscard]] Wide best_cost() const { return best_.cost; }
  // No plan costs less than this, or than the best.
  [[nodiscard]] Wide bound() const { return bound_; }
  [[nodiscard]] Money total() const { return best_.total; }

 private:
  struct Label {
    Course course;
    Wide cost = 0;
    Wide surcharged = 0;     // the cost, and the surcharges
    Wide bound = 0;          // perhaps of some days ago
    std::int64_t spent = 0;  // of the budget of the order day's year
    std::int64_t bought = 0;
    std::size_t orders = 0;
    std::size_t steps = 0;  // its last order, and the orders before it: see steps_
    PlannedOrder last;
    bool is_new = false;  // on the day
  };
  struct Step {
    std::size_t before = 0;
    PlannedOrder order;
  };
  struct Best {
    Wide cost = no_cost_at_all;  // without the value of what is left
    Money total;
    std::size_t steps = 0;
    PlannedOrder last;
  };

  static constexpr std::size_t days_of_bound = 8;

  void open(const CostToGo& to_go);
  void order_on(std::size_t day, const CostToGo& to_go);
  void arrive(Label& label, const AxisOrder& order, std::vector<Label>& bases);
  void order_along(const std::vector<Label>& bases, std::size_t day, const OrderLine& line, const CostToGo& to_go);
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> multiples_of(const Label& base, const AxisOrder& order,
                                                                   const OrderLine& line) const;
  void order_from(const Label& base, std::size_t day, const OrderLine& line, const CostToGo& to_go);
  void buy_some(const Label& base, std::size_t day, std::int64_t low, std::int64_t high, const CostToGo& to_go);
  void buy(const Label& base, std::size_t day, std::int64_t tokens, const CostToGo& to_go);
  void offer(const Label& label);
  void keep_best(std::size_t day, const CostToGo& to_go);
  void keep_widest(std::size_t day, const CostToGo& to_go);
  void raise_bound(std::size_t day, const CostToGo& to_go);
  void drop_worse(std::vector<Label>& labels);
  [[nodiscard]] bool is_as_good(const Label& one, const Label& as) const;
  [[nodiscard]] bool may_lead_to_better(const Label& label, std::size_t next_day, const CostToGo& to_go) const;
  [[nodiscard]] Wide bound_of(const Label& label, std::size_t next_day, const CostToGo& to_go) const;
  [[nodiscard]] bool is_stopped() const;

  const UseAxis& axis_;
  const PurchaseProblem& problem_;
  const ExactOptions& options_;
  Effort effort_;
  Wide refund_ = 0;  // the surcharges on all budgets and orders that may be taken
  std::vector<Step> steps_;
  std::vector<Label> labels_;   // frontiers ascend
  std::vector<Label> ordered_;  // on the day
  Covered covered_;             // frontiers of the day, in multiples, that a label ahead reaches
  Best best_;
  Wide bound_ = 0;
  std::size_t comparisons_ = 0;
  bool has_budgets_ = false;
  bool is_plain_ = false;  // no stock, budgets or number of orders to look at
  bool overfull_ = false;
};

}  // namespace drawdown
