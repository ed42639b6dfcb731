// Sorts a trace's sessions by open; those that open at the same second stay in their order.
#pragma once

#include "engine/trace/trace.h"

namespace drawdown {

// Needs 16 bytes a session besides the trace. Opens lie in [begin, end), in seconds since 1970.
void sort_by_open(Trace& trace, std::uint32_t begin, std::uint32_t end);

}  // namespace drawdown
