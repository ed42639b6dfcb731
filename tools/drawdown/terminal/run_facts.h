// What a run's figures do not show by themselves, a line each: who was refused, what expires next, what was told.
#pragma once

#include <string>

#include "tools/drawdown/run_results.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

[[nodiscard]] std::string run_facts(const RunResults& run, const Screen& screen);

}  // namespace drawdown::program
