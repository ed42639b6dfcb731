// drawdown backtest: forecasts the last part of a log from its first, and shows how good the forecast was.
#include <fmt/core.h>

#include <array>
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/ensemble/backtest_tables.h"
#include "engine/ensemble/forecasts.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/past_log.h"
#include "tools/drawdown/terminal/backtest_view.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--at", "", "DAY",
           "The first day that is forecast, such as 2026-09-01; the Monday at or before two thirds of the log unless "
           "given."},
    Option{"--method", "", "NAME",
           "fit: a population fitted to the first part, unless given; bootstrap: weeks of the first part, with "
           "weeks_around and trend of the scenario's demand.history if it has one."},
    Option{"--replications", "", "N", "How many replications the intervals are made of; 500 unless given."},
    Option{"--seed", "", "N", "The seed of the replications; 1 unless given."},
    Option{"--out", "-o", "DIR",
           "Write backtest.csv and backtest.json into this folder, which is made if it is missing."},
    zone_option,
    skip_option,
    Option{"--json", "", "", "Print backtest.json, and nothing else."},
    quiet_option,
    threads_option,
    help_option,
};

std::string method_of(const Arguments& arguments) {
  const std::string method = arguments.has("--method") ? arguments.value("--method") : "fit";
  if (method != "fit" && method != "bootstrap") {
    const std::vector<std::string> known{"fit", "bootstrap"};
    throw UsageError(fmt::format("--method is fit or bootstrap, not '{}'{}", method, did_you_mean(method, known)));
  }
  return method;
}

std::optional<Day> split_of(const Arguments& arguments) {
  if (!arguments.has("--at")) {
    return std::nullopt;
  }
  const std::optional<Day> day = parse_day(arguments.value("--at"));
  if (!day) {
    throw UsageError(fmt::format("--at needs a day such as 2026-09-01, not '{}'", arguments.value("--at")));
  }
  return day;
}

MakeForecast forecast_of(const PastLog& past, const std::string& method, Seed seed) {
  if (method == "fit") {
    return by_population(seed);
  }
  const bool has_history = past.scenario.demand && past.scenario.demand->history;
  History settings = has_history ? *past.scenario.demand->history : History{};
  settings.users.reset();  // what was used is to be forecast, not what others would have used
  settings.sessions = past.history.sessions;
  settings.results = past.history.results;
  return by_bootstrap(settings, seed);
}

Backtest test_with_progress(const PastLog& past, BacktestOptions& settings, const MakeForecast& forecast) {
  std::atomic<std::uint64_t> done{0};
  const std::atomic<std::uint64_t> total{settings.replications};
  settings.done = &done;
  const Progress shown("forecasting", "replications", 1, done, total, progress_is_seen());
  return backtest(past.scenario, past.log, settings, forecast);
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the result");
  const std::string method = method_of(arguments);
  BacktestOptions test_options;
  test_options.at = split_of(arguments);
  test_options.replications = number_of(arguments, "--replications", 500, 20, 100'000);
  test_options.threads = thread_count(arguments);
  const Seed seed{number_of(arguments, "--seed", 1, 0, 999'999'999'999'999)};
  std::optional<OutputFolder> folder = output_folder(arguments, "backtest.csv");
  const PastLog past = read_past(arguments);
  test_options.from = past.from;
  test_options.until = past.until;
  const Backtest test = test_with_progress(past, test_options, forecast_of(past, method, seed));
  const Record record = backtest_record(past.scenario, test, method, test_options.replications);
  if (folder) {
    folder->file("backtest.csv").write(to_csv(backtest_table(test)));
    folder->file("backtest.json").write(to_json(record));
    folder->commit();
  }
  if (arguments.has("--json")) {
    print(to_json(record));
  } else if (!arguments.has(quiet_option.name)) {
    const std::string words = method == "fit" ? "a population fitted to it" : "its weeks, drawn";
    print(show(BacktestView{past.scenario, test, words, test_options.replications}, standard_output()));
  }
  return success;
}

}  // namespace

const Command backtest_command{
    "backtest",
    "SCENARIO|LOG",
    "Forecast the last part of a log from its first, and show how good that was.",
    "Splits the log that a scenario names (as for `drawdown fit`), forecasts the tokens of the days after the split "
    "from "
    "those before it, and compares: how many whole weeks lie in the intervals that should hold 50, 80 and 90 percent "
    "of "
    "them, and the pinball loss beside that of a naive forecast. Tokens are those that would be charged if they never "
    "ran out.",
    options,
    "drawdown backtest scenarios/office.yaml --method bootstrap",
    execute,
};

}  // namespace drawdown::program
