// The pages of `drawdown compare`: what each variant uses and costs, and how the difference comes about.
#pragma once

#include "engine/ensemble/compare.h"
#include "engine/ensemble/replicated.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

// Of one log.
[[nodiscard]] Page compare_page(const Scenario& baseline, const Comparison& comparison, const Arguments& arguments);
// Of many replications.
[[nodiscard]] Page replicated_page(const Scenario& baseline, const ReplicatedComparison& comparison,
                                   const Arguments& arguments);

}  // namespace drawdown::program
