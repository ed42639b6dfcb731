// What people do who do not optimise: rules of thumb, to be compared with a plan on the same courses of demand.
//
//   const DayDemand expected = mean_of(paths);
//   const PurchasePlan plan = plan_by_habit(problem, begin, Habit::yearly_115, expected, paths[3]);
//
// A rule knows what was used before the day on which it orders, and what was expected when the horizon began; nothing
// of what is still to come. It orders for the days from the arrival of its order to that of its next, rounds up to what
// may be ordered, and leaves out an order that budgets or the number of orders do not allow.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/planning/plan_outlook.h"
#include "engine/planning/purchase_problem.h"

namespace drawdown {

enum class Habit : std::uint8_t {
  yearly_115,  // as early in each year as may be, 115 % of what is expected in the first; then 115 % of what was used
               // in as many days before
  top_ups,     // as early in each year 100 % of what is expected; on later order days the smallest order that keeps the
               // pool from running dry before the next could arrive, if use is as expected from now on
  quarterly,   // as early in each quarter what is expected
  one_order,   // on the first order day all that is expected until its tokens expire; then again
};
inline constexpr std::array habits{Habit::yearly_115, Habit::top_ups, Habit::quarterly, Habit::one_order};

[[nodiscard]] std::string_view name_of(Habit habit);

// By day, rounded up to the micro-token. At least one path.
[[nodiscard]] DayDemand mean_of(const DemandPaths& paths);

// What somebody with the habit buys if `path` is what happens. `begin` is the horizon's first day; years and quarters
// are counted from it. The plan is allowed. Throws OverflowError.
[[nodiscard]] PurchasePlan plan_by_habit(const PurchaseProblem& problem, Day begin, Habit habit,
                                         const DayDemand& expected, const DayDemand& path);

// What that comes to on each path. The same for any number of threads.
[[nodiscard]] std::vector<PlanCost> costs_by_habit(const PurchaseProblem& problem, Day begin, Habit habit,
                                                   const DayDemand& expected, const DemandPaths& paths,
                                                   unsigned threads);

}  // namespace drawdown
