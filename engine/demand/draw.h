// What a scenario's demand asks for, replication by replication.
//
//   const Scenario scenario = load_scenario("scenarios/newsvendor.yaml");
//   const DemandSource source(scenario);
//   for (std::uint64_t replication = 1; replication <= 1000; ++replication) {
//     const Outcome outcome = replay(scenario, source.draw(replication));
//   }
//
// What is drawn is a pure function of the scenario, its seed and the number of the replication: not of which were drawn
// before, nor of the thread.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/demand/bootstrap.h"
#include "engine/demand/population_source.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"
#include "engine/trace/trace.h"

namespace drawdown {

// A scenario's demand, prepared once. Several threads may draw from one source.
class DemandSource {
 public:
  // The scenario has a demand, and outlives the source. Reads the log of a history: throws InputError as read_log does,
  // and as Bootstrap does.
  explicit DemandSource(const Scenario& scenario, const SessionOptions& options = {});

  // As though somebody had logged it: all sessions and results, before rules, entitlements and access are applied.
  [[nodiscard]] SessionLog log(std::uint64_t replication) const;
  // As read_sessions would give that log.
  [[nodiscard]] Trace draw(std::uint64_t replication) const;

 private:
  const Scenario& scenario_;
  std::optional<Bootstrap> bootstrap_;       // of a history
  std::optional<PopulationSource> logged_;   // of a population
  std::optional<PopulationSource> charged_;  // likewise, as the rules look at it
};

}  // namespace drawdown
