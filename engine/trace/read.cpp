#include "engine/trace/read.h"

#include <memory>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/trace/byte_source.h"
#include "engine/trace/collect.h"
#include "engine/trace/sort_by_open.h"

namespace drawdown {
namespace {

[[noreturn]] void refuse(const TraceRequest& request, const Collected& collected) {
  const std::uint64_t bad = collected.bad_rows;
  std::string message = std::to_string(bad) + (bad == 1 ? " row" : " rows") + " of " +
                        std::to_string(collected.trace.rows) + (bad == 1 ? " is bad" : " are bad");
  message += bad > collected.bad.size() ? "; the first " + std::to_string(collected.bad.size()) + ":" : ":";
  for (const BadRow& row : collected.bad) {
    message += '\n' + request.path + ':' + std::to_string(row.line) + ": " + row.reason;
  }
  throw InputError({request.path}, message);
}

ReadResult read(ByteSource& source, const TraceRequest& request, ReadSizes sizes) {
  Collected collected = collect_sessions(source, request, sizes, false);
  if (collected.bad_rows > 0 && !request.skip_bad_rows) {
    refuse(request, collected);
  }
  ReadResult result{std::move(collected.trace), std::move(collected.bad)};
  result.trace.rejected = collected.bad_rows;
  if (!collected.sorted) {
    sort_by_open(result.trace, static_cast<std::uint32_t>(request.begin.seconds),
                 static_cast<std::uint32_t>(request.end.seconds));
  }
  return result;
}

}  // namespace

ReadResult read_trace(const TraceRequest& request) {
  const std::unique_ptr<ByteSource> source = open_source(request.path, request.progress);
  return read(*source, request, {});
}

ReadResult read_trace_text(const TraceRequest& request, std::string_view text, ReadSizes sizes) {
  const std::unique_ptr<ByteSource> source = open_memory(text, request.path);
  return read(*source, request, sizes);
}

}  // namespace drawdown
