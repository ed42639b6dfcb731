// drawdown forecast: a log up to today, and many courses of the rest of the horizon.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/demand/continued_log.h"
#include "engine/ensemble/forecast_tables.h"
#include "engine/ensemble/stress_tables.h"
#include "engine/report/csv.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/forecast_page.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/terminal/forecast_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--at", "", "DAY",
           "Today, such as 2026-07-01: the first day that is not known yet. What the log has from then on is left out. "
           "Unless given, the day after the last of the log."},
    Option{"--method", "", "NAME",
           "Where the rest comes from: demand, what the scenario says; bootstrap, weeks of its own log; fit, a "
           "population fitted to its own log. Unless given, demand if the scenario has one, else bootstrap."},
    Option{"--replications", "", "N", "How many courses of the rest to draw; 400 unless given."},
    Option{"--seed", "", "N", "Another seed of the demand."},
    Option{"--risk", "", "SHARE",
           "In what share of the courses a smaller purchase may refuse more, or sooner, than the planned one; 0.05 "
           "unless given."},
    Option{"--out", "-o", "DIR",
           "Write the result files into this folder, which is made if it is missing: forecast.csv, extra_use.csv, "
           "tranche_odds.csv, burn_quantiles.csv, forecast.json and report.html, with expectations expectations.csv "
           "too; all of them or none."},
    set_option,
    skip_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print forecast.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

Day today_of(const Arguments& arguments, const Scenario& scenario, const SessionLog& log) {
  if (!arguments.has("--at")) {
    return day_after_log(scenario, log);
  }
  const std::string text = arguments.value("--at");
  const std::optional<Day> day = parse_day(text);
  if (!day) {
    throw UsageError(fmt::format("--at needs a day such as 2026-07-01, not '{}'", text));
  }
  if (*day < scenario.from || *day > scenario.until) {
    throw UsageError(fmt::format("--at needs a day of the horizon, {} to {}, not {}", format(scenario.from),
                                 format(scenario.until), text));
  }
  return *day;
}

constexpr std::array<std::string_view, 3> methods{"demand", "bootstrap", "fit"};  // as ExpectedBy has them

ExpectedBy method_of(const Arguments& arguments, const Scenario& scenario) {
  if (!arguments.has("--method")) {
    return scenario.demand ? ExpectedBy::demand : ExpectedBy::bootstrap;
  }
  const std::string name = arguments.value("--method");
  const auto found = std::find(methods.begin(), methods.end(), name);
  if (found == methods.end()) {
    throw UsageError(fmt::format("--method is demand, bootstrap or fit, not '{}'{}", name,
                                 did_you_mean(name, std::vector<std::string>(methods.begin(), methods.end()))));
  }
  const auto method = static_cast<ExpectedBy>(found - methods.begin());
  if (method == ExpectedBy::demand && !scenario.demand) {
    throw UsageError(fmt::format("--method demand is for scenarios with a `demand`; {} has none", scenario.file));
  }
  return method;
}

std::int64_t risk_of(const Arguments& arguments, std::int64_t fallback) {
  if (!arguments.has("--risk")) {
    return fallback;
  }
  const std::string text = arguments.value("--risk");
  const std::optional<std::int64_t> risk = parse_micro(text);
  if (!risk || *risk < 0 || *risk > micro_per_unit) {
    throw UsageError(fmt::format("--risk needs a share from 0 to 1 such as 0.05, not '{}'", text));
  }
  return *risk;
}

Forecast forecast_with_progress(const Scenario& scenario, const ContinuedLog& log, Day today,
                                ForecastOptions& settings) {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  settings.done = &done;
  settings.total = &total;
  const Progress shown("forecasting", "replications", 1, done, total, progress_is_seen());
  return forecast(
      scenario, today, [&log](std::size_t, std::uint64_t replication) { return log.draw(replication); }, settings);
}

void write(OutputFolder& folder, const Scenario& scenario, const Forecast& ahead, const std::string& json,
           const Verdicts& verdicts) {
  const std::vector<StressCandidate> planned = as_planned(scenario);
  folder.file("forecast.csv").write(to_csv(forecast_table(scenario, ahead)));
  folder.file("extra_use.csv").write(to_csv(extra_use_table(scenario, ahead)));
  folder.file("tranche_odds.csv").write(to_csv(tranche_odds_table(planned, ahead.study)));
  write_burn_quantiles(folder.file("burn_quantiles.csv"), planned, ahead.study);
  folder.file("forecast.json").write(json);
  write_verdicts(folder, verdicts);
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the forecast");
  ForecastOptions settings;
  settings.replications = number_of(arguments, "--replications", settings.replications, 1, 1'000'000);
  settings.risk = risk_of(arguments, settings.risk);
  settings.threads = thread_count(arguments);
  const SessionOptions read_options = session_options(arguments);
  Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  if (!scenario.usage.given()) {
    throw InputError({scenario.file},
                     "names no log up to today; write 'usage: {sessions: FILE.csv}', or use 'drawdown stress', which "
                     "needs none");
  }
  const ExpectedBy method = method_of(arguments, scenario);
  std::optional<OutputFolder> folder = output_folder(arguments, "forecast.json");
  ReportFiles report_files(arguments, folder);
  const SessionLog log = read_log_with_progress({&scenario}, read_options);
  const Day today = today_of(arguments, scenario, log);
  const SessionLog known = known_log(log, scenario, today);
  scenario.demand = expected_demand(scenario, known, today, method);
  scenario.demand->seed = number_of(arguments, "--seed", scenario.demand->seed, 0, 999'999'999'999'999);
  const Forecast ahead =
      forecast_with_progress(scenario, ContinuedLog(scenario, known, today, read_options), today, settings);
  const Verdicts verdicts = verdicts_of(scenario.expectations, "forecast", found_in(ahead.tally()));
  const std::string_view by = methods[static_cast<std::size_t>(method)];
  const std::string json = forecast_json(scenario, ahead, by, settings);
  if (report_files.wanted()) {
    report_files.write(forecast_page({scenario, ahead, by, verdicts}, arguments));
  }
  if (folder) {
    write(*folder, scenario, ahead, json, verdicts);
    write_rejected(*folder, arguments, {&log.rejected, &log.rejected_idle, &log.rejected_results});
    folder->commit();
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(json);
  } else if (!arguments.has(quiet_option.name)) {
    print(show(ForecastView{scenario, ahead, by, day_after_log(scenario, known)}, standard_output()));
  }
  return report(verdicts, arguments);
}

}  // namespace

const Command forecast_command{
    "forecast",
    "SCENARIO",
    "From a log up to today: is the pool going to last, and what will expire?",
    "Takes the log that a scenario names (`usage`) up to today, draws many courses of the rest of the horizon, and "
    "replays each as a whole. Shows how likely the pool is to run dry before each purchase, how much of each tranche "
    "is likely to expire, what a consumed token is going to cost, and what would avoid a loss: extra use, or a smaller "
    "purchase.\n"
    "\n"
    "Weeks of the log, drawn at random, are what is expected unless the scenario has a `demand` or --method says "
    "otherwise; `drawdown manual` says how each number is defined, and `drawdown backtest` how good such forecasts of "
    "a log have been.",
    options,
    "drawdown forecast scenarios/forecast.yaml --at 2026-07-01 -o out",
    execute,
};

}  // namespace drawdown::program
