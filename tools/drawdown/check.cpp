// drawdown check: reads everything, runs nothing, and says what is wrong or odd.
#include <algorithm>
#include <array>
#include <optional>

#include "engine/demand/draw.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "engine/scenario/variants.h"
#include "engine/trace/inspect.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/findings.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/inspect.h"
#include "tools/drawdown/terminal/print.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    set_option,
    replication_option,
    Option{"--json", "", "", "Print the findings as JSON: code, severity, file, line, column, message, remedy."},
    threads_option,
    help_option,
};

void append(std::vector<Finding>& findings, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

std::vector<Finding> find(const std::string& path, const Arguments& arguments) {
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
  try {
    (void)load_variants(path, {.overrides = load.overrides, .files = {}, .texts = {}, .vary = {}});
  } catch (const InputError& error) {
    findings.emplace_back("DD004", error.place(), error.message());
  }
  if (const std::optional<std::uint64_t> replication = replication_of(*scenario, arguments)) {
    append(findings, inspect_names(*scenario, places, DemandSource(*scenario).draw(*replication)));
    sort_by_place(findings);
    return findings;
  }
  try {
    const Inspection inspection = inspect_with_progress(*scenario, thread_count(arguments));
    append(findings, inspect_names(*scenario, places, inspection.read.trace));
    append(findings, inspect_rows(*scenario, inspection));
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

int execute(const Arguments& arguments) {
  const std::vector<Finding> findings = find(arguments.positional[0], arguments);
  print(arguments.has("--json") ? to_json_text(findings) : to_text(findings));
  const bool errors = std::any_of(findings.begin(), findings.end(),
                                  [](const Finding& finding) { return finding.kind->severity == Severity::error; });
  return errors ? bad_input : success;
}

}  // namespace

const Command check_command{
    "check",
    "SCENARIO",
    "Read a scenario and its sessions, run nothing, and say what is wrong or odd.",
    "Reads a scenario and its sessions, runs nothing, and lists what is wrong or odd: each finding with its place, a "
    "code that never changes its meaning, and what to do about it. `drawdown help findings` lists all codes.\n"
    "\n"
    "The exit status is 0 if there are no errors, and 2 if there are.",
    options,
    "drawdown check scenarios/office.yaml",
    execute,
};

}  // namespace drawdown::program
