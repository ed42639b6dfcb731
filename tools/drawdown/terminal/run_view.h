// What `run` shows: the figures, what they do not show by themselves, and the burn curve.
#pragma once

#include <string>

#include "tools/drawdown/run_results.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

[[nodiscard]] std::string show(const RunResults& run, const Screen& screen);

}  // namespace drawdown::program
