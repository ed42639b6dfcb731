// What an assignment looks like on the screen: the bill before and after, what changes, whom it is contested for, and
// what others would have paid.
#pragma once

#include <string>

#include "engine/planning/assignment_study.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct AssignView {
  const Scenario& scenario;
  const AssignmentStudy& study;
};

[[nodiscard]] std::string show(const AssignView& view, const Screen& screen);

}  // namespace drawdown::program
