// Makes a schedule better step by step: sizes an order anew, moves it to another day, joins two, splits one at a tier,
// shifts tokens from one to another; as long as that pays.
//
//   PlanPolish polish(model, stop);
//   PlanScore score = polish.improve(quantities, 0);
//
// Every step is measured on all paths. For a given set of tiers the cost is convex in each quantity, so the best size
// of one order is found by halving.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "engine/planning/node_bound.h"

namespace drawdown {

// The less the better: first the paths that refuse something beyond those that may, then the cost.
struct PlanScore {
  bool allowed = false;
  std::size_t excess = 0;
  double cost = 0;  // on the mean, micro-units

  [[nodiscard]] bool better_than(const PlanScore& other) const {
    if (allowed != other.allowed) {
      return allowed;
    }
    return excess != other.excess ? excess < other.excess : cost < other.cost;
  }
};

class PlanPolish {
 public:
  PlanPolish(const ScheduleModel& model, const std::atomic<bool>* stop) : model_(&model), stop_(stop) {}

  // With a `surcharge` on each refused micro-token, in micro-units, paths that refuse something do not count as excess.
  [[nodiscard]] PlanScore score(const Quantities& quantities, double surcharge) const;
  // The last step that would not make it better is the end; `swaps` says whether steps of two orders are tried.
  PlanScore improve(Quantities& quantities, double surcharge, bool swaps) const;
  // Until no more paths refuse anything than may, if that can be had.
  PlanScore repair(Quantities& quantities) const;

 private:
  [[nodiscard]] bool resize(Quantities& quantities, std::size_t order_day, PlanScore& best, double surcharge) const;
  [[nodiscard]] bool move(Quantities& quantities, std::size_t from, std::size_t to, PlanScore& best, double surcharge,
                          bool parts) const;
  [[nodiscard]] bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }

  const ScheduleModel* model_;
  const std::atomic<bool>* stop_;
};

// The nearest quantities that are allowed.
[[nodiscard]] Quantities rounded_to_choices(const ScheduleModel& model, const std::vector<double>& point);

}  // namespace drawdown
