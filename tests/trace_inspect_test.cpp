#include "engine/trace/inspect.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;
using Lines = std::vector<std::uint64_t>;

namespace {

TraceFindings findings(std::string_view rows) {
  return inspect_trace_text(TraceWorld().request(), "user,product,open,close\n" + std::string(rows)).findings;
}

}  // namespace

TEST_CASE("a clean file gives no findings") {
  const TraceFindings found = findings(
      "a,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
      "a,AutoCAD,2026-01-05T10:00:00Z,2026-01-05T11:00:00Z\n"
      "b,AutoCAD,2026-01-05T10:00:00Z,2026-01-05T11:00:00Z\n");
  for (const Sightings* sightings :
       {&found.without_close, &found.local, &found.repeated, &found.skipped, &found.zero_length, &found.long_sessions,
        &found.outside, &found.duplicate, &found.overlapping}) {
    CHECK(sightings->count == 0);
    CHECK(sightings->lines.empty());
  }
}

TEST_CASE("oddities are found on the lines where they stand, quoted newlines and empty lines included") {
  const TraceFindings found = findings(
      "\"a\nb\",AutoCAD,2026-01-05T09:00:00Z,\n"                // line 2
      "\nc,AutoCAD,2026-01-05T09:00:00,2026-01-05T20:00:00Z\n"  // 5
      "c,AutoCAD,2026-11-01 01:30:00,2026-11-01T09:00:00Z\n"    // 6
      "c,AutoCAD,2026-03-07T12:00:00Z,2026-03-08 02:30\n"       // 7
      "d,AutoCAD,1767603600,1767603600\n"                       // 8
      "e,AutoCAD,2026-02-05T09:00:00Z,2026-02-06T09:00:00Z\n"   // 9
      "e,AutoCAD,2026-03-05T09:00:00Z,2026-03-06T09:00:01Z\n"   // 10
      "f,AutoCAD,2025-12-31T23:59:59Z,\n");                     // 11
  CHECK(found.without_close.lines == Lines{2, 11});
  CHECK(found.local.lines == Lines{5, 6, 7});
  CHECK(found.repeated.lines == Lines{6});
  CHECK(found.skipped.lines == Lines{7});
  CHECK(found.zero_length.lines == Lines{8});
  CHECK(found.long_sessions.lines == Lines{10});
  CHECK(found.outside.lines == Lines{11});
}

TEST_CASE("duplicates and overlaps are those of one charge unit, in any order of rows") {
  const TraceFindings found = findings(
      "a,AutoCAD,1767610000,1767620000\n"                    // line 2
      "a,AutoCAD,1767603600,1767610001\n"                    // 3: the one of line 2 opens before it closes
      "a,AutoCAD,1767610000,1767620000\n"                    // 4: as line 2
      "a,\"Navis, \"\"Manage\"\"\",1767603600,1767610001\n"  // 5: another product
      "b,AutoCAD,1767603600,1767610001\n"                    // 6: another user
      "a,AutoCAD,1767615000,1767615001\n"                    // 7: within line 2
      "a,AutoCAD,1767620000,1767620001\n");                  // 8: when line 2 closes
  CHECK(found.duplicate.count == 1);
  CHECK(found.duplicate.lines == Lines{4});
  CHECK(found.overlapping.count == 2);
  CHECK(found.overlapping.lines == Lines{2, 7});
}

TEST_CASE("of many findings all are counted and the first ten lines kept") {
  std::string rows;
  for (int i = 0; i < 30; ++i) {
    rows += "a,AutoCAD," + std::to_string(1767700000 - i) + ",\n";
  }
  const TraceFindings found = findings(rows);
  CHECK(found.without_close.count == 30);
  CHECK(found.without_close.lines == Lines{2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
  CHECK(found.overlapping.count == 29);
  CHECK(found.overlapping.lines == Lines{2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
}

TEST_CASE("an inspection reads what a read does, and lists bad rows without being asked") {
  TraceWorld world;
  const std::string text =
      "user,product,open,close\nb,AutoCAD,1767700000,\na,AutoCAD,1767603600,\nc,AutoCAT,1767603600,\nd,AutoCAD,5,\n";
  const std::string expected = in_words(world.read(text));
  world.skip_bad_rows = false;
  for (const std::size_t bytes : {1U, 10U, 1000U}) {
    const Inspection inspection = inspect_trace_text(world.request(2), text, {.chunk_bytes = bytes});
    CHECK(in_words(inspection.read) == expected);
    CHECK(inspection.findings.outside.lines == Lines{5});
  }
}
