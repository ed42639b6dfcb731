// Any bytes as a file of idle spans: nothing crashes, no row is lost, and the spells lie inside of their sessions.
//
//   fuzz_idle -max_total_time=60 tests/fuzz/corpus/idle
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/trace/idle.h"
#include "engine/trace/spells.h"
#include "tests/trace_worlds.h"

namespace {

using namespace drawdown;
using drawdown::testing::TraceWorld;

const TraceWorld& world() {
  static const TraceWorld made = [] {
    TraceWorld with_machines;
    with_machines.per_machine = true;
    return with_machines;
  }();
  return made;
}

const Trace& sessions() {
  static const Trace trace = world()
                                 .read(
                                     "user,product,open,close,machine\n"
                                     "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-07T17:00:00Z,ws1\n"
                                     "mary,AutoCAD,2026-01-05T10:00:00Z,2026-01-05T10:00:00Z,ws2\n"
                                     "tom,AutoCAD,2026-01-06T09:00:00Z,2026-01-06T17:00:00Z,\n"
                                     "mary,AutoCAD,2026-01-06T09:00:00Z,,ws1\n")
                                 .trace;
  return trace;
}

void check_spells(const Trace& active, const Trace& log) {
  check(active.sessions() == log.size(), "no session is lost");
  for (std::size_t i = 0; i < active.size(); ++i) {
    const std::size_t session = active.session.empty() ? i : active.session[i];
    check(i == 0 || active.open[i - 1] <= active.open[i], "spells are sorted by open");
    check(active.open[i] <= active.close[i], "a spell closes when it opens or later");
    check(log.open[session] <= active.open[i] && active.close[i] <= log.close[session], "a spell is of its session");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const IdleRead read = read_idle_text(
        {.path = "idle.csv", .products = world().products, .zone = world().zone, .skip_bad_rows = true}, bytes);
    check(read.rows == read.idle.spans.size() + read.rejected.size(), "every row is a span or rejected");
    for (const std::int64_t after : {1, 900, 86400}) {
      check_spells(active_spells(sessions(), read.idle, {Duration{after}, {}}, world().end), sessions());
    }
  } catch (const InputError& error) {
    check(!error.message().empty(), "an error says what is wrong");
  }
  return 0;
}
