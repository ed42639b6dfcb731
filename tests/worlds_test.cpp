#include "tests/worlds.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/managed_worlds.h"

using namespace drawdown;

namespace {

void check_contract(const Scenario& scenario, const Trace& trace) {
  REQUIRE(trace.close.size() == trace.size());
  REQUIRE(trace.unit.size() == trace.size());
  REQUIRE(trace.user_zones.size() == trace.users.size());
  REQUIRE(trace.teams[TeamId(0)].empty());
  CHECK(std::set<ChargeUnit>(trace.units.begin(), trace.units.end()).size() == trace.units.size());
  bool good = true;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Instant open{trace.open[i]};
    good = good && (i == 0 || trace.open[i - 1] <= trace.open[i]) && trace.open[i] <= trace.close[i];
    good = good && scenario.begin <= open && open < scenario.end;
    good = good && scenario.products[trace.units[trace.unit[i]].product.value].rate_at(open) != nullptr;
  }
  CHECK(good);
}

}  // namespace

TEST_CASE("every random world keeps the contract of a trace, and is the same every time") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    check_contract(world.scenario, world.trace);
    for (const Tranche& tranche : world.scenario.tranches) {
      CHECK(tranche.arrives_at < tranche.expires_at);
      CHECK(tranche.brings() <= tranche.tokens);
    }
    CHECK(as_story(world) == as_story(random_world(seed)));
    const World idle = random_idle_world(seed);
    check_contract(idle.scenario, idle.trace);
    CHECK(idle.trace.sessions() == world.trace.sessions());
    CHECK(as_story(idle) == as_story(random_idle_world(seed)));
    const World managed = random_managed_world(seed);
    check_contract(managed.scenario, managed.trace);
    CHECK(as_story(managed) == as_story(random_managed_world(seed)));
  }
}

TEST_CASE("an office's year has as many sessions as asked for, sorted, mostly of 20 to 150 minutes") {
  const OfficeYear year = big_world(7, 3'000, 100'000, 365);
  check_contract(year.scenario, year.trace);
  CHECK(year.trace.size() == 100'000);
  CHECK(year.trace.units.size() > 2'900);
  std::size_t brief = 0;
  std::size_t overnight = 0;
  std::uint32_t expected_unit = 0;
  for (std::size_t i = 0; i < year.trace.size(); ++i) {
    const auto length = year.trace.close[i] - year.trace.open[i];
    brief += length < 300 ? 1 : 0;
    overnight += length >= 24 * 3600 ? 1 : 0;
    if (year.trace.unit[i] == expected_unit) {
      ++expected_unit;
    }
    REQUIRE(year.trace.unit[i] < expected_unit);  // units are numbered as they appear
  }
  CHECK(brief > 4'500);
  CHECK(brief < 5'500);
  CHECK(overnight > 300);
  CHECK(overnight < 1'000);
}
