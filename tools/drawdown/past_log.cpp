#include "tools/drawdown/past_log.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/scenario/bare_scenario.h"
#include "engine/scenario/history_log.h"
#include "engine/scenario/load.h"
#include "engine/scenario/scenario_tree.h"
#include "tools/drawdown/inputs.h"

namespace drawdown::program {
namespace {

bool is_log(const std::string& path) {
  const std::string ending = std::filesystem::path(path).extension().string();
  return ending == ".csv" || ending == ".gz" || ending == ".zst";
}

History history_in(const Scenario& scenario) {
  if (scenario.usage.given()) {
    return history_of(scenario);
  }
  if (scenario.demand && scenario.demand->history) {
    return *scenario.demand->history;
  }
  throw InputError({scenario.file}, "names no log of the past; write 'usage: {sessions: FILE.csv}'");
}

struct Days {
  Day from;
  Day until;
};

Days days_with_use(const Scenario& scenario, const SessionLog& log, const std::string& file) {
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;
  const auto note = [&](std::int64_t at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
  };
  if (log.trace.size() > 0) {
    note(log.trace.open[0]);
    note(log.trace.open[log.trace.size() - 1]);
  }
  for (const LoggedResult& result : log.results.results) {
    note(result.at);
  }
  if (!first) {
    throw InputError({file}, "has no session or result in the days that are looked at");
  }
  return {scenario.server().day_at(Instant{*first}), scenario.server().day_at(Instant{*last}) + 1};
}

void read(PastLog& past, const std::string& file, const SessionOptions& options) {
  past.log = read_history_with_progress(past.scenario, past.history, options);
  const Days days = days_with_use(past.scenario, past.log, file);
  past.from = days.from;
  past.until = days.until;
}

}  // namespace

PastLog read_past(const Arguments& arguments) {
  const std::string& path = arguments.positional[0];
  const SessionOptions options = session_options(arguments);
  PastLog past;
  if (!is_log(path)) {
    if (arguments.has(zone_option.name)) {
      throw UsageError("--time-zone is for a log without a scenario; the scenario says `time_zone`");
    }
    past.text = read_file(path);
    past.scenario = load_scenario(path);
    past.history = history_in(past.scenario);
    read(past, past.history.sessions.empty() ? past.history.results : past.history.sessions, options);
    return past;
  }
  BareScenario bare;
  if (arguments.has(zone_option.name)) {
    bare.time_zone = arguments.value(zone_option.name);
    if (!Zone::find(bare.time_zone)) {
      throw UsageError("there is no time zone '" + bare.time_zone + "'" +
                       did_you_mean(bare.time_zone, Zone::all_names()));
    }
  }
  bare.from = *parse_day("1970-01-02");
  bare.until = *parse_day("2100-01-01");
  past.text = bare_scenario(path, bare);
  past.scenario = load_scenario_text(past.text, path, "");
  past.history = history_in(past.scenario);
  read(past, path, options);
  // All of its days, now that they are known.
  bare.from = past.from;
  bare.until = past.until;
  past.text = bare_scenario(path, bare);
  past.scenario = load_scenario_text(past.text, path, "");
  past.history = history_in(past.scenario);
  return past;
}

}  // namespace drawdown::program
