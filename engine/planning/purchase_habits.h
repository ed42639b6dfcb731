// What people do who do not optimise: rules of thumb, to be compared with a plan on the same courses of demand.
//
//   const DayDemand expected = mean_of(paths);
//   const PurchasePlan plan = plan_by_habit(problem, begin, Habit::yearly_115, expected, paths[3]);
//
// A rule knows what was used before the day on which it orders, and what was expected when the horizon began; nothing
// of what is still to come. It rounds up to what may be ordered, and leaves out what budgets and the number of orders
// no longer allow.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

enum class Habit : std::uint8_t {
  yearly_115,  // at the start of each year 115 % of the last year's use; of what is expected, the first time
  top_ups,    // at the start of each year 100 % of what is expected; the smallest order whenever the pool would run dry
              // before another order could arrive
  quarterly,  // at the start of each quarter what is expected in it
  one_order,  // on the first day all that is expected until its tokens expire
};
inline constexpr std::array habits{Habit::yearly_115, Habit::top_ups, Habit::quarterly, Habit::one_order};

[[nodiscard]] std::string_view name_of(Habit habit);  // "115 % a year", …

// By day, rounded up. At least one path.
[[nodiscard]] DayDemand mean_of(const DemandPaths& paths);

// What somebody with the habit buys if `path` is what happens. `begin` is the horizon's first day. The plan is allowed.
[[nodiscard]] PurchasePlan plan_by_habit(const PurchaseProblem& problem, Day begin, Habit habit,
                                         const DayDemand& expected, const DayDemand& path);

// On each path what the habit leads to there.
[[nodiscard]] std::vector<PlanCost> costs_by_habit(const PurchaseProblem& problem, Day begin, Habit habit,
                                                   const DayDemand& expected, const DemandPaths& paths,
                                                   unsigned threads);

}  // namespace drawdown
