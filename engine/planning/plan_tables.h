// The result files of `drawdown plan`: plan.csv, plan_compared.csv, plan_days.csv, plan_changes.csv, plan_turns.csv and
// plan.json.
#pragma once

#include <optional>
#include <string>

#include "engine/planning/plan_changes.h"
#include "engine/planning/plan_study.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// What a plan comes to where it is tried: as it is, or on average, with an interval then.
struct PlanFigure {
  Money value;
  std::optional<Estimate> interval;
};
// total() of all costs.
[[nodiscard]] PlanFigure cost_figure(const ComparedPlan& row);
// More or less than the plan itself, path by path.
[[nodiscard]] PlanFigure difference_figure(const PlanStudy& study, const ComparedPlan& row);
// Of those that react to what is used, the one that costs least; null if none was tried.
[[nodiscard]] const ComparedPlan* best_policy_of(const PlanStudy& study);
// On how many of them anything is refused.
[[nodiscard]] std::uint64_t dry_paths(const ComparedPlan& row);
// The mean of a part of the costs, rounded.
template <class Amount>
[[nodiscard]] Amount mean_amount(const ComparedPlan& row, Amount PlanCost::*part) {
  Mean mean;
  for (const PlanCost& cost : row.costs) {
    mean.add((cost.*part).micro);
  }
  return {mean.estimate().value};
}

// There are orders for all but plan_json.
[[nodiscard]] Table plan_table(const PlanStudy& study);
[[nodiscard]] Table compared_table(const PlanStudy& study);
[[nodiscard]] Table plan_days_table(const PlanStudy& study);
[[nodiscard]] Table changes_table(const PlanChanges& changes);
[[nodiscard]] Table turns_table(const PlanChanges& changes);

// What stands once: the keys of plan.json before its lists.
[[nodiscard]] Record plan_record(const Scenario& scenario, const PlanStudy& study);
// `changes`: null if they were not asked for.
[[nodiscard]] std::string plan_json(const Scenario& scenario, const PlanStudy& study, const PlanChanges* changes);

}  // namespace drawdown
