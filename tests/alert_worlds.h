// Random worlds with purchases by policies, moves, adjustments, contracts and alerts.
#pragma once

#include <cstdint>

#include "tests/worlds.h"

namespace drawdown {

// The same for the same seed everywhere.
[[nodiscard]] World alert_world(std::uint64_t seed);
// Makes its trace again, which knows all its teams.
void rebuild_with_teams(World& world);

}  // namespace drawdown
