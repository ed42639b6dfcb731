// Entitlements and access rules for a random world.
#pragma once

#include <cstdint>
#include <string>

#include "tests/worlds.h"

namespace drawdown {

// Sets both, some of them empty, and makes the trace again.
void add_entitlements(World& world, std::uint64_t seed);

// As a scenario's YAML has them.
[[nodiscard]] std::string entitlements_text(const Scenario& scenario);

}  // namespace drawdown
