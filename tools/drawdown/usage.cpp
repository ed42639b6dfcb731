// drawdown usage: who used what, how use is distributed, and which charges need not have been.
#include <array>
#include <optional>

#include "engine/planning/usage_tables.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/page/usage_page.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/usage_view.h"

namespace drawdown::program {
namespace {

constexpr std::uint64_t minutes_unless_given = 10;
constexpr std::uint64_t most_minutes = 7 * 24 * 60;

constexpr std::array options{
    Option{"--short", "", "MINUTES",
           "A charge at an open is avoidable if its window was used for less than so many minutes; 10 unless given."},
    Option{"--tail", "", "MINUTES",
           "A renewal is avoidable if its window was used for less than so many minutes; 10 unless given."},
    on_option,
    price_option,
    Option{"--out", "-o", "DIR",
           "Write usage.csv, usage_products.csv, usage_days.csv, avoidable.csv, usage.json and report.html into this "
           "folder, which "
           "is made if it is missing; all of them or none."},
    set_option,
    skip_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print usage.json, and nothing else."},
    quiet_option,
    replication_option,
    threads_option,
    help_option,
};

UsageLimits limits_of(const Arguments& arguments) {
  const auto minutes = [&](std::string_view option) {
    constexpr std::int64_t minute = 60;
    const std::uint64_t number = number_of(arguments, option, minutes_unless_given, 0, most_minutes);
    return Duration{static_cast<std::int64_t>(number) * minute};
  };
  return {minutes("--short"), minutes("--tail")};
}

void write(OutputFolder& folder, const UsageResults& results, const ReadResult& read, const Arguments& arguments) {
  write_usage(folder.file("usage.csv"), results);
  folder.file("usage_products.csv").write(to_csv(usage_product_table(results)));
  write_usage_days(folder.file("usage_days.csv"), results);
  write_avoidable(folder.file("avoidable.csv"), results);
  folder.file("usage.json").write(usage_json(results));
  write_rejected(folder, arguments, rejected_rows(results.scenario, read, results.scenario.idle_aware()));
  folder.commit();
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the use");
  const UsageLimits limits = limits_of(arguments);
  const std::optional<Money> price = token_price_of(arguments);
  const SessionOptions read_options = session_options(arguments);
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments));
  const Day day = price_day_of(arguments, scenario);
  std::optional<OutputFolder> folder = output_folder(arguments, "usage.json");
  ReportFiles report_files(arguments, folder);
  const ReadResult read = read_or_draw(scenario, arguments, read_options);
  const Outcome outcome = replay(scenario, read.trace);
  const UsageStudy study = study_usage(scenario, read.trace, outcome, limits, day, price);
  const UsageResults results{scenario, read.trace, study};
  if (report_files.wanted()) {
    report_files.write(usage_page(results, arguments));
  }
  if (folder) {
    write(*folder, results, read, arguments);
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(usage_json(results));
  } else if (!arguments.has("--quiet")) {
    print(show(results, standard_output()));
  }
  return success;
}

}  // namespace

const Command usage_command{
    "usage",
    "SCENARIO",
    "Show who used what, and which charges could have been avoided.",
    "Replays a scenario's sessions as `drawdown run` does, and shows for each product how its users differ: their "
    "access days in a year as a histogram, with the break-even of `drawdown breakeven` where the scenario has a "
    "subscription price; who has most; on which days a user was charged for several products; and charges that paid "
    "for next to nothing: windows that were opened for a few minutes, and renewals of which only the first minutes "
    "were used.\n"
    "\n"
    "`drawdown manual` says how each number is defined.",
    options,
    "drawdown usage scenarios/examples/21-usage.yaml --short 15 -o out",
    execute,
};

}  // namespace drawdown::program
