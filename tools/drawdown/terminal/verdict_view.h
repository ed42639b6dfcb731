// What became of a scenario's expectations, for the screen and for the standard error.
#pragma once

#include <string>

#include "engine/analysis/verdicts.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// A line for each; nothing if there are none.
[[nodiscard]] std::string show(const Verdicts& verdicts, const Screen& screen);
// A line for each that failed.
[[nodiscard]] std::string failures(const Verdicts& verdicts);

}  // namespace drawdown::program
