// Stories: a scenario, its sessions and what follows, in one file, tests/stories/NAME.story. Parts are separated by
// lines of "---": comment lines with the title and its source, and the scenario's YAML without `usage`; the sessions'
// CSV; perhaps the CSV of idle spans; perhaps that of results, known by its column `quantity`; the expected rows, in
// the form of tests/oracle/rows.h. They run through the loaders, the engine and the oracle.
//
// DRAWDOWN_STORY=some/file runs one more story, and says what was found: the way to write a new one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/entitled_worlds.h"
#include "tests/managed_worlds.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

struct Story {
  std::string title;
  std::string scenario;
  std::string sessions;
  std::string idle;     // empty if there is no such part
  std::string results;  // likewise
  std::vector<std::string> expected;
};

Story read_story(std::istream& in) {
  std::vector<std::vector<std::string>> parts(1);
  for (std::string line; std::getline(in, line);) {
    if (line == "---") {
      parts.emplace_back();
    } else {
      parts.back().push_back(line);
    }
  }
  REQUIRE(parts.size() >= 3);
  REQUIRE(parts.size() <= 5);
  const auto text = [&parts](std::size_t part) {
    std::string all;
    for (const std::string& line : parts[part]) {
      all += line + "\n";
    }
    return all;
  };
  Story story{"", text(0), text(1), "", "", parts.back()};
  for (std::size_t part = 2; part + 1 < parts.size(); ++part) {
    (parts[part].at(0).find("quantity") == std::string::npos ? story.idle : story.results) = text(part);
  }
  story.title = story.scenario.substr(0, story.scenario.find('\n'));
  return story;
}

struct Loaded {
  Scenario scenario;
  Trace log;
  IdleSpans idle;
  Trace trace;
};

Loaded load(const Story& story) {
  const std::string idle = story.idle.empty() ? "" : ", idle: idle.csv";
  const std::string results = story.results.empty() ? "" : ", results: results.csv";
  const std::string yaml = story.scenario + "usage: {sessions: sessions.csv" + idle + results + "}\n";
  Loaded loaded{load_scenario_text(yaml, "scenario.yaml", ""), {}, {}, {}};
  TraceRequest request = session_request(loaded.scenario);
  if (loaded.scenario.idle_aware()) {
    loaded.idle = read_idle_text(idle_request(loaded.scenario), story.idle).idle;
    request.per_machine = request.per_machine || loaded.idle.per_machine();
  }
  const Trace sessions = read_trace_text(request, story.sessions).trace;
  const ResultLog log =
      story.results.empty()
          ? ResultLog{}
          : read_results_text(results_request(loaded.scenario, loaded.scenario.products), story.results).log;
  auto [with_all, trace] = joined(loaded.scenario, sessions, loaded.idle, log);
  loaded.log = std::move(with_all);
  loaded.trace = std::move(trace);
  return loaded;
}

void tell(const Story& story) {
  INFO(story.title);
  try {
    const Loaded loaded = load(story);
    const oracle::Outcome outcome = oracle::plain(replay(loaded.scenario, loaded.trace));
    const auto found = oracle::rows(loaded.scenario, loaded.trace, outcome);
    const std::string diff = oracle::line_diff(story.expected, found);
    CHECK_MESSAGE(story.expected == found, "the engine tells it differently; - expected, + found:\n", diff);

    const auto told =
        oracle::rows(loaded.scenario, loaded.trace, oracle::replay(loaded.scenario, loaded.log, loaded.idle));
    const std::string oracle_diff = oracle::line_diff(story.expected, told);
    CHECK_MESSAGE(story.expected == told, "the oracle tells it differently; - expected, + found:\n", oracle_diff);
  } catch (const InputError& error) {
    std::vector<std::string> found = {"input error:"};
    std::istringstream lines(error.what());
    for (std::string line; std::getline(lines, line);) {
      found.push_back(line);
    }
    const std::string diff = oracle::line_diff(story.expected, found);
    CHECK_MESSAGE(story.expected == found, "- expected, + found:\n", diff);
  }
}

}  // namespace

TEST_CASE("every story goes as it is told, through the loaders and the engine, and by the oracle") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(DRAWDOWN_SOURCE_DIR "/tests/stories")) {
    if (entry.path().extension() == ".story") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  CHECK(files.size() >= 50);
  if (const char* more = std::getenv("DRAWDOWN_STORY")) {
    files.emplace_back(more);
  }
  for (const std::filesystem::path& file : files) {
    CAPTURE(file.string());
    std::ifstream in(file);
    REQUIRE(in.good());
    const Story story = read_story(in);
    CHECK(story.title.substr(0, 2) == "# ");
    tell(story);
  }
}

TEST_CASE("a world that is written down and read back has the same outcome") {
  std::size_t charges = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 250 : 1'000); ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    if (seed % 4 == 0) {
      add_entitlements(world, seed);
    }
    if (seed % 2 == 0) {
      add_management(world, seed);
    }
    std::istringstream text(as_story(world) + "---\n");
    const Story story = read_story(text);
    const Loaded loaded = load(story);
    const auto written = oracle::rows(world.scenario, world.trace, oracle::plain(replay(world.scenario, world.trace)));
    const auto read = oracle::rows(loaded.scenario, loaded.trace, oracle::plain(replay(loaded.scenario, loaded.trace)));
    const std::string diff = oracle::line_diff(written, read);
    CHECK_MESSAGE(written == read, as_story(world), diff);
    charges += static_cast<std::size_t>(std::count_if(
        read.begin(), read.end(), [](const std::string& row) { return row.compare(0, 6, "charge") == 0; }));
  }
  CHECK(charges > (slow_build ? 250U : 1'000U));
}
