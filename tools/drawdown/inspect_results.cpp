#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/base/wide.h"
#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

// Refunds of more than was used before them, by the file alone: whatever was refused cannot be refunded either.
Sightings unmatched_refunds(const Scenario& scenario, const ResultLog& log) {
  std::vector<const LoggedResult*> in_time;
  for (const LoggedResult& result : log.results) {
    if (scenario.begin.seconds <= result.at && result.at < scenario.end.seconds) {
      in_time.push_back(&result);
    }
  }
  std::stable_sort(in_time.begin(), in_time.end(),
                   [](const LoggedResult* a, const LoggedResult* b) { return a->at < b->at; });
  std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, Wide> used;  // by team, product, and user or none
  std::vector<std::uint64_t> lines;
  const ResultTeams team_of(scenario, log);
  for (const LoggedResult* result : in_time) {
    const bool shared = scenario.products[result->product.value].per_result == Partial::carry;
    Wide& left = used[{team_of(*result), result->product.value, shared ? 0 : result->user.value}];
    left += result->quantity;
    if (left < 0) {
      left = 0;
      lines.push_back(result->line);
    }
  }
  std::sort(lines.begin(), lines.end());
  Sightings sightings;
  for (const std::uint64_t line : lines) {
    sightings.add(line);
  }
  return sightings;
}

void add(std::vector<Finding>& findings, std::string_view code, const std::string& file, const Sightings& sightings,
         std::string_view one, std::string_view several) {
  if (sightings.count > 0) {
    findings.emplace_back(
        code, line_of(file, sightings.lines.front()),
        fmt::format("{} {} ({})", sightings.count, sightings.count == 1 ? one : several, lines_text(sightings)));
  }
}

}  // namespace

ResultTeams::ResultTeams(const Scenario& scenario, const ResultLog& log) : log_(log), home_(log.users.size()) {
  for (const ListedUser& listed : scenario.users) {
    if (const auto user = log.users.find(listed.id)) {
      home_[user->value] = listed.team.value_or("");
    }
  }
}

std::vector<Finding> inspect_results(const Scenario& scenario, const ResultsRead& read) {
  const std::string& file = scenario.usage.results;
  std::vector<Finding> findings = bad_row_findings("DD008", file, read.rejected);
  Sightings outside;
  for (const LoggedResult& result : read.log.results) {
    const bool inside = scenario.begin.seconds <= result.at && result.at < scenario.end.seconds;
    if (!inside) {
      outside.add(result.line);
    } else if (scenario.products[result.product.value].rate_at({result.at}) == nullptr) {
      findings.emplace_back("DD008", line_of(file, result.line),
                            fmt::format("no rate of '{}' is in force at {}",
                                        scenario.products[result.product.value].name, format_utc({result.at})));
    }
  }
  add(findings, "DD212", file, outside, "result lies outside the horizon", "results lie outside the horizon");
  add(findings, "DD213", file, unmatched_refunds(scenario, read.log), "refund takes back more than was used before it",
      "refunds take back more than was used before them");
  return findings;
}

}  // namespace drawdown::program
