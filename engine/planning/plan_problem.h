// A scenario with a `plan` as a problem on day totals: on which days may be ordered, at which prices, and what one team
// has already.
//
//   const PlanProblem plan = plan_problem(scenario, places);
//   plan.problem.order_days.size();
//   plan.notes;                           // where a replay may not do exactly what day totals say
//
// Tranches and credits of the team are stock, from the day on which they are there until they expire; of those bought
// before the horizon, what remains. So are the annual provisions of contracts.
#pragma once

#include <string>
#include <vector>

#include "engine/planning/purchase_problem.h"
#include "engine/scenario/load.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"

namespace drawdown {

struct PlanProblem {
  PurchaseProblem problem;
  Day from;
  std::string team;
  std::vector<std::string> notes;  // sentences
};

// Its penalty is that of `plan.penalty`; what an access day costs is not known before the demand is. Throws InputError,
// with the place, for what day totals cannot plan exactly: policies, transfers and corrections of this team's tokens, a
// contract's multi-year tokens, and a penalty where the rules refuse nobody; and if there is no `plan`.
[[nodiscard]] PlanProblem plan_problem(const Scenario& scenario, const ScenarioPlaces& places);

// Of an order day, as its interest is: percent a year, for so many days, of 365, in millionths, halves up.
[[nodiscard]] std::int64_t interest_for(Percent capital_cost, std::int32_t days);

}  // namespace drawdown
