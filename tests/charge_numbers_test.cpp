#include "engine/analysis/charge_numbers.h"

#include <doctest/doctest.h>

#include "engine/replay/replay.h"
#include "tests/worlds.h"

using namespace drawdown;

TEST_CASE("a charge's number is its place in the order of charges.csv, and leads back to it") {
  std::uint64_t charges = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    const ChargeNumbers numbers(outcome.charges);
    std::uint64_t number = 0;
    bool right = true;
    for (const Charge& charge : outcome.charges) {
      const auto place = numbers.find(++number);
      REQUIRE(place.has_value());
      right &= numbers.number_of(*place) == number;
      const Charge found = outcome.charges.charge(place->kind, place->row);
      right &= found.at == charge.at && found.until == charge.until && found.unit == charge.unit &&
               found.kind == charge.kind && found.tokens == charge.tokens && found.overdraft == charge.overdraft &&
               outcome.charges.sheet(place->kind).rows[place->row].state == RowState::charged;
    }
    CHECK(right);
    CHECK(numbers.count() == number);
    CHECK_FALSE(numbers.find(0).has_value());
    CHECK_FALSE(numbers.find(number + 1).has_value());
    charges += number;
  }
  CHECK(charges > 10'000);
}
