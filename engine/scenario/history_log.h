// The log that a history is drawn from. Its days are the past's, not those that are simulated.
//
//   const SessionLog past = read_history(scenario, history, {.threads = 2});
#pragma once

#include "engine/model/history.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

// All sessions and results of the history's days, of products on the scenario's sheet, which need no rate at that time.
// A session without a close stays open to the end of the log's last day. Throws InputError as `read_log` does.
[[nodiscard]] SessionLog read_history(const Scenario& scenario, const History& history,
                                      const SessionOptions& options = {});

// The same of any scenario's own log: as though it had been given as a history from its first to its last day.
[[nodiscard]] History history_of(const Scenario& scenario);

}  // namespace drawdown
