// drawdown synth: writes one replication of a scenario's demand as a log.
#include <fmt/core.h>

#include <array>
#include <optional>
#include <string>

#include "engine/base/input_error.h"
#include "engine/demand/draw.h"
#include "engine/report/output.h"
#include "engine/scenario/load.h"
#include "engine/trace/write.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--out", "-o", "FILE", "Write the sessions into this file."},
    Option{
        "--results", "", "FILE",
        "Write the results of products that are charged per result into this file, among them the days of a series."},
    Option{"--replication", "", "N", "Which replication, counted from 1; 1 if it is left out."},
    set_option,
    help_option,
};

// A log is whole: what it has, and what it was asked for.
void check_files(const SessionLog& log, const Arguments& arguments) {
  if (log.trace.size() > 0 && !arguments.has("--out")) {
    throw UsageError("this demand has sessions: give them a file with --out FILE");
  }
  if (!log.results.results.empty() && !arguments.has("--results")) {
    throw UsageError("this demand has results: give them a file with --results FILE");
  }
  if (!arguments.has("--out") && !arguments.has("--results")) {
    throw UsageError("synth needs --out FILE, --results FILE or both");
  }
  if (arguments.value("--out") == arguments.value("--results")) {
    throw UsageError("sessions and results need two files");
  }
}

int execute(const Arguments& arguments) {
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  if (!scenario.demand) {
    throw InputError({scenario.file}, "has no `demand`, so there is nothing to draw a log from");
  }
  const SessionLog log = DemandSource(scenario).log(replication_of(scenario, arguments).value_or(1));
  check_files(log, arguments);
  std::optional<OutputFile> sessions;
  std::optional<OutputFile> results;
  std::string text;
  if (arguments.has("--out")) {
    append_sessions_csv(log.trace, log.products, text);
    sessions.emplace(arguments.value("--out")).write(text);
    sessions->close();
  }
  if (arguments.has("--results")) {
    text.clear();
    append_results_csv(log.results, log.products, text);
    results.emplace(arguments.value("--results")).write(text);
    results->close();
  }
  if (sessions) {
    sessions->commit();
  }
  if (results) {
    results->commit();
  }
  return success;
}

}  // namespace

const Command synth_command{
    "synth",
    "SCENARIO",
    "Write one replication of a scenario's demand as a log.",
    "Draws one replication of the `demand` of a scenario and writes it as a log of sessions, of results or of both, as "
    "`usage.sessions` and `usage.results` read them. Replayed with `drawdown run`, the log gives the ledger that the "
    "replication gives.",
    options,
    "drawdown synth scenarios/newsvendor.yaml --replication 3 --results results.csv",
    execute,
};

}  // namespace drawdown::program
