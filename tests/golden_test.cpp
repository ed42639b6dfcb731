// The results of a small scenario, byte by byte: tests/golden/quarter. If they change on purpose, look at the
// difference, and run these tests with DRAWDOWN_UPDATE_GOLDEN=1.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "engine/base/version.h"
#include "tests/program.h"

using namespace drawdown::tests;

namespace {

const std::filesystem::path quarter = std::filesystem::path(DRAWDOWN_SOURCE_DIR) / "tests/golden/quarter";

// A new version of the program is no new result.
std::string without_version(std::string text) {
  const std::string version = std::string("\"version\": \"").append(drawdown::version());
  if (const std::size_t at = text.find(version); at != std::string::npos) {
    text.replace(at, version.size(), "\"version\": \"VERSION");
  }
  return text;
}

void compare(const std::string& name, const std::string& found) {
  CAPTURE(name);
  const std::string text = without_version(found);
  if (std::getenv("DRAWDOWN_UPDATE_GOLDEN") != nullptr) {
    write_text(quarter / name, text);
  }
  CHECK(text == read_text(quarter / name));
}

}  // namespace

TEST_CASE("the result files of a quarter are as they were, also in a pipe and on a terminal") {
  const Workplace place;
  std::filesystem::copy(quarter / "scenario.yaml", place.folder());
  std::filesystem::copy(quarter / "sessions.csv", place.folder());
  const Ran pipe = place.shell("drawdown run scenario.yaml -o out");
  REQUIRE(pipe.err.empty());
  REQUIRE(pipe.status == 0);
  for (const char* name : {"charges.csv", "denials.csv", "tranches.csv", "events.csv", "burn.csv", "summary.json"}) {
    compare(name, place.text(std::string("out/").append(name)));
  }
  compare("pipe.txt", pipe.out);
  compare("terminal.txt", place.terminal("NO_COLOR=1 drawdown run scenario.yaml", 80, 40).out);
  compare("narrow.txt", place.terminal("NO_COLOR=1 drawdown run scenario.yaml", 40, 40).out);
}
