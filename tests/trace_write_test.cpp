#include "engine/trace/write.h"

#include <doctest/doctest.h>

#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;

TEST_CASE("a field is quoted only if it must be") {
  const auto written = [](std::string_view field) {
    std::string text;
    append_csv_field(field, text);
    return text;
  };
  CHECK(written("mary") == "mary");
  CHECK(written("") == "");
  CHECK(written(" =cmd ") == " =cmd ");
  CHECK(written("a,b") == "\"a,b\"");
  CHECK(written("5\" disk") == "\"5\"\" disk\"");
  CHECK(written("a\nb") == "\"a\nb\"");
  CHECK(written("a\r") == "\"a\r\"");
}

TEST_CASE("sessions are written with the columns that they need") {
  const ReadResult read = TraceWorld().rows({"mary,AutoCAD,2026-01-05 04:00,2026-01-05T10:00:00Z"});
  std::string text;
  append_sessions_csv(read.trace, TraceWorld().products, text);
  CHECK(text == "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n");
}

TEST_CASE("sessions that were written read back as the same trace") {
  TraceWorld world;
  world.per_version = true;
  world.per_machine = true;
  const ReadResult read = world.read(
      "user,product,open,close,version,machine,team\n"
      "=mary,AutoCAD,1767603600,,2025,\"a\nb\",UK\n"
      "\"x, y\",\"Navis, \"\"Manage\"\"\",1767603600,1767603601,,,\n"
      "zoë,AutoCAD,1767603602,9999999999,2026,\"\"\"\",\"a\r\"\n");
  REQUIRE(read.trace.size() == 3);
  std::string text;
  append_sessions_csv(read.trace, world.products, text);
  CHECK(in_words(world.read(text)) == in_words(read));
}
