// The page of `drawdown plan`: what to order when, what it costs beside what people do, and how sure that is.
#pragma once

#include "engine/planning/plan_changes.h"
#include "engine/planning/plan_study.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

// There are orders. `changes`: null if they were not asked for.
[[nodiscard]] Page plan_page(const Scenario& scenario, const PlanStudy& study, const PlanChanges* changes,
                             const Arguments& arguments);

}  // namespace drawdown::program
