// The one loop that reads a session file: pieces are read one after the other, parsed by several threads, and folded in
// the order of the file.
#pragma once

#include "engine/trace/byte_source.h"
#include "engine/trace/read.h"
#include "engine/trace/session_fold.h"

namespace drawdown {

// Everything in the file, in its order. Throws InputError as `read_trace` does, except for bad rows.
[[nodiscard]] Collected collect_sessions(ByteSource& source, const TraceRequest& request, ReadSizes sizes,
                                         bool observe);

}  // namespace drawdown
