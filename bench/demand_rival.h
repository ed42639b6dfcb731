// The rival of populations: the same people, event by event, as one would first write it. A priority queue of days,
// opens, grace periods and window ends, std::mt19937_64 and the standard library's distributions, a map of windows and
// one pool without expiry.
#pragma once

#include <cstdint>
#include <random>

#include "engine/scenario/scenario.h"

namespace drawdown::bench {

struct RivalYear {
  std::uint64_t sessions = 0;
  std::uint64_t charges = 0;
  double tokens = 0;
};

// Of a scenario with a population, under `flex`. Shocks, spreads, bursts, seasons, holidays and lengths are those of
// the scenario; clocks do not change.
[[nodiscard]] RivalYear rival_year(const Scenario& scenario, std::mt19937_64& dice);

}  // namespace drawdown::bench
