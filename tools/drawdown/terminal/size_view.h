// What `drawdown size` shows: the answers, what they come to in replays, and the curve around them.
#pragma once

#include <string>

#include "engine/planning/size_study.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct SizeView {
  const Scenario& scenario;
  const SizeStudy& study;
};

[[nodiscard]] std::string show(const SizeView& view, const Screen& screen);

}  // namespace drawdown::program
