// What no plan costs less than whose quantities lie in given ranges; one node of the search for a schedule.
//
//   NodeRanges ranges = everything(model);
//   NodeBound bound = bound_of(model, ranges, planes, cutoff, precision, around);
//
// A linear programme takes the lower hull of each order day's costs in its range, and the planes; its solution says
// where a further plane is needed, and its weights give the bound: each order day then chooses for itself, from its
// range, what is cheapest at those weights. That bound is right whatever the weights are.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/planning/order_choices.h"
#include "engine/planning/refusal_planes.h"

namespace drawdown {

// What all nodes share.
struct ScheduleModel {
  const PurchaseProblem* problem;
  const PathTable* table;
  const RefusalPlanes* planes;
  std::vector<OrderChoices> choices;
  double money_unit = 1;  // about what a plan costs
  double token_unit = 1;  // about what an order has
};
[[nodiscard]] ScheduleModel model_of(const PurchaseProblem& problem, const PathTable& table,
                                     const RefusalPlanes& planes);

struct NodeRanges {
  Quantities low;
  Quantities high;
};
[[nodiscard]] NodeRanges everything(const ScheduleModel& model);

// Whether budgets, the number of orders or the paths that refuse anything rule out every plan in the ranges; exactly.
[[nodiscard]] bool rules_out(const ScheduleModel& model, const NodeRanges& ranges);

struct NodeBound {
  double cost = 0;            // no plan in the ranges costs less on the mean; micro-units
  std::vector<double> point;  // quantities of the programme's solution, micro-tokens; empty if there is none
  std::vector<Plane> planes;  // those that came up here
  std::vector<char> active;   // of the given planes, then of those that came up: whether it carries weight
};

struct BoundEffort {
  double cutoff = 0;                        // nothing more is asked of a bound above it
  double precision = 0;                     // how near planes are brought to the cost
  std::size_t rounds = 0;                   // of planes, at most
  const std::atomic<bool>* stop = nullptr;  // set: no more rounds
  const Quantities* around = nullptr;       // a good plan: planes are taken half way to it
};
[[nodiscard]] NodeBound bound_of(const ScheduleModel& model, const NodeRanges& ranges,
                                 const std::vector<const Plane*>& given, const BoundEffort& effort);

// Two ranges of one order day, without and above a quantity.
struct Split {
  std::size_t order_day = 0;
  std::int64_t low_end = 0;     // the first range's greatest quantity
  std::int64_t high_begin = 0;  // the second's least
  bool found = false;           // not if every range holds one quantity only
};
[[nodiscard]] Split split_of(const ScheduleModel& model, const NodeRanges& ranges, const std::vector<double>& point);

}  // namespace drawdown
