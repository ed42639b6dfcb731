// Who bears what tokens cost, as a table.
#pragma once

#include <string>

#include "engine/analysis/charge_back.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// By each dimension: the dearest, if they are many; and what nobody bears.
[[nodiscard]] std::string cost_lines(const Scenario& scenario, const ChargeBackReport& report, const Screen& screen);

}  // namespace drawdown::program
