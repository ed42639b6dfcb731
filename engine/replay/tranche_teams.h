// Whose tranches are when the simulation begins.
#pragma once

#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// A trace knows all teams that its scenario's pool names.
[[nodiscard]] inline TeamId team_called(const Trace& trace, const std::string& name) {
  const auto team = trace.teams.find(name);
  check(team.has_value(), "a trace knows the teams of its scenario's pool");
  return *team;
}

// By TrancheId.
[[nodiscard]] inline std::vector<TeamId> tranche_teams(const Scenario& scenario, const Trace& trace) {
  std::vector<TeamId> teams;
  for (const Tranche& tranche : scenario.tranches) {
    teams.push_back(team_called(trace, tranche.team));
  }
  return teams;
}

}  // namespace drawdown
