// Where a file is cut into pieces, and who reads which, must never show.
#include <doctest/doctest.h>

#include <string>

#include "engine/trace/read.h"
#include "tests/trace_worlds.h"

using namespace drawdown;
using drawdown::testing::in_words;
using drawdown::testing::TraceWorld;

namespace {

constexpr std::string_view tricky =
    "\xEF\xBB\xBFuser,product,open,close,\"a\nnote\"\r\n"
    "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z,\r\n"
    "\"Tom \"\"T\"\"\n,,,,\nTurner\",AutoCAD,2026-01-05T08:00:00Z,,\"x\n\n\"\n"
    "\n\r\n"
    "mary,\"Navis, \"\"Manage\"\"\",1767603600,\"\",\"\"\n"
    "mary,Nevis,1767603600,,\"three\nlines\nhere\"\r\n"
    "stray\"quote,AutoCAD,1767603600,,\n"
    "\"after\"quote,AutoCAD,1767603600,,\n"
    "ann,AutoCAD,2026-01-05 04:00:00,,\n"
    "ann,AutoCAD,2020-01-05 04:00:00,\n"
    "ann,AutoCAD\n"
    "\"\n\",AutoCAD,1767603600,,\n"
    "\"\"\"\",AutoCAD,1767603601,1767603600\n"
    "\"never closed,AutoCAD,1767603600,,\n"
    "last,AutoCAD,1767603600,,";

}  // namespace

TEST_CASE("however a file is cut, the result is the same") {
  const TraceWorld world;
  const std::string expected = in_words(world.read(tricky));
  CHECK(world.read(tricky).trace.rows == 13);
  for (std::size_t bytes = 1; bytes <= tricky.size() + 1; ++bytes) {
    CAPTURE(bytes);
    CHECK(in_words(world.read(tricky, 1, {.chunk_bytes = bytes})) == expected);
  }
}

TEST_CASE("however a file is cut, a row limit has the same effect") {
  const TraceWorld world;
  for (const std::size_t limit : {90U, 100U, 120U, 150U}) {
    const std::string expected = in_words(world.read(tricky, 1, {.row_bytes = limit}));
    for (std::size_t bytes = 1; bytes <= tricky.size() + 1; ++bytes) {
      CAPTURE(bytes);
      CHECK(in_words(world.read(tricky, 1, {.chunk_bytes = bytes, .row_bytes = limit})) == expected);
    }
  }
}

TEST_CASE("the number of threads never shows") {
  TraceWorld world;
  world.per_version = true;
  world.users = {{"user1", ZoneId(1), "A"}, {"user2", ZoneId(2), "B"}};
  std::string text = "user,product,open,close,version,team\n";
  std::uint32_t random = 1;
  const auto draw = [&](std::uint32_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 16) % below;
  };
  for (int i = 0; i < 5000; ++i) {
    const std::uint32_t open = 1767225600 - 86400 + draw(1000) * 3600;
    text += draw(50) == 0 ? "\"user" + std::to_string(draw(300)) + "\nx\"" : "user" + std::to_string(draw(300));
    text += draw(3) == 0 ? ",\"Navis, \"\"Manage\"\"\"," : draw(100) == 0 ? ",Other," : ",AutoCAD,";
    text += std::to_string(open) + ',' + (draw(10) == 0 ? "" : std::to_string(open + draw(9999))) + ',';
    text += draw(2) == 0 ? std::to_string(2020 + draw(9)) : "";
    text += draw(3) == 0 ? ",C" + std::to_string(draw(5)) : ",";
    text += draw(5) == 0 ? "\r\n" : "\n";
  }
  const std::string expected = in_words(world.read(text, 1, {.chunk_bytes = std::size_t{1} << 20}));
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    for (const std::size_t bytes : {50U, 999U, 4096U}) {
      CAPTURE(threads);
      CAPTURE(bytes);
      const bool same = in_words(world.read(text, threads, {.chunk_bytes = bytes})) == expected;
      CHECK(same);
    }
  }
}
