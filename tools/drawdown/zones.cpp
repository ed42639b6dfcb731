// drawdown zones: what a scenario costs when the metering clock stands elsewhere.
#include <algorithm>
#include <array>
#include <atomic>
#include <optional>

#include "engine/base/input_error.h"
#include "engine/ensemble/server_zones_tables.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/report/output.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/page/report_files.h"
#include "tools/drawdown/page/zones_page.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/progress.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/zones_view.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--zone", "", "ZONE", "Try this time zone too, such as Europe/London.", true},
    Option{"--out", "-o", "DIR",
           "Write zones.csv, offices.csv and report.html into this folder, which is made if it is missing."},
    set_option,
    skip_option,
    report_option,
    no_report_option,
    svg_option,
    Option{"--json", "", "", "Print zones.csv as JSON, and nothing else."},
    quiet_option,
    replication_option,
    threads_option,
    help_option,
};

std::vector<Zone> zones_of(const Arguments& arguments) {
  std::vector<Zone> zones;
  for (const std::string& name : arguments.values("--zone")) {
    const std::optional<Zone> zone = Zone::find(name);
    if (!zone) {
      throw UsageError("there is no time zone '" + name + "'" + did_you_mean(name, Zone::all_names()));
    }
    zones.push_back(*zone);
  }
  return zones;
}

void check_rules(const Scenario& scenario, const ScenarioPlaces& places) {
  const auto* window = std::get_if<CalendarWindow>(&scenario.rules.window);
  if (window == nullptr) {
    throw InputError(places.rules,
                     "these rules meter by no clock on a wall, so it does not matter where the server stands; "
                     "--set rules=token-flex tries those that do");
  }
  if (!has_one_clock(scenario.rules)) {
    throw InputError(places.rules,
                     "these rules meter each user by the own clock, so it does not matter where the server stands; "
                     "--set rules.window.zone=server meters all by one");
  }
}

ServerZones study_with_progress(const Scenario& scenario, const Trace& trace, const std::vector<Zone>& zones,
                                unsigned threads) {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  const Progress shown("replaying", "replays", 1, done, total, progress_is_seen());
  return server_zones(scenario, trace, zones, {threads, &done, &total});
}

void write(OutputFolder& folder, const Scenario& scenario, const ReadResult& read, const ServerZones& study,
           const Arguments& arguments) {
  folder.file("zones.csv").write(to_csv(zone_table(study)));
  folder.file("offices.csv").write(to_csv(office_table(study)));
  write_rejected(folder, arguments, rejected_rows(scenario, read, scenario.idle_aware()));
  folder.commit();
}

int execute(const Arguments& arguments) {
  check_json_or_quiet(arguments, "the zones");
  const SessionOptions read_options = session_options(arguments);
  const std::vector<Zone> zones = zones_of(arguments);
  ScenarioPlaces places;
  const Scenario scenario = load_scenario(arguments.positional[0], load_options(arguments), &places);
  check_rules(scenario, places);
  std::optional<OutputFolder> folder = output_folder(arguments, "zones.csv");
  ReportFiles report_files(arguments, folder);
  const ReadResult read = read_or_draw(scenario, arguments, read_options);
  const ServerZones study = study_with_progress(scenario, read.trace, zones, read_options.threads);
  if (report_files.wanted()) {
    report_files.write(zones_page(scenario, study, arguments));
  }
  if (folder) {
    write(*folder, scenario, read, study, arguments);
  }
  report_files.commit();
  if (arguments.has("--json")) {
    print(to_json(zone_table(study)));
  } else if (!arguments.has("--quiet")) {
    print(show(ZonesView{scenario, study}, standard_output()));
  }
  return success;
}

}  // namespace

const Command zones_command{
    "zones",
    "SCENARIO",
    "Show what a scenario costs when the server's clock stands elsewhere.",
    "For rules whose windows are calendar days, weeks or months by one clock: replays the sessions with that clock in "
    "the present zone, in the zones of all users and in those of --zone, and shows each bill. For each office (all "
    "users of one home zone) it shows how many of its sessions are open when a metering day ends, and how many tokens "
    "it pays more than if each user were metered by the own clock: the double charge that moves with the server.\n"
    "\n"
    "Only the metering clock moves. The days simulated, purchases and expiries stay those of the scenario's time_zone.",
    options,
    "drawdown zones scenarios/examples/10-server-zone.yaml --zone Europe/London",
    execute,
};

}  // namespace drawdown::program
