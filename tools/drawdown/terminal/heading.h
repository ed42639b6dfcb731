// What stands above results: the scenario's name, its days and zone, and its rules in words.
#pragma once

#include <string>

#include "engine/scenario/scenario.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

[[nodiscard]] std::string heading_of(const Scenario& scenario, const Screen& screen);

}  // namespace drawdown::program
