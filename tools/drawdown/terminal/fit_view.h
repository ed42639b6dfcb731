// A fitted population on the terminal: what was estimated, and which margins do not fit.
#pragma once

#include <string>

#include "engine/ensemble/fit.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct FitView {
  const Scenario& scenario;
  const Fit& fit;
  const FitOptions& options;
};

[[nodiscard]] std::string show(const FitView& view, const Screen& screen);

}  // namespace drawdown::program
