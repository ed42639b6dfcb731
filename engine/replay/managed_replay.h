// The replay of pools that are managed, apart from the plain one: each is a loop of its own to the compiler.
#pragma once

#include "engine/replay/outcome.h"
#include "engine/replay/replay.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

[[nodiscard]] Outcome managed_replay(const Scenario& scenario, const Trace& trace, ReplayOptions options);

}  // namespace drawdown
