#include "tools/drawdown/terminal/heading.h"

#include <fmt/core.h>

#include "engine/scenario/describe.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {

std::string heading_of(const Scenario& scenario, const Screen& screen) {
  const std::string horizon =
      fmt::format("{} to {}, {}", format(scenario.from), format(scenario.until - 1), scenario.server().name());
  std::string name = printable(scenario.name);
  std::string out = " ";
  const std::size_t room = screen.width - 2;
  if (display_width(name) + 4 + display_width(horizon) <= room) {
    out.append(screen.palette.title).append(name).append(screen.palette.reset);
    out += right_aligned(horizon, room - display_width(name)) + "\n";
  } else {
    name = shortened(name, room, !screen.pictures);
    out.append(screen.palette.title).append(name).append(screen.palette.reset);
    out += fmt::format("\n {}\n", horizon);
  }
  return out + hanging("", 1, describe(scenario.rules, scenario), screen.width - 1);
}

}  // namespace drawdown::program
