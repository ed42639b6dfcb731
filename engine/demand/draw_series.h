// A series, drawn: the tokens of each team and civil day, as results of the product `demand`.
#pragma once

#include <cstdint>

#include "engine/random/stream.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/results.h"

namespace drawdown {

// In order of time, and at one instant of the series. Each team's every day is drawn from a stream of its own.
[[nodiscard]] ResultLog draw_series(const Scenario& scenario, const Series& series, Seed seed,
                                    std::uint64_t replication);

}  // namespace drawdown
