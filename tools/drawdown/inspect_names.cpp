#include <fmt/core.h>

#include <cstddef>
#include <map>
#include <set>
#include <string_view>

#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

struct Uses {
  std::uint64_t sessions = 0;
  std::uint64_t results = 0;
  [[nodiscard]] bool none() const { return sessions == 0 && results == 0; }
};

std::string count_text(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string text_of(const Uses& uses) {
  if (uses.results == 0) {
    return count_text(uses.sessions, "session");
  }
  const std::string results = count_text(uses.results, "result");
  return uses.sessions == 0 ? results : fmt::format("{} and {}", count_text(uses.sessions, "session"), results);
}

// Who and what the logs use within the horizon.
struct Used {
  std::vector<Uses> products;
  std::map<std::string, Uses> teams;
  std::vector<std::string> users;  // in the order of the sessions, then of the results

  Used(const Scenario& scenario, const Log& log) : products(scenario.products.size()) {
    const Trace& trace = log.trace;
    std::vector<std::uint64_t> units(trace.units.size());
    for (const std::uint32_t unit : trace.unit) {
      ++units[unit];
    }
    std::vector<bool> has_sessions(trace.users.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
      products[trace.units[i].product.value].sessions += units[i];
      teams[trace.teams[trace.units[i].team]].sessions += units[i];
      has_sessions[trace.units[i].user.value] = has_sessions[trace.units[i].user.value] || units[i] > 0;
    }
    std::set<std::string_view> known;  // of the log, where names stay while `users` grows
    const auto use = [&](const std::string& user) {
      if (known.insert(user).second) {
        users.push_back(user);
      }
    };
    for (std::uint32_t user = 0; user < has_sessions.size(); ++user) {
      if (has_sessions[user]) {
        use(trace.users[UserId(user)]);
      }
    }
    const ResultTeams team_of(scenario, log.results);
    for (const LoggedResult& result : log.results.results) {
      if (result.at < scenario.begin.seconds || scenario.end.seconds <= result.at) {
        continue;
      }
      ++products[result.product.value].results;
      ++teams[team_of(result)].results;
      use(log.results.users[result.user]);
    }
  }
};

std::string team_name(const std::string& name) {
  return name.empty() ? "the default team" : fmt::format("team '{}'", name);
}

// The file whose names are asked about.
Place logs_of(const Scenario& scenario) {
  return {scenario.usage.sessions.empty() ? scenario.usage.results : scenario.usage.sessions};
}

void inspect_teams(const Scenario& scenario, const ScenarioPlaces& places, const Used& used,
                   std::vector<Finding>& findings) {
  std::set<std::string> pays;
  for (std::size_t i = 0; i < scenario.tranches.size(); ++i) {
    const std::string& name = scenario.tranches[i].team;
    const auto uses = used.teams.find(name);
    if (pays.insert(name).second && (uses == used.teams.end() || uses->second.none())) {
      findings.emplace_back("DD109", places.tranches[i],
                            fmt::format("{} has a tranche but no sessions and no results", team_name(name)));
    }
  }
  for (const std::string& name : scenario.pool_teams()) {  // a team may get its tokens later
    pays.insert(name);
  }
  for (const auto& [name, uses] : used.teams) {
    if (!uses.none() && !pays.contains(name)) {
      findings.emplace_back("DD108", logs_of(scenario),
                            fmt::format("{} has {} but no tranche", team_name(name), text_of(uses)));
    }
  }
}

void inspect_users(const Scenario& scenario, const ScenarioPlaces& places, const Used& used,
                   std::vector<Finding>& findings) {
  const std::vector<std::string_view> names(used.users.begin(), used.users.end());
  const std::set<std::string_view> known(names.begin(), names.end());
  std::set<std::string_view> on_list;
  std::vector<std::string> idle;
  Place first_idle;
  for (std::size_t i = 0; i < scenario.users.size(); ++i) {
    const std::string& name = scenario.users[i].id;
    on_list.insert(name);
    // Those of the file of users may be the whole company.
    if (i < places.users.size() && !known.contains(name)) {
      first_idle = idle.empty() ? places.users[i] : first_idle;
      idle.push_back(fmt::format("'{}'", name));
    }
  }
  if (!idle.empty()) {
    findings.emplace_back("DD110", first_idle, fmt::format("no sessions of {}", listed(idle)));
  }
  std::vector<std::string> unknown;
  for (const std::string_view name : names) {
    if (!on_list.empty() && !on_list.contains(name)) {
      unknown.push_back(fmt::format("'{}'", name));
    }
  }
  if (!unknown.empty()) {
    findings.emplace_back("DD111", logs_of(scenario), fmt::format("not on the list of users: {}", listed(unknown)));
  }
  for (const Alike& alike : nearly_the_same(names)) {
    findings.emplace_back("DD112", logs_of(scenario),
                          fmt::format("the users {} have nearly the same name", alike.text));
  }
}

}  // namespace

std::vector<Finding> inspect_names(const Scenario& scenario, const ScenarioPlaces& places, const Log& log) {
  const Used used(scenario, log);
  std::vector<Finding> findings;
  bool per_result = false;
  for (std::size_t p = 0; p < scenario.products.size(); ++p) {
    const Product& product = scenario.products[p];
    per_result = per_result || product.per_result;
    if (product.per_result && scenario.usage.results.empty() && log.results.results.empty()) {
      findings.emplace_back("DD130", places.products[p],
                            fmt::format("'{}' is charged per result, and there are none", product.name));
    } else if (used.products[p].none()) {
      findings.emplace_back(
          "DD102", places.products[p],
          fmt::format("no {} of product '{}'", product.per_result ? "results" : "sessions", product.name));
    }
  }
  if (!per_result && !scenario.usage.results.empty()) {
    findings.emplace_back("DD131", places.results,
                          "usage.results names a file, but no product on the rate sheet is charged per result");
  }
  inspect_teams(scenario, places, used, findings);
  inspect_users(scenario, places, used, findings);
  return findings;
}

}  // namespace drawdown::program
