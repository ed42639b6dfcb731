#include "engine/scenario/read_sessions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/trace/bad_cell.h"
#include "engine/trace/entitled.h"
#include "engine/trace/spells.h"
#include "engine/trace/view.h"

namespace drawdown {

namespace {

// The sessions, as the rules look at them.
ReadResult read_log(const Scenario& scenario, const SessionOptions& options) {
  TraceRequest request = session_request(scenario, options);
  if (!scenario.idle_aware()) {
    ReadResult read = read_trace(request);
    read.trace = as_ruled(scenario, read.trace, {});
    return read;
  }
  IdleRead idle = read_idle(idle_request(scenario, options));
  request.per_machine = request.per_machine || idle.idle.per_machine();
  ReadResult read = read_trace(request);
  read.trace = as_ruled(scenario, read.trace, idle.idle);
  read.trace.rejected += idle.rejected.size();
  read.rejected_idle = std::move(idle.rejected);
  return read;
}

}  // namespace

TraceRequest session_request(const Scenario& scenario, const SessionOptions& options) {
  TraceRequest request{.path = scenario.usage.sessions,
                       .products = scenario.products,
                       .zone = scenario.zones[scenario.usage.zone.value],
                       .begin = scenario.begin,
                       .end = scenario.end,
                       .per_version = scenario.rules.per_version,
                       .per_machine = scenario.rules.per_machine,
                       .users = scenario.users,
                       .skip_bad_rows = options.skip_bad_rows,
                       .threads = options.threads,
                       .progress = options.progress};
  request.teams = scenario.pool_teams();
  return request;
}

IdleRequest idle_request(const Scenario& scenario, const SessionOptions& options) {
  return {.path = scenario.usage.idle,
          .products = scenario.products,
          .zone = scenario.zones[scenario.usage.zone.value],
          .skip_bad_rows = options.skip_bad_rows};
}

Trace as_ruled(const Scenario& scenario, const Trace& log, const IdleSpans& idle) {
  const Trace metered = reaching_tokens(log, {scenario.entitlements, scenario.access, scenario.server()});
  if (!scenario.idle_aware()) {
    return metered;
  }
  const Trace active = active_spells(metered, idle, *scenario.rules.idle, scenario.end);
  return merge_units(active, scenario.rules.per_version, scenario.rules.per_machine);
}

ResultsRequest results_request(const Scenario& scenario, const RateSheet& products, const SessionOptions& options) {
  return {.path = scenario.usage.results,
          .products = products,
          .zone = scenario.zones[scenario.usage.zone.value],
          .skip_bad_rows = options.skip_bad_rows};
}

Trace no_sessions(const Scenario& scenario) {
  Trace trace;
  trace.teams.intern("");
  for (const std::string& team : scenario.pool_teams()) {
    trace.teams.intern(team);
  }
  trace.versions.intern("");
  trace.machines.intern("");
  return trace;
}

std::vector<ZoneId> user_zones_of(const Trace& trace, const Scenario& scenario) {
  std::vector<ZoneId> zones(trace.users.size());
  if (scenario.demand && scenario.demand->population) {  // also where a log that was drawn from it is read
    for (const Group& group : scenario.demand->population->groups) {
      for (const Member& member : group.members) {
        if (const std::optional<UserId> known = trace.users.find(member.id)) {
          zones[known->value] = group.zone;
        }
      }
    }
  }
  for (const ListedUser& user : scenario.users) {
    const std::optional<UserId> known = trace.users.find(user.id);
    if (known && user.zone) {
      zones[known->value] = *user.zone;
    }
  }
  return zones;
}

Trace with_results(const Scenario& scenario, Trace trace, const ResultLog& log, const RateSheet& sheet) {
  std::unordered_map<std::string_view, const std::string*> home_teams;
  for (const ListedUser& user : scenario.users) {
    if (user.team) {
      home_teams.emplace(user.id, &*user.team);
    }
  }
  for (std::uint32_t user = 0; user < log.users.size(); ++user) {
    trace.users.intern(
        log.users[UserId(user)]);  // all, in their order, so that every trace of a log numbers them alike
  }
  std::map<ChargeUnit, std::uint32_t> units;
  for (const LoggedResult& result : log.results) {
    if (result.at < scenario.begin.seconds || result.at >= scenario.end.seconds) {
      ++trace.results_outside;
      continue;
    }
    const std::string& user = log.users[result.user];
    const std::string& name = sheet[result.product.value].name;
    const std::optional<ProductId> product = find_product(scenario.products, name);
    if (!product || scenario.products[product->value].rate_at({result.at}) == nullptr) {
      throw InputError({scenario.usage.results, static_cast<int>(result.line)},
                       "no rate of " + quoted_cell(name) + " is in force at " + format_utc({result.at}) + ", when " +
                           quoted_cell(user) + " uses it");
    }
    const auto home = home_teams.find(user);
    const std::string& own = log.teams[result.team];
    const std::string& team = own.empty() && home != home_teams.end() ? *home->second : own;
    const ChargeUnit unit{trace.teams.intern(team), *trace.users.find(user), *product, VersionId(0), MachineId(0)};
    const auto [found, is_new] = units.try_emplace(unit, static_cast<std::uint32_t>(trace.units.size()));
    if (is_new) {
      trace.units.push_back(unit);
    }
    trace.results.push_back({static_cast<std::uint32_t>(result.at), found->second, result.quantity});
  }
  std::stable_sort(trace.results.begin(), trace.results.end(),
                   [](const UsedResult& a, const UsedResult& b) { return a.at < b.at; });
  trace.user_zones = user_zones_of(trace, scenario);
  refuse_results(trace, scenario.access);
  return trace;
}

ReadResult read_sessions(const Scenario& scenario, const SessionOptions& options) {
  ReadResult read =
      scenario.usage.sessions.empty() ? ReadResult{no_sessions(scenario), {}} : read_log(scenario, options);
  if (!scenario.usage.results.empty()) {
    ResultsRead results = read_results(results_request(scenario, scenario.products, options));
    read.trace = with_results(scenario, std::move(read.trace), results.log, scenario.products);
    read.trace.rejected += results.rejected.size();
    read.rejected_results = std::move(results.rejected);
  }
  return read;
}

}  // namespace drawdown
