// What a study looks like on the screen: a row for each candidate, the answers, and the tranches that may expire.
#pragma once

#include <string>
#include <vector>

#include "engine/ensemble/stress_answers.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct StressView {
  const std::vector<StressCandidate>& candidates;
  const Stress& study;
  const std::vector<StressAnswer>& answers;
};

[[nodiscard]] std::string show(const StressView& view, const Screen& screen);

}  // namespace drawdown::program
