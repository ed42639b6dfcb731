// drawdown run: reads a scenario and its sessions, replays them, and shows what followed.
#include <array>
#include <optional>

#include "engine/analysis/burn.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/ledgers.h"
#include "engine/analysis/pool_events.h"
#include "engine/analysis/summary.h"
#include "engine/analysis/tranches.h"
#include "engine/analysis/verdicts.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/run_view.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/verdict_view.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{
        "--out", "-o", "DIR",
        "Write the result files into this folder, which is made if it is missing: charges.csv, denials.csv, "
        "tranches.csv, events.csv, burn.csv and summary.json, with entitlements or access rules coverage.csv and "
        "seats.csv too, and with expectations expectations.csv; all of them or none. Without it, nothing is written."},
    set_option,
    Option{
        "--skip-bad-rows", "", "",
        "Leave out sessions, results and idle spans that cannot be read instead of stopping at them; they are counted, "
        "and written to rejected.csv, rejected_results.csv and rejected_idle.csv in the output folder."},
    Option{"--no-charges", "", "", "Do not write charges.csv, by far the longest of the result files."},
    Option{"--json", "", "", "Print the summary as JSON, the same as summary.json, and nothing else."},
    quiet_option,
    replication_option,
    threads_option,
    help_option,
};

Outcome replay_with_progress(const Scenario& scenario, const Trace& trace) {
  static const std::atomic<std::uint64_t> unknown{0};
  const Progress shown("replaying", "", 1, unknown, unknown, progress_is_seen());
  return replay(scenario, trace);
}

struct Results {
  const Scenario& scenario;
  const ReadResult& read;
  const Outcome& outcome;
  const Summary& summary;
  const BurnCurve& curve;
  const std::optional<Coverage>& coverage;
  const Verdicts& verdicts;
};

void write(OutputFolder& folder, const Results& results, const Arguments& arguments) {
  const auto& [scenario, read, outcome, summary, curve, coverage, verdicts] = results;
  if (arguments.has("--no-charges")) {
    folder.leave_out("charges.csv");
  } else {
    write_charges(folder.file("charges.csv"), scenario, read.trace, outcome);
  }
  write_denials(folder.file("denials.csv"), scenario, read.trace, outcome);
  write_burn(folder.file("burn.csv"), read.trace, curve);
  folder.file("tranches.csv").write(to_csv(tranche_table(scenario, read.trace, outcome)));
  write_events(folder.file("events.csv"), scenario, read.trace, outcome);
  if (coverage) {
    folder.file("coverage.csv").write(to_csv(coverage_table(scenario, read.trace, *coverage)));
    folder.file("seats.csv").write(to_csv(seat_table(scenario, read.trace)));
  } else {
    folder.leave_out("coverage.csv");
    folder.leave_out("seats.csv");
  }
  write_rejected(folder, arguments, rejected_rows(scenario, read, scenario.idle_aware()));
  write_verdicts(folder, verdicts);
  folder.file("summary.json").write(to_json(summary_record(summary)));
  folder.commit();
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the summary");
  const SessionOptions read_options = session_options(arguments);
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  std::optional<OutputFolder> folder = output_folder(arguments, "summary.json");
  const ReadResult read = read_or_draw(scenario, arguments, read_options);
  const Outcome outcome = replay_with_progress(scenario, read.trace);
  const BurnCurve curve = burn_curve(scenario, read.trace, outcome);
  const Summary summary = summarise(scenario, read.trace, outcome, curve.counts);
  std::optional<Coverage> coverage;  // if anybody is entitled to anything, or may not use tokens
  if (!scenario.entitlements.empty() || !scenario.access.empty()) {
    coverage = coverage_of(scenario, read.trace, outcome);
  }
  const Verdicts verdicts = verdicts_of(scenario.expectations, "run", found_in(summary, scenario));
  if (folder) {
    write(*folder, {scenario, read, outcome, summary, curve, coverage, verdicts}, arguments);
  }
  if (arguments.has("--json")) {
    print(to_json(summary_record(summary)));
  } else if (!arguments.has("--quiet")) {
    const RunView view{scenario, read.trace, outcome, summary, curve, coverage ? &*coverage : nullptr};
    print(show(view, standard_output()));
  }
  return report(verdicts, arguments);
}

}  // namespace

const Command run_command{
    "run",
    "SCENARIO",
    "Replay a scenario's sessions against its pool and show what followed.",
    "Reads a scenario (YAML) and the sessions that it names (CSV, also compressed with gzip or zstd), replays them "
    "against the token pool under the scenario's rules, and shows tokens, money, refusals and the burn curve. On a "
    "terminal the curve is drawn, elsewhere it is a table in plain text.\n"
    "\n"
    "Amounts in the result files are exact decimals and instants are in UTC. In CSV files, text that a spreadsheet "
    "would take for a formula (it begins with = + - @ or a control character) stands behind an apostrophe.",
    options,
    "drawdown run scenarios/office.yaml -o out --set pool.tranches[0].tokens=4000",
    execute,
};

}  // namespace drawdown::program
