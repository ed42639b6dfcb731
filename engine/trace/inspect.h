// What a session file holds that is valid but may not be meant. Slower than a read, and takes more memory: for a check
// before the first run.
//
//   const Inspection inspection = inspect_trace(request);
//   inspection.findings.overlapping.count;               // how many
//   inspection.findings.overlapping.lines;               // where: the first ten, ascending
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/trace/read.h"

namespace drawdown {

// Rows of one kind.
struct Sightings {
  static constexpr std::size_t most_lines = 10;

  std::uint64_t count = 0;
  std::vector<std::uint64_t> lines;  // of the file, ascending: the first of them

  void add(std::uint64_t line);
};

// Of good rows, the first six also of those outside the horizon.
struct TraceFindings {
  Sightings without_close;  // taken as open until the horizon's end
  Sightings local;          // an instant without an offset
  Sightings repeated;       // a local time that clocks show twice
  Sightings skipped;        // … or never
  Sightings zero_length;    // closed in the second of the open
  Sightings long_sessions;  // closed more than 24 hours after the open
  Sightings outside;        // open outside the horizon
  Sightings duplicate;      // same charge unit, open and close as a session before
  Sightings overlapping;  // open before a session of the same charge unit that opened earlier has closed; no duplicates
};

struct Inspection {
  ReadResult read;  // as with skip_bad_rows
  TraceFindings findings;
};

// Throws InputError as `read_trace` does, but never for bad rows.
[[nodiscard]] Inspection inspect_trace(const TraceRequest& request);
[[nodiscard]] Inspection inspect_trace_text(const TraceRequest& request, std::string_view text, ReadSizes sizes = {});

}  // namespace drawdown
