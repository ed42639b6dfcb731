// The sessions that a scenario names, read as the scenario's rules want them, idle spans cut out: one line from a
// Scenario to its Trace.
//
//   const Scenario scenario = load_scenario("office.yaml");
//   const ReadResult read = read_sessions(scenario, {.skip_bad_rows = true, .threads = 2});
#pragma once

#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/idle.h"
#include "engine/trace/read.h"
#include "engine/trace/results.h"

namespace drawdown {

struct SessionOptions {
  bool skip_bad_rows = false;
  unsigned threads = 1;
  ReadProgress* progress = nullptr;
};

// What the scenario asks of its session file; it must outlive the request.
[[nodiscard]] TraceRequest session_request(const Scenario& scenario, const SessionOptions& options = {});

// A trace without sessions, for a scenario that has results only.
[[nodiscard]] Trace no_sessions(const Scenario& scenario);

// Likewise of its files of results and of idle spans.
[[nodiscard]] ResultsRequest results_request(const Scenario& scenario, const RateSheet& products,
                                             const SessionOptions& options = {});
[[nodiscard]] IdleRequest idle_request(const Scenario& scenario, const SessionOptions& options = {});
// The sessions as the rules look at them: those that reach tokens, active spells in their place, and units as the rules
// charge them. `log` is of the scenario's horizon, and tells machines apart if the spans do. Of a scenario without
// entitlements and access rules that is not idle-aware it is the log.
[[nodiscard]] Trace as_ruled(const Scenario& scenario, const Trace& log, const IdleSpans& idle);

// The trace with the results of the horizon; their users and units come after those of the sessions; access control has
// refused what it refuses. `sheet`: what the log's products are places in. Throws InputError for a result without a
// rate in force.
[[nodiscard]] Trace with_results(const Scenario& scenario, Trace trace, const ResultLog& log, const RateSheet& sheet);
// The place of every user's zone among the scenario's (Trace::user_zones).
[[nodiscard]] std::vector<ZoneId> user_zones_of(const Trace& trace, const Scenario& scenario);

// Reads all files. Throws InputError as `read_trace` does.
[[nodiscard]] ReadResult read_sessions(const Scenario& scenario, const SessionOptions& options = {});

}  // namespace drawdown
