// The page of `drawdown assign`: who gets what, what that saves, and how sure it is.
#pragma once

#include "engine/planning/assignment_study.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

[[nodiscard]] Page assign_page(const Scenario& scenario, const AssignmentStudy& study, const Arguments& arguments);

}  // namespace drawdown::program
