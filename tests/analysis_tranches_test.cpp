#include "engine/analysis/tranches.h"

#include <doctest/doctest.h>

#include "engine/report/csv.h"
#include "tests/analysis_world.h"

using namespace drawdown;
using tests::World;

TEST_CASE("tranches.csv says what became of each tranche, and leaves a price that is not known empty") {
  const World world;
  CHECK(to_csv(tranche_table(world.scenario, world.trace, world.outcome)) ==
        "id,team,bought,expires,tokens,unit_price,consumed,expired,remaining,write_off,adjusted,"
        "moved_to,ordered,rule\n"
        "jan,,2026-01-05,2026-03-09,100,2,60,40,0,80,0,,,listed\n"
        "T2,,2026-03-05,2026-06-01,50,,10,0,40,,0,,,listed\n"
        "uk,UK,2026-03-02,2027-03-02,20,0.5,20,0,0,0,0,,,listed\n");
}

TEST_CASE("the next expiries are those of tranches with something left, soonest first") {
  World world;
  CHECK(next_expiries(world.outcome).size() == 1);
  world.outcome.balances[2].remaining = Tokens::whole(3);
  world.outcome.tranches[2].expires = tests::day("2026-04-01");
  const auto expiries = next_expiries(world.outcome);
  REQUIRE(expiries.size() == 2);
  CHECK(expiries[0].tranche == TrancheId(2));
  CHECK(expiries[0].remaining == Tokens::whole(3));
  CHECK(expiries[1].on == tests::day("2026-06-01"));
}
