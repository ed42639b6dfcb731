// The main job with the installed library, as its users do it: one pool of six tokens, one product at seven, one user.
#include <cstdint>
#include <iostream>

#include "engine/engine.h"
#include "engine/scenario/load.h"

int main() {
  const char* const yaml = R"(
name: Outside
time_zone: Europe/London
from: 2026-01-05
until: 2026-01-06
currency: GBP
rules: flex
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches: [{bought: 2026-01-05, tokens: 6, unit_price: 2.40}]
usage: {sessions: none.csv}
)";
  const drawdown::Scenario scenario = drawdown::load_scenario_text(yaml, "outside.yaml", ".");
  drawdown::Trace trace;
  trace.users.intern("mary");
  trace.user_zones.emplace_back(0U);
  trace.teams.intern("");
  trace.units.emplace_back();
  trace.unit = {0};
  trace.open = {static_cast<std::uint32_t>(scenario.begin.seconds) + 9 * 3600};
  trace.close = {static_cast<std::uint32_t>(scenario.begin.seconds) + 17 * 3600};
  const drawdown::Outcome outcome = drawdown::replay(scenario, trace);
  std::cout << outcome.denials.size() << " denied with " << format(outcome.balances.at(0).remaining) << " left\n";
  return outcome.denials.size() == 1 && outcome.visits == 0 ? 0 : 1;
}
