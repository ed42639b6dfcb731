// A world's trace, from its sessions, idle spans and results.
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/scenario/read_sessions.h"
#include "tests/idle_spans.h"
#include "tests/worlds.h"

namespace drawdown {

void set_horizon(Scenario& scenario) {
  scenario.days = DayTable(scenario.server(), scenario.from, scenario.until);
  scenario.begin = scenario.server().start_of(scenario.from);
  scenario.end = scenario.server().start_of(scenario.until);
  for (Tranche& tranche : scenario.tranches) {
    tranche.arrives_at = scenario.server().start_of(tranche.bought);
    tranche.expires_at = scenario.server().start_of(tranche.expires);
  }
}

void rebuild(World& world) {
  const Scenario& scenario = world.scenario;
  Trace trace;
  trace.teams.intern("");
  trace.versions.intern("");
  trace.machines.intern("");
  for (const std::string& team : scenario.pool_teams()) {
    trace.teams.intern(team);
  }
  world.spans = spans_of(world);
  const bool per_machine = scenario.rules.per_machine || (scenario.idle_aware() && world.spans.per_machine());
  std::vector<std::uint32_t> unit_of;  // by place in the file
  for (const WorldSession& session : world.sessions) {
    const auto listed = std::find_if(scenario.users.begin(), scenario.users.end(),
                                     [&session](const ListedUser& user) { return user.id == session.user; });
    const bool is_listed = listed != scenario.users.end();
    const std::string home = is_listed ? listed->team.value_or("") : "";
    const std::string& team = session.team.empty() ? home : session.team;
    ChargeUnit unit;
    unit.team = trace.teams.intern(team);
    unit.user = trace.users.intern(session.user);
    unit.product = ProductId(static_cast<std::uint32_t>(session.product));
    unit.version = trace.versions.intern(scenario.rules.per_version ? session.version : "");
    unit.machine = trace.machines.intern(per_machine ? session.machine : "");
    trace.user_zones.resize(trace.users.size());
    trace.user_zones[unit.user.value] = is_listed ? listed->zone.value_or(ZoneId(0)) : ZoneId(0);
    const auto known = std::find(trace.units.begin(), trace.units.end(), unit);
    unit_of.push_back(static_cast<std::uint32_t>(known - trace.units.begin()));
    if (known == trace.units.end()) {
      trace.units.push_back(unit);
    }
  }
  std::vector<std::size_t> order(world.sessions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&world](std::size_t a, std::size_t b) { return world.sessions[a].open < world.sessions[b].open; });
  SessionRows rows;
  for (const std::size_t i : order) {
    rows.add(static_cast<std::uint32_t>(world.sessions[i].open),
             static_cast<std::uint32_t>(std::min<std::int64_t>(world.sessions[i].close, UINT32_MAX)), unit_of[i]);
  }
  trace.set(std::move(rows));
  trace.rows = world.sessions.size();
  ResultLog results;
  results.teams.intern("");
  for (const WorldResult& result : world.results) {
    results.results.push_back({result.at, results.users.intern(result.user),
                               ProductId(static_cast<std::uint32_t>(result.product)), results.teams.intern(result.team),
                               result.quantity, 0});
  }
  auto [log, ruled] = joined(scenario, trace, world.spans, results);
  world.log = std::move(log);
  world.trace = std::move(ruled);
}

LogAndTrace joined(const Scenario& scenario, const Trace& sessions, const IdleSpans& idle, const ResultLog& results) {
  Scenario open_to_all = scenario;
  open_to_all.access = {};
  return {with_results(open_to_all, sessions, results, scenario.products),
          with_results(scenario, as_ruled(scenario, sessions, idle), results, scenario.products)};
}

}  // namespace drawdown
