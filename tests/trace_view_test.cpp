#include "engine/trace/view.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tests/dice.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::TraceWorld;

namespace {

// The sessions in words, by names: ids depend on what else was read.
std::string by_name(const Trace& trace) {
  std::string text = std::to_string(trace.rows) + " rows, " + std::to_string(trace.outside) + " outside\n";
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const ChargeUnit& unit = trace.units[trace.unit[i]];
    text += trace.users[unit.user] + ' ' + std::to_string(unit.product.value) + ' ' + trace.teams[unit.team] + ' ' +
            trace.versions[unit.version] + ' ' + trace.machines[unit.machine] + ' ' + std::to_string(trace.open[i]) +
            '-' + std::to_string(trace.close[i]) + '\n';
  }
  return text;
}

std::string random_log(std::uint64_t seed) {
  Dice dice(seed);
  std::string text = "user,product,open,close,version,machine\n";
  const std::int64_t rows = dice.below(30);
  for (std::int64_t i = 0; i < rows; ++i) {
    const std::int64_t open = 1767225600 + dice.below(20) * 86400;
    text += "user" + std::to_string(dice.below(3)) +
            (dice.below(2) == 0 ? ",AutoCAD," : ",\"Navis, \"\"Manage\"\"\",") + std::to_string(open) + ',' +
            (dice.below(4) == 0 ? "" : std::to_string(open + dice.below(3) * 86400 * 10)) + ",v" +
            std::to_string(dice.below(2)) + ",m" + std::to_string(dice.below(2)) + '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("a view of a wide and fine reading is what a narrow and coarse reading gives") {
  std::size_t sessions = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    const std::string text = random_log(seed);
    Dice dice(seed + 1'000);
    TraceWorld wide;
    wide.per_version = wide.per_machine = true;
    TraceRequest request = wide.request();
    request.keep_endless = true;
    const Trace log = read_trace_text(request, text).trace;

    TraceWorld narrow;
    narrow.begin = Instant{1767225600 + static_cast<std::int64_t>(dice.below(10)) * 86400};
    narrow.end = narrow.begin + Duration{static_cast<std::int64_t>(1 + dice.below(10)) * 86400};
    narrow.per_version = dice.below(2) == 0;
    narrow.per_machine = dice.below(2) == 0;
    const Trace expected = narrow.read(text).trace;
    const Trace actual = merge_units(of_horizon(log, narrow.begin, narrow.end), narrow.per_version, narrow.per_machine);
    CHECK(by_name(actual) == by_name(expected));
    const std::set<ChargeUnit> units(actual.units.begin(), actual.units.end());
    CHECK(units.size() == actual.units.size());
    sessions += actual.size();
  }
  CHECK(sessions > 1'000);
}

TEST_CASE("a view shares what stays the same") {
  TraceWorld world;
  world.per_version = true;
  const Trace log = world
                        .read(
                            "user,product,open,close,version\n"
                            "mary,AutoCAD,1767603600,1767603700,2025\n"
                            "mary,AutoCAD,1767603601,1767603701,2026\n")
                        .trace;
  const Trace part = of_horizon(log, Instant{1767603601}, world.end);
  CHECK(part.open.data() == log.open.data() + 1);
  CHECK(part.close.data() == log.close.data() + 1);
  CHECK(part.unit.data() == log.unit.data() + 1);
  CHECK(merge_units(log, true, false).unit.data() == log.unit.data());
  CHECK(merge_units(log, false, false).open.data() == log.open.data());
  CHECK(merge_units(log, false, false).unit.data() != log.unit.data());
  CHECK(merge_units(log, false, false).units.size() == 1);
}

TEST_CASE("a session without a close ends where the view's horizon does, and one with a far close does not") {
  TraceWorld world;
  TraceRequest request = world.request();
  request.keep_endless = true;
  const Trace log =
      read_trace_text(request,
                      "user,product,open,close\nmary,AutoCAD,1767603600,\nmary,AutoCAD,1767603601,4294967295\n")
          .trace;
  CHECK(log.close[0] == Trace::endless);
  CHECK(log.close[1] == Trace::endless - 1);
  const Trace view = of_horizon(log, world.begin, Instant{1767700000});
  CHECK(view.close[0] == 1767700000);
  CHECK(view.close[1] == Trace::endless - 1);
}
