// What break-evens look like on the screen: a table for each price of a token, discounts, and collections.
#pragma once

#include <string>

#include "engine/planning/break_even.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct BreakEvenView {
  const Scenario& scenario;
  const BreakEvenStudy& study;
};

[[nodiscard]] std::string show(const BreakEvenView& view, const Screen& screen);

}  // namespace drawdown::program
