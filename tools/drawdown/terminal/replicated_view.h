// What a comparison over many replications looks like on the screen: means, how far each is from the baseline, and how
// sure that is.
#pragma once

#include <string>

#include "engine/ensemble/replicated.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct ReplicatedView {
  const Scenario& baseline;
  const ReplicatedComparison& comparison;
};

[[nodiscard]] std::string show(const ReplicatedView& view, const Screen& screen);

}  // namespace drawdown::program
