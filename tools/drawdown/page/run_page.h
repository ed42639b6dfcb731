// The page of `drawdown run`: whether the pool lasts, what became of each purchase, who used what, and what if.
#pragma once

#include "engine/report/page.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/run_results.h"

namespace drawdown::program {

[[nodiscard]] Page run_page(const RunResults& results, const Arguments& arguments);

}  // namespace drawdown::program
