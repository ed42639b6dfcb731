// What a plan of purchases looks like on the screen: what to order when, what it costs, and what others would do.
#pragma once

#include <string>

#include "engine/planning/plan_study.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct PlanView {
  const Scenario& scenario;
  const PlanStudy& study;  // with orders
};

[[nodiscard]] std::string show(const PlanView& view, const Screen& screen);

// "looking for the best schedule, 12 s; best so far 28,814.20 USD, at most 1.2 % too dear".
[[nodiscard]] std::string progress_line(const PlanProgress& progress, const std::string& currency, double seconds);

}  // namespace drawdown::program
