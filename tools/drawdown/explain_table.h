// Events of charge units as a table, for JSON: a row per event, with every reference that it has.
#pragma once

#include <vector>

#include "engine/analysis/pool_then.h"
#include "engine/report/table.h"
#include "tools/drawdown/terminal/timeline.h"

namespace drawdown::program {

[[nodiscard]] Table event_table(const ExplainedRun& run, const std::vector<TimelinePart>& parts);
// The tranches of a pool, in the order in which they are drawn.
[[nodiscard]] Table pool_table(const Outcome& outcome, const PoolThen& pool);

}  // namespace drawdown::program
