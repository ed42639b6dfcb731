// What a comparison looks like on the screen: what each variant uses and costs, how it comes about, and why.
#pragma once

#include <string>

#include "engine/ensemble/compare.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct CompareView {
  const Scenario& baseline;
  const Comparison& comparison;
  bool differences = true;  // whether they were asked for
};

[[nodiscard]] std::string show(const CompareView& view, const Screen& screen);

}  // namespace drawdown::program
