// drawdown run: reads a scenario and its sessions, replays them, and shows what followed.
#include <array>
#include <atomic>
#include <optional>

#include "engine/analysis/focus_columns.h"
#include "engine/base/input_error.h"
#include "engine/replay/replay.h"
#include "engine/report/json.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/page/run_page.h"
#include "tools/drawdown/run_results.h"
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
        "tranches.csv, events.csv, burn.csv and summary.json; with contracts contracts.csv too, with entitlements or "
        "access rules coverage.csv and seats.csv, with alerts or reminders alerts.csv and alerts.ics, with charge_back "
        "charge_back.csv, with expectations expectations.csv; and report.html; all of them or none. Without it, "
        "nothing is "
        "written."},
    set_option,
    Option{
        "--skip-bad-rows", "", "",
        "Leave out sessions, results and idle spans that cannot be read instead of stopping at them; they are counted, "
        "and written to rejected.csv, rejected_results.csv and rejected_idle.csv in the output folder."},
    Option{"--no-charges", "", "", "Do not write charges.csv, by far the longest of the result files."},
    Option{"--focus", "", "",
           "Also write focus.csv: purchases, charges and expired tokens as rows of the FinOps Open Cost and Usage "
           "Specification 1.2. The scenario's currency must be one of ISO 4217, such as USD."},
    report_option,
    no_report_option,
    svg_option,
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

void check_focus(const Arguments& arguments, const Scenario& scenario) {
  if (arguments.has("--focus") && !is_currency_code(scenario.currency)) {
    throw InputError({scenario.file}, "currency: --focus needs the three letters of ISO 4217, such as USD, found '" +
                                          scenario.currency + "'");
  }
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the summary");
  if (arguments.has("--focus") && !arguments.has("--out")) {
    throw UsageError("--focus writes focus.csv into the folder of --out, which is missing");
  }
  const SessionOptions read_options = session_options(arguments);
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  check_focus(arguments, scenario);
  std::optional<OutputFolder> folder = output_folder(arguments, "summary.json");
  ReportFiles report_files(arguments, folder);
  const ReadResult read = read_or_draw(scenario, arguments, read_options);
  const Outcome outcome = replay_with_progress(scenario, read.trace);
  const RunResults results = results_of(scenario, read, outcome);
  if (report_files.wanted()) {
    report_files.write(run_page(results, arguments));
  }
  if (folder) {
    write(*folder, results, arguments);
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(to_json(summary_record(results.summary)));
  } else if (!arguments.has("--quiet")) {
    print(show(results, standard_output()));
  }
  return report(results.verdicts, arguments);
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
