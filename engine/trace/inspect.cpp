#include "engine/trace/inspect.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "engine/trace/byte_source.h"
#include "engine/trace/collect.h"
#include "engine/trace/sort_by_open.h"

namespace drawdown {
namespace {

void note_row(const ObservedRow& row, TraceFindings& findings) {
  constexpr std::int64_t day_seconds = 86'400;
  const auto note = [&row](bool is_one, Sightings& sightings) {
    if (is_one) {
      sightings.add(row.line);
    }
  };
  note(row.without_close, findings.without_close);
  note(row.local, findings.local);
  note(row.repeated, findings.repeated);
  note(row.skipped, findings.skipped);
  note(!row.without_close && row.length_seconds == 0, findings.zero_length);
  note(!row.without_close && row.length_seconds > day_seconds, findings.long_sessions);
  note(!row.kept, findings.outside);
}

// The sessions are in the order of the file; lines[i] is that of session i.
void compare_sessions(const Trace& trace, const std::vector<std::uint64_t>& lines, TraceFindings& findings) {
  check(lines.size() == trace.size(), "each session has a line");
  const auto key = [&trace](std::size_t i) { return std::tuple(trace.unit[i], trace.open[i], trace.close[i], i); };
  std::vector<std::size_t> order(trace.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&key](std::size_t a, std::size_t b) { return key(a) < key(b); });
  std::uint32_t busy_until = 0;  // the latest close of the unit so far
  for (std::size_t k = 0; k < order.size(); ++k) {
    const std::size_t i = order[k];
    const std::size_t before = order[k == 0 ? 0 : k - 1];
    const bool same_unit = k > 0 && trace.unit[before] == trace.unit[i];
    busy_until = same_unit ? busy_until : 0;
    if (same_unit && trace.open[before] == trace.open[i] && trace.close[before] == trace.close[i]) {
      findings.duplicate.add(lines[i]);
    } else if (trace.open[i] < busy_until) {
      findings.overlapping.add(lines[i]);
    }
    busy_until = std::max(busy_until, trace.close[i]);
  }
}

Inspection inspect(ByteSource& source, TraceRequest request, ReadSizes sizes) {
  request.skip_bad_rows = true;
  Collected collected = collect_sessions(source, request, sizes, true);
  Inspection inspection;
  std::vector<std::uint64_t> lines;
  for (const ObservedRow& row : collected.observed) {
    note_row(row, inspection.findings);
    if (row.kept) {
      lines.push_back(row.line);
    }
  }
  compare_sessions(collected.trace, lines, inspection.findings);
  inspection.read = {std::move(collected.trace), std::move(collected.bad)};
  inspection.read.trace.rejected = collected.bad_rows;
  if (!collected.sorted) {
    sort_by_open(inspection.read.trace, static_cast<std::uint32_t>(request.begin.seconds),
                 static_cast<std::uint32_t>(request.end.seconds));
  }
  return inspection;
}

}  // namespace

void Sightings::add(std::uint64_t line) {
  ++count;
  if (lines.size() == most_lines && line > lines.back()) {
    return;
  }
  lines.insert(std::upper_bound(lines.begin(), lines.end(), line), line);
  lines.resize(std::min(lines.size(), most_lines));
}

Inspection inspect_trace(const TraceRequest& request) {
  const std::unique_ptr<ByteSource> source = open_source(request.path, request.progress);
  return inspect(*source, request, {});
}

Inspection inspect_trace_text(const TraceRequest& request, std::string_view text, ReadSizes sizes) {
  const std::unique_ptr<ByteSource> source = open_memory(text, request.path);
  return inspect(*source, request, sizes);
}

}  // namespace drawdown
