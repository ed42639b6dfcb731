// What access control refuses (engine/trace/entitled.h) among what followed. The loop never sees it.
#pragma once

#include "engine/replay/outcome.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Puts the trace's refused sessions and results in the outcome's denials, before others of their instant.
void add_refused_uses(const Trace& trace, Outcome& outcome);

}  // namespace drawdown
