// The second path: meter the sessions once, then let the pools pay.
//
//   const Metered metered = meter(scenario, trace);           // what every visit costs if nothing is refused
//   if (auto outcome = settle(scenario, trace, metered)) {…}  // who pays it; empty if something would be refused
//
// When nothing is refused, what a session costs does not depend on the pools, so that many pools, purchases and prices
// can be tried on one metering. Then settle(meter) equals replay, row by row; a test holds the two equal.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Metered {
  Journal charges;  // without payers
  std::uint64_t visits = 0;
  std::uint64_t graced_visits = 0;
};

// Uses the rules, rates and zones of the scenario; not its tranches. Results are not metered: what they cost may depend
// on which of them were let in.
[[nodiscard]] Metered meter(const Scenario& scenario, const Trace& trace);

// Uses the tranches, draw order and `when_empty` of the scenario, and all else that is done to its pools. Empty if a
// hold, a renewal or a result would be refused: then only a replay knows what follows.
[[nodiscard]] std::optional<Outcome> settle(const Scenario& scenario, const Trace& trace, Metered metered);

}  // namespace drawdown
