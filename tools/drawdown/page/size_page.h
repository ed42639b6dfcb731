// The page of `drawdown size`: what each size of a purchase costs, and how likely it runs dry.
#pragma once

#include "engine/planning/size_study.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

[[nodiscard]] Page size_page(const Scenario& scenario, const SizeStudy& study, const Arguments& arguments);

}  // namespace drawdown::program
