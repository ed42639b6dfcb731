// The past that `fit` and `backtest` look at: a scenario's log, or a log alone.
#pragma once

#include <string>

#include "engine/model/history.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

inline constexpr Option zone_option{"--time-zone", "", "ZONE",
                                    "Of a log without a scenario: the zone of its users, and of instants without an "
                                    "offset; UTC unless given."};

struct PastLog {
  Scenario scenario;
  std::string text;  // the scenario's YAML
  History history;   // which log, and what of it
  SessionLog log;
  Day from;   // the first civil day with a use, in the server's zone
  Day until;  // the day after the last
};

// Reads what the first argument names, with progress on a terminal. A log is known by its name: *.csv, *.gz, *.zst.
// Throws InputError, also for a scenario that names no log.
[[nodiscard]] PastLog read_past(const Arguments& arguments);

}  // namespace drawdown::program
