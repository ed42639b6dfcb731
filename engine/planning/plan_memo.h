// A plan in two pages for whoever decides: question, answer, numbers, assumptions, risk, what would change the answer,
// and what to decide by when. Every figure names the file, row and column that it is from.
#pragma once

#include <string>

#include "engine/planning/plan_changes.h"
#include "engine/planning/plan_study.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// There are orders, and the study is finished.
[[nodiscard]] std::string plan_memo(const Scenario& scenario, const PlanStudy& study, const PlanChanges& changes);

}  // namespace drawdown
