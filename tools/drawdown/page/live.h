// What a run's page needs to recompute totals by itself: its tranches, and what each team used on each day.
#pragma once

#include <string>

#include "tools/drawdown/command.h"
#include "tools/drawdown/run_results.h"

namespace drawdown::program {

// JSON (tools/report/src/live/model.ts). Where totals of days are not enough, it says so, and has the command line
// only.
[[nodiscard]] std::string live_json(const RunResults& results, const Arguments& arguments);

}  // namespace drawdown::program
