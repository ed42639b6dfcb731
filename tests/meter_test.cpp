// The second path: metering once and settling, against the replay.
#include "engine/replay/meter.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/replay/replay.h"
#include "tests/managed_worlds.h"
#include "tests/oracle/rows.h"
#include "tests/worlds.h"

using namespace drawdown;

TEST_CASE("settling what was metered is the replay, row by row, when nothing is refused, and empty when something is") {
  std::size_t settled = 0;
  std::size_t refused = 0;
  std::size_t owed = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    // Larger pools, so that many worlds refuse nothing.
    for (Tranche& tranche : world.scenario.tranches) {
      tranche.tokens.micro *= 1 + static_cast<std::int64_t>(seed % 3) * 50;
    }
    const Outcome replayed = replay(world.scenario, world.trace);
    const auto outcome = settle(world.scenario, world.trace, meter(world.scenario, world.trace));
    CHECK(outcome.has_value() == replayed.denials.empty());
    if (outcome) {
      CHECK(oracle::difference(world.scenario, world.trace, oracle::plain(replayed), oracle::plain(*outcome))
                .value_or("") == "");
    }
    settled += outcome && world.trace.size() > 0 ? 1U : 0U;
    refused += outcome ? 0U : 1U;
    owed += std::any_of(replayed.overdraft.begin(), replayed.overdraft.end(),
                        [](Tokens tokens) { return tokens.micro > 0; })
                ? 1U
                : 0U;
  }
  CHECK(settled > 1'000);
  CHECK(refused > 300);
  CHECK(owed > 300);
}

TEST_CASE(
    "settling is the replay of managed pools too, while no budget, no access rule and no lack of tokens refuses") {
  std::size_t settled = 0;
  std::size_t refused = 0;
  std::size_t results = 0;
  std::size_t orders = 0;
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    CAPTURE(seed);
    World world = random_managed_world(seed);
    if (seed % 2 == 0) {
      world.scenario.rules.when_empty = WhenEmpty::overdraft;
    }
    const Outcome replayed = replay(world.scenario, world.trace);
    const auto outcome = settle(world.scenario, world.trace, meter(world.scenario, world.trace));
    // Access is refused before anything is metered.
    CHECK(outcome.has_value() ==
          std::all_of(replayed.denials.begin(), replayed.denials.end(),
                      [](const Denial& denial) { return denial.reason == DenialReason::access; }));
    if (outcome) {
      CHECK(oracle::difference(world.scenario, world.trace, oracle::plain(replayed), oracle::plain(*outcome))
                .value_or("") == "");
      results += outcome->charges.results.size();
      orders += outcome->tranches.size() - world.scenario.tranches.size();
    }
    settled += outcome ? 1U : 0U;
    refused += outcome ? 0U : 1U;
  }
  CHECK(settled > 1'000);
  CHECK(refused > 300);
  CHECK(results > 1'000);
  CHECK(orders > 1'000);
}

TEST_CASE("metering does not look at the tranches") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    world.scenario.rules.when_empty = WhenEmpty::overdraft;
    const Outcome full = settle(world.scenario, world.trace, meter(world.scenario, world.trace)).value();
    World poor = world;
    poor.scenario.tranches.clear();
    const Metered metered = meter(poor.scenario, world.trace);
    const Outcome again = settle(world.scenario, world.trace, metered).value();
    CHECK(oracle::difference(world.scenario, world.trace, oracle::plain(full), oracle::plain(again)).value_or("") ==
          "");
    CHECK(metered.visits == full.visits);
    CHECK(metered.graced_visits == full.graced_visits);
  }
}
