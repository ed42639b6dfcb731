// The answer of a run, in sentences with numbers: will it last, what is written off, what to do by when.
#pragma once

#include <string>
#include <vector>

#include "engine/report/page.h"
#include "tools/drawdown/run_results.h"

namespace drawdown::program {

[[nodiscard]] std::vector<std::string> run_answer(const RunResults& results);
[[nodiscard]] std::vector<Figure> run_figures(const RunResults& results);

}  // namespace drawdown::program
