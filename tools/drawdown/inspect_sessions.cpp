#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "engine/scenario/read_sessions.h"
#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

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

}  // namespace

Place line_of(const std::string& file, std::uint64_t line) {
  return {file, static_cast<int>(std::min<std::uint64_t>(line, std::numeric_limits<int>::max())), 0};
}

std::string lines_text(const Sightings& sightings) {
  constexpr std::size_t shown = 5;
  const std::size_t named = std::min(shown, sightings.lines.size());
  std::string text = sightings.count == 1 ? "line" : "lines";
  for (std::size_t i = 0; i < named; ++i) {
    text += fmt::format("{}{}", i > 0 ? ", " : " ", sightings.lines[i]);
  }
  return sightings.count > named ? fmt::format("{} and {} more", text, sightings.count - named) : text;
}

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

}  // namespace drawdown::program
