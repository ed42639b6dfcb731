// What a team uses by day if nothing is refused: of a log, once and for all; of a demand, replication by replication.
//
//   const PlanDemand demand = plan_demand(scenario, trace, team);            // of a log that was read
//   const PlanDemand demand = plan_demand(scenario, source, team, options);  // of a demand that is drawn
//   demand.certain();
//
// Replications 1, 2, … make the plan; those after them try it. Budgets refuse here what they refuse in a replay.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "engine/demand/draw.h"
#include "engine/planning/plan_outlook.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Told to stop before there was anything to show.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PlanDemandOptions {
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;
  std::atomic<std::uint64_t>* total = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct PlanDemand {
  DemandPaths paths;
  DemandPaths tests;              // empty if the demand is certain
  std::uint64_t access_days = 0;  // on `paths`, of all teams
  Wide access_tokens = 0;         // in micro-tokens: what they are charged for; likewise
  bool refunds = false;           // some are given back: they are taken off the use of their day, or of later ones

  [[nodiscard]] bool certain() const { return tests.empty(); }
};

// The scenario with a pool that owes what it lacks, and without purchases; its budgets stay.
[[nodiscard]] Scenario with_debts(const Scenario& scenario);

[[nodiscard]] PlanDemand plan_demand(const Scenario& scenario, const Trace& trace, const std::string& team);
// As many replications as the scenario's plan says; of a series that is given, one for all. Throws Interrupted.
[[nodiscard]] PlanDemand plan_demand(const Scenario& scenario, const DemandSource& source, const std::string& team,
                                     const PlanDemandOptions& options);

// Whether its demand is a series that is the same in each replication: given, or without any spread.
[[nodiscard]] bool is_given(const Scenario& scenario);

// What a token costs if an access day costs so much, and is charged what it is on average; rounded to the micro-unit.
// Empty if there is no access day.
[[nodiscard]] std::optional<Money> penalty_of_token(Money access_day, const PlanDemand& demand);

}  // namespace drawdown
