// The replay: the only loop with state.
#pragma once

#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Replays every session of `trace` against the pools of `scenario`, under its rules, and returns what followed: each
// charge, denial, expiry and arrival, in order of time (spec §§2–4).
//
//   const Scenario scenario = load_scenario("scenarios/office.yaml");
//   const Trace trace = read_sessions(scenario).trace;
//   const Outcome outcome = replay(scenario, trace);
//
// A pure function: equal arguments give equal outcomes, to the last token, on every machine. Bad input never comes this
// far: the loaders refuse it, with file, line and column. Throws OverflowError if an amount does not fit 64 bits.
[[nodiscard]] Outcome replay(const Scenario& scenario, const Trace& trace);

// How to go about it; never what comes out.
struct ReplayOptions {
  bool blocks = true;  // false: event by event even where blocks of sessions would do
  bool audit = false;  // checks the conservation of every tranche after every event; implies event by event
};
[[nodiscard]] Outcome replay(const Scenario& scenario, const Trace& trace, ReplayOptions options);

}  // namespace drawdown
