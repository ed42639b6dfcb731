#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <unordered_set>

#include "engine/scenario/read_sessions.h"
#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

Place line_of(const std::string& file, std::uint64_t line) {
  return {file, static_cast<int>(std::min<std::uint64_t>(line, std::numeric_limits<int>::max())), 0};
}

// "line 17", "lines 17, 20 and 31", "lines 17, 20, 31, 40, 52 and 9 more".
std::string lines_text(const Sightings& sightings) {
  constexpr std::size_t shown = 5;
  const std::size_t named = std::min(shown, sightings.lines.size());
  std::string text = sightings.count == 1 ? "line" : "lines";
  for (std::size_t i = 0; i < named; ++i) {
    text += fmt::format("{}{}", i > 0 ? ", " : " ", sightings.lines[i]);
  }
  return sightings.count > named ? fmt::format("{} and {} more", text, sightings.count - named) : text;
}

struct RowKind {
  std::string_view code;
  Sightings TraceFindings::*sightings;
  std::string_view one;
  std::string_view several;
};

constexpr std::array row_kinds{
    RowKind{"DD202", &TraceFindings::outside, "session opens outside the horizon", "sessions open outside the horizon"},
    RowKind{"DD203", &TraceFindings::without_close, "session has no close", "sessions have no close"},
    RowKind{"DD204", &TraceFindings::duplicate, "session stands in the file twice",
            "sessions stand in the file before"},
    RowKind{"DD205", &TraceFindings::overlapping, "session opens while an earlier one of its user and product is open",
            "sessions open while an earlier one of their user and product is open"},
    RowKind{"DD206", &TraceFindings::zero_length, "session closes at the second at which it opens",
            "sessions close at the second at which they open"},
    RowKind{"DD207", &TraceFindings::long_sessions, "session lasts longer than a day",
            "sessions last longer than a day"},
    RowKind{"DD208", &TraceFindings::local, "row has an instant without a zone", "rows have instants without a zone"},
    RowKind{"DD209", &TraceFindings::repeated, "row has a local time that clocks showed twice",
            "rows have a local time that clocks showed twice"},
    RowKind{"DD210", &TraceFindings::skipped, "row has a local time that clocks skipped",
            "rows have a local time that clocks skipped"},
};

std::string zone_note(std::string_view code, const Scenario& scenario) {
  return code == "DD208" ? fmt::format(", read as {}", scenario.zones[scenario.usage.zone.value].name()) : "";
}

// Who and what the sessions and results within the horizon use.
struct Used {
  std::vector<std::uint64_t> products;
  std::vector<std::uint64_t> teams;
  std::vector<std::uint64_t> users;

  Used(const Scenario& scenario, const Trace& trace)
      : products(scenario.products.size()), teams(trace.teams.size()), users(trace.users.size()) {
    std::vector<std::uint64_t> units(trace.units.size());
    for (const std::uint32_t unit : trace.unit) {
      ++units[unit];
    }
    for (const UsedResult& result : trace.results) {
      ++units[result.unit];
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
      products[trace.units[i].product.value] += units[i];
      teams[trace.units[i].team.value] += units[i];
      users[trace.units[i].user.value] += units[i];
    }
  }
};

std::string team_name(const std::string& name) {
  return name.empty() ? "the default team" : fmt::format("team '{}'", name);
}

void inspect_teams(const Scenario& scenario, const ScenarioPlaces& places, const Trace& trace, const Used& used,
                   std::vector<Finding>& findings) {
  std::vector<bool> pays(trace.teams.size());
  for (std::size_t i = 0; i < scenario.tranches.size(); ++i) {
    const std::string& name = scenario.tranches[i].team;
    const auto team = trace.teams.find(name);
    if (team && !pays[team->value]) {
      pays[team->value] = true;
      if (used.teams[team->value] == 0) {
        findings.emplace_back("DD109", places.tranches[i],
                              fmt::format("{} has a tranche but no sessions", team_name(name)));
      }
    }
  }
  for (const std::string& name : scenario.pool_teams()) {  // a team may get its tokens later
    if (const auto team = trace.teams.find(name)) {
      pays[team->value] = true;
    }
  }
  for (std::uint32_t team = 0; team < trace.teams.size(); ++team) {
    if (used.teams[team] > 0 && !pays[team]) {
      findings.emplace_back(
          "DD108", Place{scenario.usage.sessions},
          fmt::format("{} has {} sessions but no tranche", team_name(trace.teams[TeamId(team)]), used.teams[team]));
    }
  }
}

void inspect_users(const Scenario& scenario, const ScenarioPlaces& places, const Trace& trace, const Used& used,
                   std::vector<Finding>& findings) {
  std::unordered_set<std::string_view> on_list;
  std::vector<std::string> idle;
  Place first_idle;
  for (std::size_t i = 0; i < scenario.users.size(); ++i) {
    const std::string& name = scenario.users[i].id;
    on_list.insert(name);
    const auto user = trace.users.find(name);
    if (!user || used.users[user->value] == 0) {
      first_idle = idle.empty() ? places.users[i] : first_idle;
      idle.push_back(fmt::format("'{}'", name));
    }
  }
  if (!idle.empty()) {
    findings.emplace_back("DD110", first_idle, fmt::format("no sessions of {}", listed(idle)));
  }
  std::vector<std::string> unknown;
  std::vector<std::string_view> names;
  for (std::uint32_t user = 0; user < trace.users.size(); ++user) {
    if (used.users[user] > 0) {
      names.emplace_back(trace.users[UserId(user)]);
      if (!on_list.empty() && !on_list.contains(names.back())) {
        unknown.push_back(fmt::format("'{}'", names.back()));
      }
    }
  }
  if (!unknown.empty()) {
    findings.emplace_back("DD111", Place{scenario.usage.sessions},
                          fmt::format("not on the list of users: {}", listed(unknown)));
  }
  for (const Alike& alike : nearly_the_same(names)) {
    findings.emplace_back("DD112", Place{scenario.usage.sessions},
                          fmt::format("the users {} have nearly the same name", alike.text));
  }
}

}  // namespace

std::vector<Finding> bad_row_findings(std::string_view code, const std::string& file, const std::vector<BadRow>& bad) {
  constexpr std::size_t most_rows = 100;  // whoever corrects so many looks again afterwards
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < std::min(bad.size(), most_rows); ++i) {
    findings.emplace_back(code, line_of(file, bad[i].line), bad[i].reason);
  }
  if (bad.size() > most_rows) {
    findings.emplace_back(code, line_of(file, bad[most_rows].line),
                          fmt::format("{} (and {} more bad rows)", bad[most_rows].reason, bad.size() - most_rows - 1));
  }
  return findings;
}

std::vector<Finding> inspect_idle(const Scenario& scenario, const Trace& trace) {
  if (!scenario.idle_aware()) {
    return {};
  }
  const IdleRead read = read_idle(idle_request(scenario, {.skip_bad_rows = true}));
  std::vector<Finding> findings = bad_row_findings("DD006", scenario.usage.idle, read.rejected);
  std::vector<std::string> unknown;
  for (std::uint32_t user = 0; user < read.idle.users.size(); ++user) {
    const std::string& name = read.idle.users[UserId(user)];
    if (!trace.users.find(name)) {
      unknown.push_back(fmt::format("'{}'", name));
    }
  }
  if (!unknown.empty()) {
    findings.emplace_back("DD211", Place{scenario.usage.idle}, fmt::format("no sessions of {}", listed(unknown)));
  }
  return findings;
}

std::vector<Finding> inspect_rows(const Scenario& scenario, const Inspection& inspection) {
  const std::string& file = scenario.usage.sessions;
  std::vector<Finding> findings = bad_row_findings("DD003", file, inspection.read.rejected);
  if (inspection.read.trace.size() == 0) {
    findings.emplace_back("DD201", Place{file},
                          fmt::format("none of its {} rows opens from {} to {}", inspection.read.trace.rows,
                                      format(scenario.from), format(scenario.until - 1)));
  }
  for (const RowKind& kind : row_kinds) {
    const Sightings& sightings = inspection.findings.*kind.sightings;
    if (sightings.count > 0) {
      findings.emplace_back(kind.code, line_of(file, sightings.lines.front()),
                            fmt::format("{} {}{} ({})", sightings.count, sightings.count == 1 ? kind.one : kind.several,
                                        zone_note(kind.code, scenario), lines_text(sightings)));
    }
  }
  return findings;
}

std::vector<Finding> inspect_names(const Scenario& scenario, const ScenarioPlaces& places, const Trace& trace) {
  const Used used(scenario, trace);
  std::vector<Finding> findings;
  for (std::size_t p = 0; p < scenario.products.size(); ++p) {
    if (used.products[p] == 0) {
      findings.emplace_back("DD102", places.products[p],
                            fmt::format("no sessions of product '{}'", scenario.products[p].name));
    }
  }
  inspect_teams(scenario, places, trace, used, findings);
  inspect_users(scenario, places, trace, used, findings);
  return findings;
}

}  // namespace drawdown::program
