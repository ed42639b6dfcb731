// Products that only a share of the people use at all.
#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <string>

#include "engine/base/input_error.h"
#include "engine/demand/draw.h"
#include "engine/scenario/load.h"

using namespace drawdown;

namespace {

Scenario shared(const std::string& products) {
  return load_scenario_text(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2027-01-01\nrates: {A: 7, B: 3}\npool: {tranches: []}\ndemand: {seed: "
      "3, population: {groups: [{name: all, size: 1000, products: {" +
          products + "}}]}}\n",
      "s.yaml", "");
}

struct Tally {
  std::set<std::uint32_t> users;
  std::size_t sessions = 0;
};

Tally use_of(const Scenario& scenario, std::uint32_t product) {
  const Trace trace = DemandSource(scenario).draw(1);
  Tally use;
  for (const std::uint32_t unit : trace.unit) {
    if (trace.units[unit].product.value == product) {
      use.users.insert(trace.units[unit].user.value);
      ++use.sessions;
    }
  }
  return use;
}

}  // namespace

TEST_CASE("a share of the people uses a product, as much as all would on average") {
  const Tally some = use_of(shared("A: {days_per_year: 20, share: 30}"), 0);
  CHECK(some.users.size() > 255);  // 300 are expected, give or take 15
  CHECK(some.users.size() < 345);
  CHECK(static_cast<double>(some.sessions) ==
        doctest::Approx(20'000.0 * static_cast<double>(some.users.size()) / 300).epsilon(0.03));
  CHECK(use_of(shared("A: {days_per_year: 20}"), 0).users.size() == 1000);
}

TEST_CASE("whoever does not use a product at all does not open it along with another either") {
  const Tally along = use_of(shared("A: {days_per_year: 100, along: {B: 50}}, B: {days_per_year: 1, share: 30}"), 1);
  CHECK(along.users.size() > 255);
  CHECK(along.users.size() < 345);
  CHECK(static_cast<double>(along.sessions) / static_cast<double>(along.users.size()) > 45);
}

TEST_CASE("a share changes nothing of what others open") {
  const Scenario all = shared("A: {days_per_year: 20}, B: {days_per_year: 30}");
  const Scenario some = shared("A: {days_per_year: 20}, B: {days_per_year: 30, share: 20}");
  CHECK(use_of(all, 0).users == use_of(some, 0).users);
  CHECK(use_of(all, 0).sessions == use_of(some, 0).sessions);
}

TEST_CASE("a share that could not open a product so often is refused") {
  CHECK_THROWS_WITH_AS((void)shared("A: {days_per_year: 200, share: 30}"),
                       doctest::Contains("only so many can, of those who use it while they are on: 30 %"), InputError);
  CHECK_THROWS_WITH_AS((void)shared("A: {days_per_year: 20, share: 0}"), doctest::Contains("share"), InputError);
  CHECK_THROWS_WITH_AS((void)shared("A: {days_per_year: 20, share: 101}"), doctest::Contains("share"), InputError);
}
