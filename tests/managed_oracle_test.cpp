// The engine against the oracle, row by row, on random worlds with managed pools.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "engine/replay/managed_payer.h"
#include "engine/replay/replay.h"
#include "tests/managed_worlds.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/oracle/shrink.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

// DRAWDOWN_WORLDS=500000 runs more; DRAWDOWN_FIRST_WORLD=77 starts elsewhere.
std::uint64_t setting(const char* name, std::uint64_t usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : std::strtoull(text, nullptr, 10);
}

std::optional<std::string> difference(const World& world, ReplayOptions options) {
  return oracle::difference(world.scenario, world.trace, oracle::replay(world.scenario, world.log, world.spans),
                            oracle::plain(replay(world.scenario, world.trace, options)));
}

std::string shrunk(const World& world, ReplayOptions options) {
  const World small = oracle::shrink(world, [options](const World& w) { return difference(w, options).has_value(); });
  return as_story(small) + "---\n" + difference(small, options).value_or("");
}

}  // namespace

TEST_CASE("the engine and the oracle agree, row by row, on random worlds with managed pools") {
  const std::uint64_t worlds = setting("DRAWDOWN_WORLDS", slow_build ? 3'000 : 20'000);
  const std::uint64_t first = setting("DRAWDOWN_FIRST_WORLD", 1);
  std::map<std::string, std::uint64_t> seen;
  std::uint64_t managed = 0;
  for (std::uint64_t seed = first; seed < first + worlds; ++seed) {
    const World world = random_managed_world(seed);
    managed += is_managed(world.scenario, world.trace) ? 1U : 0U;
    const oracle::Outcome expected = oracle::replay(world.scenario, world.log, world.spans);
    for (const ReplayOptions options :
         {ReplayOptions{}, ReplayOptions{.blocks = false}, ReplayOptions{.audit = true}}) {
      const oracle::Outcome actual = oracle::plain(replay(world.scenario, world.trace, options));
      if (oracle::difference(world.scenario, world.trace, expected, actual)) {
        const std::string mode = options.audit ? ", audited" : options.blocks ? "" : ", event by event";
        FAIL("world " << seed << mode << ", as small as it gets; - expected, + found:\n" << shrunk(world, options));
      }
    }
    for (const auto& [what, times] : expected.seen) {
      seen[what] += times;
    }
  }
  CHECK(managed > worlds * 9 / 10);
  if (std::getenv("DRAWDOWN_TELL") != nullptr) {
    for (const auto& [what, times] : seen) {
      MESSAGE(what << ": " << times);
    }
  }
}
