// What a study of server zones looks like on the screen: the bill under each clock, and what it does to each office.
#pragma once

#include <string>

#include "engine/ensemble/server_zones.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct ZonesView {
  const Scenario& scenario;
  const ServerZones& study;
};

[[nodiscard]] std::string show(const ZonesView& view, const Screen& screen);

}  // namespace drawdown::program
