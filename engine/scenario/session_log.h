// A log that is read once for many scenarios: their rules may differ, their rates, their horizons and zones, but not
// the file of sessions.
//
//   const SessionLog log = read_log(scenarios, {.threads = 2});       // scenarios: pointers to all that will ask
//   const Trace trace = trace_of(log, *scenarios[3]);                 // what read_sessions would have read for it
//
// Traces of one log share its columns as far as they can, and number its users alike.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/model/rate_sheet.h"
#include "engine/scenario/read_sessions.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct SessionLog {
  Trace trace;         // over all horizons, per version and machine if anybody asks for it; teams are those of the file
  RateSheet products;  // of all scenarios; the first one's come first
  IdleSpans idle;      // by those products; none if no scenario is idle-aware
  std::vector<BadRow> rejected;       // with skip_bad_rows
  std::vector<BadRow> rejected_idle;  // likewise of the idle spans
  ResultLog results;                  // by those products; `trace` knows their users too
  std::vector<BadRow> rejected_results;
  std::vector<ListedUser> people;  // of a log that was drawn: whom the scenario does not list, with their zones
};

// Throws InputError as `read_trace` does; and if the scenarios read different files, or read their local times in
// different zones.
[[nodiscard]] SessionLog read_log(std::span<const Scenario* const> scenarios, const SessionOptions& options = {});

// Throws InputError if sessions of the scenario's horizon use a product that it has no rate for.
[[nodiscard]] Trace trace_of(const SessionLog& log, const Scenario& scenario);

// A product of one of its scenarios, in the log's own list.
[[nodiscard]] ProductId product_of_log(const SessionLog& log, const Scenario& scenario, ProductId product);

// Whether two scenarios of one log get equal traces, apart from their users' zones.
[[nodiscard]] bool equal_traces(const Scenario& a, const Scenario& b);

}  // namespace drawdown
