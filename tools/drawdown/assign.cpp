// drawdown assign: who gets tokens, who a subscription, who a place in a collection.
#include <array>
#include <atomic>
#include <filesystem>
#include <optional>

#include "engine/base/input_error.h"
#include "engine/planning/assignment_tables.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/scenario/assigned_yaml.h"
#include "engine/scenario/scenario_tree.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/assign_page.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/terminal/assign_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "DIR",
           "Write assignment.csv, assignment_products.csv, online.csv, assignment.json and report.html into this "
           "folder, which is made "
           "if it is missing; all of them or none."},
    Option{"--scenario", "", "FILE",
           "Write the scenario with what was assigned, and the tokens for it, here: `drawdown run` replays it to the "
           "cost that is shown."},
    Option{"--replications", "", "N",
           "Decide on so many replications of the scenario's `demand`, and judge by as many others. If it is left out, "
           "the log that `usage` names decides, or where there is none, `assign.replications`."},
    set_option,
    skip_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print assignment.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

std::uint64_t replications_of(const Arguments& arguments, const Scenario& scenario) {
  if (!arguments.has("--replications")) {
    return scenario.usage.given() ? 0 : scenario.assign.replications;
  }
  if (!scenario.demand) {
    throw UsageError("--replications is for scenarios with a `demand`; " + scenario.file + " has none");
  }
  return number_of(arguments, "--replications", 0, 1, 100'000);
}

AssignmentStudy study_with_progress(const Scenario& scenario, const SessionLog* log, const Arguments& arguments,
                                    std::uint64_t replications) {
  std::optional<DemandSource> source;
  if (replications > 0) {
    source.emplace(scenario, session_options(arguments));
  }
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  const Progress shown("assigning", "replications", 1, done, total, progress_is_seen());
  return study_assignment(scenario, log, source ? &*source : nullptr,
                          {replications, thread_count(arguments), &done, &total});
}

// What is written must read back as what was replayed.
std::string scenario_text(const Arguments& arguments, const AssignmentStudy& study) {
  const std::string& path = arguments.positional[0];
  const auto folder_of = [](const std::string& file) { return std::filesystem::path(file).parent_path().string(); };
  YamlNode tree = parse_scenario(read_file(path), path);
  for (const Override& change : load_options(arguments).overrides) {
    apply(tree, change);
  }
  const std::string target = folder_of(arguments.value("--scenario"));
  const std::string text = assigned_yaml(std::move(tree), study.assigned, {folder_of(path), target});
  const Scenario back = load_scenario_text(text, arguments.value("--scenario"), target);
  if (back.entitlements != study.assigned.entitlements || back.tranches.size() != study.assigned.tranches.size()) {
    throw InputError({path}, "names in it cannot be written as YAML on one line; --scenario needs others");
  }
  return text;
}

void write(const Arguments& arguments, const Scenario& scenario, const AssignmentStudy& study,
           std::optional<OutputFolder>& folder) {
  if (arguments.has("--scenario")) {
    OutputFile file(arguments.value("--scenario"));
    file.write(scenario_text(arguments, study));
    file.close();
    file.commit();
  }
  if (folder) {
    folder->file("assignment.csv").write(to_csv(assignment_table(scenario, study)));
    folder->file("assignment_products.csv").write(to_csv(assigned_products_table(scenario, study)));
    folder->file("online.csv").write(to_csv(online_table(scenario, study)));
    folder->file("assignment.json").write(to_json(assignment_record(scenario, study)));
    folder->commit();
  }
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the result");
  const SessionOptions read_options = session_options(arguments);
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  const std::uint64_t replications = replications_of(arguments, scenario);
  std::optional<OutputFolder> folder = output_folder(arguments, "assignment.json");
  ReportFiles report_files(arguments, folder);
  std::optional<SessionLog> log;
  if (scenario.usage.given()) {
    log = read_log_with_progress({&scenario}, read_options);
  }
  const AssignmentStudy study = study_with_progress(scenario, log ? &*log : nullptr, arguments, replications);
  if (folder && log) {
    write_rejected(*folder, arguments, rejected_rows(scenario, *log, scenario.idle_aware()));
  }
  if (report_files.wanted()) {
    report_files.write(assign_page(scenario, study, arguments));
  }
  write(arguments, scenario, study, folder);
  report_files.commit();
  if (arguments.has("--json")) {
    print(to_json(assignment_record(scenario, study)));
  } else if (!arguments.has(quiet_option.name)) {
    print(show(AssignView{scenario, study}, standard_output()));
  }
  return success;
}

}  // namespace

const Command assign_command{
    "assign",
    "SCENARIO",
    "Decide who gets tokens, who a subscription, who a place in a collection.",
    "For every user the cheapest of tokens, subscriptions (`subscription_prices`), places in collections "
    "(`entitlements.collections` with a `price`), or any mix; for all users at once, because what a token costs "
    "depends "
    "on how many are bought. Seats that are there stay until they can be dropped. From a log, or from replications of "
    "a "
    "demand: then with the chance that each choice is the cheapest, and with those that are contested. The mix is "
    "replayed, and what it costs is shown beside what was predicted; and beside the break-even rule, which needs no "
    "forecast.\n"
    "\n"
    "`drawdown manual` says what is decided and how.",
    options,
    "drawdown assign scenarios/examples/22-assign.yaml -o out",
    execute,
};

}  // namespace drawdown::program
