#include "engine/demand/draw.h"

#include "engine/base/check.h"
#include "engine/demand/draw_series.h"
#include "engine/scenario/history_log.h"

namespace drawdown {

DemandSource::DemandSource(const Scenario& scenario, const SessionOptions& options) : scenario_(scenario) {
  check(scenario.demand.has_value(), "a demand is drawn for a scenario that has one");
  if (const std::optional<History>& history = scenario.demand->history) {
    bootstrap_.emplace(scenario, *history, read_history(scenario, *history, options));
  }
}

SessionLog DemandSource::log(std::uint64_t replication) const {
  const Demand& demand = *scenario_.demand;
  if (bootstrap_) {
    return bootstrap_->log(Seed{demand.seed}, replication);
  }
  SessionLog log;
  log.products = scenario_.products;
  log.trace = no_sessions({});
  log.results = draw_series(scenario_, *demand.series, Seed{demand.seed}, replication);
  for (std::uint32_t user = 0; user < log.results.users.size(); ++user) {
    log.trace.users.intern(log.results.users[UserId(user)]);
  }
  return log;
}

Trace DemandSource::draw(std::uint64_t replication) const { return trace_of(log(replication), scenario_); }

}  // namespace drawdown
