#include "engine/demand/draw.h"

#include "engine/base/check.h"
#include "engine/demand/draw_series.h"
#include "engine/scenario/history_log.h"
#include "engine/trace/entitled.h"

namespace drawdown {
namespace {

// What a population asks for per result is in its trace; a log has it beside the sessions.
void move_results(SessionLog& log) {
  Trace& trace = log.trace;
  log.results.users = trace.users;
  log.results.teams = trace.teams;
  for (const UsedResult& result : trace.results) {
    const ChargeUnit& unit = trace.units[result.unit];
    log.results.results.push_back({result.at, unit.user, unit.product, unit.team, result.quantity, 0});
  }
  trace.results.clear();
}

}  // namespace

DemandSource::DemandSource(const Scenario& scenario, const SessionOptions& options) : scenario_(scenario) {
  check(scenario.demand.has_value(), "a demand is drawn for a scenario that has one");
  if (const std::optional<History>& history = scenario.demand->history) {
    bootstrap_.emplace(scenario, *history, read_history(scenario, *history, options));
  }
  if (scenario.demand->population) {
    logged_.emplace(scenario, PopulationSource::Detail::as_logged);
    charged_.emplace(scenario, PopulationSource::Detail::as_charged);
  }
}

SessionLog DemandSource::log(std::uint64_t replication) const {
  const Demand& demand = *scenario_.demand;
  if (bootstrap_) {
    return bootstrap_->log(Seed{demand.seed}, replication);
  }
  SessionLog log;
  log.products = scenario_.products;
  if (logged_) {
    PopulationSource::Workspace workspace;
    log.trace = logged_->nobody_yet();
    logged_->draw(replication, workspace, log.trace);
    move_results(log);
    return log;
  }
  log.trace = no_sessions({});
  log.results = draw_series(scenario_, *demand.series, Seed{demand.seed}, replication);
  for (std::uint32_t user = 0; user < log.results.users.size(); ++user) {
    log.trace.users.intern(log.results.users[UserId(user)]);
  }
  return log;
}

Trace DemandSource::draw(std::uint64_t replication) const {
  if (!charged_) {
    return trace_of(log(replication), scenario_);
  }
  PopulationSource::Workspace workspace;
  Trace trace = charged_->nobody_yet();
  charged_->draw(replication, workspace, trace);
  trace = as_ruled(scenario_, trace, {});
  refuse_results(trace, scenario_.access);
  return trace;
}

}  // namespace drawdown
