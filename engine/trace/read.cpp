#include "engine/trace/read.h"

#include <memory>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/trace/byte_source.h"
#include "engine/trace/collect.h"
#include "engine/trace/sort_by_open.h"

namespace drawdown {
namespace {

ReadResult read(ByteSource& source, const TraceRequest& request, ReadSizes sizes) {
  Collected collected = collect_sessions(source, request, sizes, false);
  if (collected.bad_rows > 0 && !request.skip_bad_rows) {
    refuse_rows(request.path, {collected.trace.rows, collected.bad_rows}, collected.bad);
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

void refuse_rows(const std::string& file, RowCounts counts, const std::vector<BadRow>& first) {
  std::string message = std::to_string(counts.bad) + (counts.bad == 1 ? " row" : " rows") + " of " +
                        std::to_string(counts.rows) + (counts.bad == 1 ? " is bad" : " are bad");
  message += counts.bad > first.size() ? "; the first " + std::to_string(first.size()) + ":" : ":";
  for (const BadRow& row : first) {
    message += '\n' + file + ':' + std::to_string(row.line) + ": " + row.reason;
  }
  throw InputError({file}, message);
}

ReadResult read_trace(const TraceRequest& request) {
  const std::unique_ptr<ByteSource> source = open_source(request.path, request.progress);
  return read(*source, request, {});
}

ReadResult read_trace_text(const TraceRequest& request, std::string_view text, ReadSizes sizes) {
  const std::unique_ptr<ByteSource> source = open_memory(text, request.path);
  return read(*source, request, sizes);
}

}  // namespace drawdown
