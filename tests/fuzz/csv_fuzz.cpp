// Any bytes as a session file: nothing crashes, no row is lost, and neither pieces nor threads show.
//
//   fuzz_csv -max_total_time=60 tests/fuzz/corpus/csv
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/trace/inspect.h"
#include "tests/trace_worlds.h"

namespace {

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;

const TraceWorld& world() {
  static const TraceWorld made = [] {
    TraceWorld with_all;
    with_all.per_version = true;
    with_all.per_machine = true;
    with_all.users = {{"mary", ZoneId(1), "UK"}, {"tom", std::nullopt, std::nullopt}};
    return with_all;
  }();
  return made;
}

// The error's words. A damaged archive may also have a bad header: which of the two is met first depends on the pieces.
std::string words(const InputError& error, std::string_view bytes) {
  const bool archive = bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD") ||
                       bytes.substr(0, 4).ends_with("\x2A\x4D\x18");
  return archive ? "an error" : error.what();
}

// What a read of the bytes gives, or the error that it ends with.
std::string outcome(std::string_view bytes, unsigned threads, ReadSizes sizes) {
  try {
    const ReadResult read = world().read(bytes, threads, sizes);
    const Trace& trace = read.trace;
    check(trace.rows == trace.size() + trace.outside + trace.rejected, "every row is kept, outside or rejected");
    check(trace.rejected == read.rejected.size(), "all rejected rows are listed");
    for (std::size_t i = 1; i < trace.size(); ++i) {
      check(trace.open[i - 1] <= trace.open[i], "sessions are sorted by open");
      check(trace.open[i] <= trace.close[i], "a session closes when it opens or later");
    }
    return in_words(read);
  } catch (const InputError& error) {
    return words(error, bytes);
  }
}

std::string inspected(std::string_view bytes, ReadSizes sizes) {
  try {
    return in_words(inspect_trace_text(world().request(), bytes, sizes).read);
  } catch (const InputError& error) {
    return words(error, bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The limit is low, so that short inputs meet it; the piece is as long as the first byte says.
  const std::size_t row_bytes = 120;
  const std::size_t piece = size == 0 ? 1 : data[0] % 61 + 1;
  const std::string whole = outcome(bytes, 1, {.chunk_bytes = 4096, .row_bytes = row_bytes});
  check(outcome(bytes, 1, {.chunk_bytes = piece, .row_bytes = row_bytes}) == whole, "pieces never show");
  const bool threaded = size > 0 && data[0] % 8 == 0;  // threads are slow to start
  check(!threaded || outcome(bytes, 2, {.chunk_bytes = piece, .row_bytes = row_bytes}) == whole, "threads never show");
  check(inspected(bytes, {.chunk_bytes = piece, .row_bytes = row_bytes}) == whole,
        "the slow path reads as the fast one");
  return 0;
}
