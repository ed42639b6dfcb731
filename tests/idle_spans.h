// Idle awareness for a random world: a rule, and spans around its sessions.
#pragma once

#include <cstdint>

#include "tests/worlds.h"

namespace drawdown {

// Sets the rule and the spans; the trace is not made again.
void add_idle_spans(World& world, std::uint64_t seed);

// The world's spans, as a reader would have read them.
[[nodiscard]] IdleSpans spans_of(const World& world);

}  // namespace drawdown
