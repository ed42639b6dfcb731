// Demand that is not known yet: from a seed and the number of a replication follows what is used
// (engine/demand/draw.h).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/model/history.h"
#include "engine/model/population.h"
#include "engine/model/series.h"

namespace drawdown {

// One of its kinds is there.
struct Demand {
  std::uint64_t seed = 1;
  std::optional<Series> series;
  std::optional<History> history;
  std::optional<Population> population;
};

}  // namespace drawdown
