// Reading sessions from CSV (spec §5, "Sessions") into a Trace: exactly, and fast.
//
//   TraceRequest request{.path = "northwind.csv.gz", .products = sheet, .zone = zone, .begin = begin, .end = end};
//   request.threads = 2;
//   const ReadResult read = read_trace(request);      // read.trace; read.rejected with skip_bad_rows
//
// The file may be plain, gzip or zstd: its first bytes tell, not its name. It is read in pieces and never held whole.
// The result is the same, byte for byte, whatever the number of threads.
//
// Which rows are kept:
// - Empty lines are no rows. All others are counted in `rows`, and are either kept, outside, or rejected.
// - A row is bad if a field that is needed is missing or unreadable, if it closes before it opens, if its product is
// not
//   on the rate sheet or has no rate in force when it opens, if it has more fields than the header, if a quote in it is
//   stray or not closed, or if a name in it is not UTF-8 or has a NUL byte. One reason is given, the first that is
//   found.
// - A row that opens outside the horizon is checked like any other, except that it needs no rate in force.
// - An empty close means that the session is open until the horizon's end.
// - Names are taken as they stand: case and blanks count.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/rate_sheet.h"
#include "engine/model/user.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

// How far a read has come; another thread may look while it runs.
struct ReadProgress {
  std::atomic<std::uint64_t> bytes{0};  // of the file as it lies on disk, read so far
  std::atomic<std::uint64_t> total{0};  // its size; 0 until the file is open
};

struct TraceRequest {
  std::string path;  // also what messages call the file
  const RateSheet& products;
  const Zone& zone;  // of instants without an offset
  Instant begin;     // the horizon [begin, end): at or after 1970, before 2100
  Instant end;
  bool per_version = false;  // charge units differ by version
  bool per_machine = false;  // … by machine
  std::span<const ListedUser> users = {};
  std::vector<std::string> teams = {};  // teams that exist apart from the file: they get the first ids, in this order
  bool skip_bad_rows = false;           // leave bad rows out and list them, instead of throwing
  bool keep_endless = false;            // hold a close that is missing as Trace::endless, not as the horizon's end
  unsigned threads = 1;
  ReadProgress* progress = nullptr;
};

// A row that cannot be a session.
struct BadRow {
  std::uint64_t line = 0;  // of the file, where the row starts; lines count from 1
  std::string reason;
  std::string text;  // as it stands in the file, without the line's end
};

// Throws InputError: how many of `rows` are bad, and the first of them with line and reason.
struct RowCounts {
  std::uint64_t rows = 0;
  std::uint64_t bad = 0;
};
[[noreturn]] void refuse_rows(const std::string& file, RowCounts counts, const std::vector<BadRow>& first);

struct ReadResult {
  Trace trace;
  std::vector<BadRow> rejected;  // with skip_bad_rows: all, in the order of the file
  // Likewise of the idle spans and the results, if somebody read them (engine/trace/idle.h, results.h).
  std::vector<BadRow> rejected_idle = {};
  std::vector<BadRow> rejected_results = {};
};

// Throws InputError if the file cannot be read, is a broken archive, lacks a column, or, without skip_bad_rows, has bad
// rows: then the message lists the first ten and says how many there are.
[[nodiscard]] ReadResult read_trace(const TraceRequest& request);

// The sizes that a read works in. They change its speed, never its result, except that no row may exceed `row_bytes`.
struct ReadSizes {
  std::size_t chunk_bytes = std::size_t{256} << 10;  // text and tables of one chunk stay in a core's own cache
  std::size_t row_bytes = std::size_t{1} << 20;
};

// The same from text (or an archive) in memory; `request.path` is only what messages call it.
[[nodiscard]] ReadResult read_trace_text(const TraceRequest& request, std::string_view text, ReadSizes sizes = {});

}  // namespace drawdown
