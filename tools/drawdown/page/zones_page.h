// The page of `drawdown zones`: what each clock costs, and which offices it charges twice.
#pragma once

#include "engine/ensemble/server_zones.h"
#include "engine/report/page.h"
#include "engine/scenario/scenario.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

[[nodiscard]] Page zones_page(const Scenario& scenario, const ServerZones& study, const Arguments& arguments);

}  // namespace drawdown::program
