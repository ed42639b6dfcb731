// The page of `drawdown stress`: how likely each pool runs dry, what it costs, and what expires.
#pragma once

#include <vector>

#include "engine/analysis/verdicts.h"
#include "engine/ensemble/stress.h"
#include "engine/ensemble/stress_answers.h"
#include "engine/report/page.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

struct StressResults {
  const std::vector<StressCandidate>& candidates;
  const Stress& study;
  const std::vector<StressAnswer>& answers;
  const Verdicts& verdicts;
};

[[nodiscard]] Page stress_page(const StressResults& results, const Arguments& arguments);

}  // namespace drawdown::program
