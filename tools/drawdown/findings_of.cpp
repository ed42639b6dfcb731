#include "tools/drawdown/inspect.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/demand/draw.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "engine/scenario/variants.h"
#include "engine/trace/inspect.h"
#include "tools/drawdown/findings.h"
#include "tools/drawdown/inputs.h"

namespace drawdown::program {
namespace {

void append(std::vector<Finding>& findings, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

// With what there is to say about them; nothing if there is no such file, or it cannot be read.
ResultsRead read_logged_results(const Scenario& scenario, std::vector<Finding>& findings) {
  if (!scenario.usage.results.empty()) {
    try {
      ResultsRead read = read_results(results_request(scenario, scenario.products, {.skip_bad_rows = true}));
      append(findings, inspect_results(scenario, read));
      return read;
    } catch (const InputError& error) {
      findings.emplace_back("DD007", error.place(), error.message());
    }
  }
  ResultsRead none;
  none.log.teams.intern("");
  return none;
}

}  // namespace

std::vector<Finding> findings_of(const std::string& path, const Arguments& arguments, bool rows) {
  const LoadOptions load = load_options(arguments);
  ScenarioPlaces places;
  std::optional<Scenario> scenario;
  std::vector<Finding> findings;
  try {
    scenario = load_scenario(path, load, &places);
  } catch (const InputError& error) {
    // Here bad input is what was asked for, and no failure.
    return {Finding("DD001", error.place(), error.message())};
  }
  append(findings, inspect_scenario(*scenario, places));
  append(findings, inspect_pool(*scenario, places));
  try {
    (void)load_variants(path, {.overrides = load.overrides, .files = {}, .texts = {}, .vary = {}});
  } catch (const InputError& error) {
    findings.emplace_back("DD004", error.place(), error.message());
  }
  if (!rows) {
    sort_by_place(findings);
    return findings;
  }
  if (const std::optional<std::uint64_t> replication = replication_of(*scenario, arguments)) {
    const SessionLog log = DemandSource(*scenario).log(*replication);
    append(findings, inspect_names(*scenario, places, {log.trace, log.results}));
    append(findings, inspect_alerts(*scenario, places, log.trace));
    append(findings, inspect_limits(*scenario, places, {log.trace, log.results}));
    sort_by_place(findings);
    return findings;
  }
  try {
    const ResultsRead results = read_logged_results(*scenario, findings);
    Inspection inspection;
    if (scenario->usage.sessions.empty()) {
      inspection.read.trace = no_sessions(*scenario);
    } else {
      inspection = inspect_with_progress(*scenario, thread_count(arguments));
      append(findings, inspect_rows(*scenario, inspection));
    }
    append(findings, inspect_names(*scenario, places, {inspection.read.trace, results.log}));
    append(findings, inspect_alerts(*scenario, places, inspection.read.trace));
    append(findings, inspect_limits(*scenario, places, {inspection.read.trace, results.log}));
    try {
      append(findings, inspect_idle(*scenario, inspection.read.trace));
    } catch (const InputError& error) {
      findings.emplace_back("DD005", error.place(), error.message());
    }
  } catch (const InputError& error) {
    findings.emplace_back("DD002", error.place(), error.message());
  }
  sort_by_place(findings);
  return findings;
}

}  // namespace drawdown::program
