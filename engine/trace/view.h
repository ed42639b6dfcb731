// Other traces of the same log: another horizon, or charge units that tell less apart. They share the log's columns
// where these stay the same, so that many rules can be tried on one reading.
//
//   TraceRequest request{…, .per_version = true, .keep_endless = true};      // as wide and as fine as anybody needs
//   const Trace log = read_trace(request).trace;
//   const Trace year = of_horizon(log, begin, end);                          // as if the horizon had been this one
//   const Trace plain = merge_units(year, false, false);                     // as if versions had not been asked for
#pragma once

#include <cstddef>
#include <vector>

#include "engine/time/instant.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The place of the log's first session that opens at the instant or later.
[[nodiscard]] std::size_t first_at(const Trace& log, Instant instant);

// The sessions that open in [begin, end), which lies inside the log's horizon; those without a close end at `end`.
// Shares all columns; if there are sessions without a close, only two of three.
[[nodiscard]] Trace of_horizon(const Trace& log, Instant begin, Instant end);

// The same sessions, where the log's unit u is now `units[u]`; units that have become equal are one. Shares the
// instants, and if nothing was merged also the numbers of the units. Names stay as they are.
[[nodiscard]] Trace with_units(const Trace& log, const std::vector<ChargeUnit>& units);

// What a unit is where versions or machines do not count.
[[nodiscard]] ChargeUnit coarsened(ChargeUnit unit, bool per_version, bool per_machine);

// The same sessions, with units that tell versions and machines apart only if asked to.
[[nodiscard]] Trace merge_units(const Trace& log, bool per_version, bool per_machine);

}  // namespace drawdown
