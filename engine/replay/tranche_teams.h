// Whose tranches are.
#pragma once

#include <vector>

#include "engine/base/check.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// A trace knows the teams of its scenario's tranches.
[[nodiscard]] inline TeamId team_of(const Trace& trace, const Tranche& tranche) {
  const auto team = trace.teams.find(tranche.team);
  check(team.has_value(), "a trace knows the teams of its scenario's tranches");
  return *team;
}

// By TrancheId.
[[nodiscard]] inline std::vector<TeamId> tranche_teams(const Scenario& scenario, const Trace& trace) {
  std::vector<TeamId> teams;
  for (const Tranche& tranche : scenario.tranches) {
    teams.push_back(team_of(trace, tranche));
  }
  return teams;
}

}  // namespace drawdown
