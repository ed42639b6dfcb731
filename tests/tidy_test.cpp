#include <doctest/doctest.h>

#include <string>

#include "tests/tidy/rules.h"

using namespace drawdown::tidy;

namespace {

const Files& project() {
  static const Files files = read_project(DRAWDOWN_SOURCE_DIR);
  return files;
}

Map map_of(const Files& files) {
  for (const File& file : files) {
    if (file.path == "engine/README.md") {
      return read_map(file.text);
    }
  }
  return {};
}

void expect_none(const Findings& findings) {
  for (const Finding& finding : findings) {
    const std::string place = finding.path + ":" + std::to_string(finding.line);
    FAIL_CHECK(place << ": " << finding.message);
  }
}

// A small map: base below time and trace, fmt in base and zlib in trace.
const Map small{{{"base", 0}, {"time", 1}, {"random", 1}}, {{"fmt/", "base"}, {"zlib.h", "time"}}};

File code(std::string path, const std::string& text) { return {std::move(path), text}; }

}  // namespace

TEST_CASE("the map of the engine has rooms and doors") {
  const Map map = map_of(project());
  CHECK(project().size() > 50);
  CHECK(map.levels.at("base") == 0);
  CHECK(map.levels.at("replay") > map.levels.at("pool"));
  CHECK(map.doors.at("fmt/") == "base");
  CHECK(map.doors.at("zstd.h") == "trace");
}

TEST_CASE("includes point down the levels") { expect_none(includes_point_down(project(), map_of(project()))); }

TEST_CASE("an include that points up, sideways or out of the engine is found") {
  const auto findings = [](const char* from, const char* to) {
    return includes_point_down({code(from, std::string("#include \"") + to + "\"\n")}, small).size();
  };
  CHECK(findings("engine/time/a.h", "engine/base/b.h") == 0);
  CHECK(findings("engine/time/a.h", "engine/time/b.h") == 0);
  CHECK(findings("engine/engine.h", "engine/time/b.h") == 0);
  CHECK(findings("tests/a.cpp", "tools/drawdown/b.h") == 0);
  CHECK(findings("bench/a.cpp", "tests/b.h") == 0);
  CHECK(findings("engine/base/a.h", "engine/time/b.h") == 1);
  CHECK(findings("engine/random/a.h", "engine/time/b.h") == 1);
  CHECK(findings("engine/time/a.h", "engine/engine.h") == 1);
  CHECK(findings("engine/time/a.h", "engine/unknown/b.h") == 1);
  CHECK(findings("engine/time/a.h", "tools/drawdown/b.h") == 1);
  CHECK(findings("engine/time/a.h", "tests/b.h") == 1);
  CHECK(findings("tools/drawdown/a.cpp", "tests/b.h") == 1);
  CHECK(findings("tools/drawdown/a.cpp", "bench/b.h") == 1);
}

TEST_CASE("each library enters by its door") {
  expect_none(libraries_enter_by_their_doors(project(), map_of(project())));
}

TEST_CASE("a library that enters elsewhere, or has no door, is found") {
  const auto findings = [](const char* from, const char* to) {
    return libraries_enter_by_their_doors({code(from, std::string("#include <") + to + ">\n")}, small).size();
  };
  CHECK(findings("engine/base/a.cpp", "fmt/format.h") == 0);
  CHECK(findings("engine/base/a.cpp", "vector") == 0);
  CHECK(findings("engine/base/a.cpp", "sys/mman.h") == 0);
  CHECK(findings("tools/drawdown/a.cpp", "fmt/format.h") == 0);
  CHECK(findings("engine/time/a.cpp", "fmt/format.h") == 1);
  CHECK(findings("engine/base/a.cpp", "zlib.h") == 1);
  CHECK(findings("engine/base/a.cpp", "absl/time/time.h") == 1);
}

TEST_CASE("includes are addresses from the project's root") {
  expect_none(includes_are_addresses(project()));
  const File header{"engine/base/id.h", ""};
  CHECK(includes_are_addresses({header, code("tests/a.cpp", "#include \"engine/base/id.h\"\n")}).empty());
  CHECK(includes_are_addresses({header, code("engine/base/a.cpp", "#include \"id.h\"\n")}).size() == 1);
  CHECK(includes_are_addresses({header, code("engine/time/a.cpp", "#include \"../base/id.h\"\n")}).size() == 1);
}

TEST_CASE("the map shows the rooms that are there, and no others") {
  expect_none(map_is_true(project(), map_of(project())));
  const Files rooms{code("engine/base/a.h", ""), code("engine/time/a.h", ""), code("engine/random/a.h", "")};
  CHECK(map_is_true(rooms, small).empty());
  CHECK(map_is_true({rooms[0], rooms[1]}, small).size() == 1);
  CHECK(map_is_true({rooms[0], rooms[1], rooms[2], code("engine/attic/a.h", "")}, small).size() == 1);
}

TEST_CASE("headers are pages") {
  expect_none(headers_are_pages(project()));
  CHECK(headers_are_pages({code("engine/base/a.h", "// What it is.\n#pragma once\n")}).empty());
  CHECK(headers_are_pages({code("engine/base/a.h", "#pragma once\n")}).size() == 2);
  CHECK(headers_are_pages({code("engine/base/a.h", "// What it is.\n")}).size() == 1);
}

TEST_CASE("files are short") {
  expect_none(files_are_short(project()));
  std::string lines;
  for (int line = 0; line < 400; ++line) {
    lines += "//\n";
  }
  CHECK(files_are_short({code("tests/a.cpp", lines)}).empty());
  CHECK(files_are_short({code("tests/a.cpp", lines + "//\n")}).size() == 1);
}

TEST_CASE("no file is dead") {
  expect_none(no_file_is_dead(project()));
  const File build{"engine/CMakeLists.txt",
                   "file(GLOB SOURCES ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)\nadd_x(main.cpp)\n"};
  const File user = code("engine/base/a.cpp", "#include \"engine/base/a.h\"\n");
  CHECK(no_file_is_dead({build, user, code("engine/base/a.h", ""), code("engine/main.cpp", "")}).empty());
  CHECK(no_file_is_dead({build, user, code("engine/base/b.h", "")}).size() == 1);
  CHECK(no_file_is_dead({build, code("engine/a.cpp", "")}).size() == 1);
  CHECK(no_file_is_dead({build, code("engine/base/deep/a.cpp", "")}).size() == 1);
  CHECK(no_file_is_dead({build, code("tests/a.cpp", "")}).size() == 1);
}

TEST_CASE("names say something") {
  expect_none(names_say_something(project()));
  CHECK(names_say_something({code("engine/pool/drain.h", ""), code("engine/base/community.h", "")}).empty());
  CHECK(names_say_something({code("engine/common/drain.h", "")}).size() == 1);
  CHECK(names_say_something({code("engine/pool/drain_helper.h", "")}).size() == 1);
}

TEST_CASE("nothing is unfinished") {
  expect_none(nothing_is_unfinished(project()));
  CHECK(nothing_is_unfinished({code("engine/a.h", "// Forty-two.\n"),
                               {"scenarios/a.csv",
                                "XX"
                                "X,1\n"}})
            .empty());
  CHECK(nothing_is_unfinished({code("engine/a.h",
                                    "\n// TO"
                                    "DO: count\n")})
            .at(0)
            .line == 2);
  CHECK(nothing_is_unfinished({{"README.md",
                                "For"
                                " now it is so.\n"}})
            .size() == 1);
}

TEST_CASE("no machine is named") {
  expect_none(no_machine_is_named(project()));
  CHECK(no_machine_is_named({{"tools/test", "cd \"$(dirname \"$0\")\"\n"}}).empty());
  CHECK(no_machine_is_named({{"tools/test",
                              "cd /ho"
                              "me/mary\n"}})
            .size() == 1);
}

TEST_CASE("the top level holds what is agreed") {
  expect_none(top_level_is_agreed(project()));
  CHECK(top_level_is_agreed({{"README.md", ""}, {".gitignore", ""}, {".ci/run", ""}, {"engine/a/a.h", ""}}).empty());
  CHECK(top_level_is_agreed({{"notes.md", ""}, {"src/a.cpp", ""}}).size() == 2);
}

TEST_CASE("links lead somewhere") {
  expect_none(links_lead_somewhere(project()));
  const File page{"engine/README.md", "[a](../tests/a.cpp) [b](pool/) [c](#map) [d](https://example.org/d)\n"};
  CHECK(links_lead_somewhere({page, code("tests/a.cpp", ""), code("engine/pool/pool.h", "")}).empty());
  CHECK(links_lead_somewhere({page}).size() == 2);
}

TEST_CASE("text is clean") {
  expect_none(text_is_clean(project()));
  CHECK(text_is_clean({code("engine/a.h", "// a\n"), {"scenarios/a.csv", "a\t\r\n\n"}}).empty());
  for (const char* text : {"a \n", "a\tb\n", "a\r\n", "a", "a\n\n"}) {
    CAPTURE(text);
    CHECK(text_is_clean({{"README.md", text}}).size() == 1);
  }
}

TEST_CASE("a pattern's star stops at a slash") {
  CHECK(matches("*.cpp", "a.cpp"));
  CHECK(matches("engine/*/*.cpp", "engine/base/a.cpp"));
  CHECK_FALSE(matches("*.cpp", "base/a.cpp"));
  CHECK_FALSE(matches("*.cpp", "a.cp"));
  CHECK_FALSE(matches("engine/*/*.cpp", "engine/a.cpp"));
}
