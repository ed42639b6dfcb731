// How much of what was charged was used: for how long a visit went on in the window that each charge paid for, and how
// long each launch lasted.
//
//   const WindowUse use = window_use(scenario, trace, outcome);
//   use.renewals[row].used;       // seconds; WindowUse::unknown if the window outlasts the simulation
//   use.opens[row].session;       // that started the visit; of a renewal, the one that kept the visit open
//
// A window is used by all visits of its unit, not only by the one that opened it: who comes back within it uses it
// again. A visit that goes on in a second window uses each by its part. Where rules have no windows, a charge is used
// for as long as its visit lasts.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct WindowUse {
  static constexpr std::uint32_t unknown = UINT32_MAX;

  struct Charge {
    std::uint32_t used = unknown;  // seconds; unknown unless the window is over when the simulation ends
    // Place in the trace. Of an open the session that started the visit; of a renewal, of the sessions that are open
    // then, the one that closes last, and of several the one that opened first. In a log of spells, the spell.
    std::uint32_t session = unknown;
  };
  std::vector<Charge> opens;     // by row of the journal's sheet; of holds that turned out free unknown
  std::vector<Charge> renewals;  // likewise
  std::vector<std::uint32_t>
      visits;  // by row of opens: the seconds of its visit; unknown if it outlasts the simulation
  std::vector<std::uint64_t> seconds;  // by unit: of all its visits, within the simulation
};

// The outcome is of this trace. Units that were never refused take one pass over the trace, in order of time; of the
// others histories are told (engine/analysis/history.h).
[[nodiscard]] WindowUse window_use(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// By unit: the seconds in which at least one of its sessions that entitlements cover was open, within the simulation.
[[nodiscard]] std::vector<std::uint64_t> covered_seconds(const Scenario& scenario, const Trace& trace);

}  // namespace drawdown
