#include "engine/analysis/use_tables.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/analysis/tranche_days.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "tests/analysis_world.h"
#include "tests/program.h"
#include "tests/worlds.h"

using namespace drawdown;

TEST_CASE("use is listed from the most on, and the tail is one row") {
  const std::vector<Tally> tallies{
      {Tokens::whole(5), 1, 0, 0}, {}, {Tokens::whole(9), 2, 1, 0}, {Tokens::whole(5), 1, 0, 3}, {Tokens{}, 0, 4, 0}};
  const std::vector<std::string> names{"b", "nobody", "c", "a", "refused"};
  CHECK(to_csv(use_table("user", names, tallies, 9)) ==
        "user,tokens,charges,denied,cut_offs\n"
        "c,9,2,1,0\n"
        "a,5,1,0,3\n"
        "b,5,1,0,0\n"
        "refused,0,0,4,0\n");
  CHECK(to_csv(use_table("user", names, tallies, 1)) ==
        "user,tokens,charges,denied,cut_offs\n"
        "c,9,2,1,0\n"
        "3 others,10,2,4,3\n");
}

TEST_CASE("a small world's use by product, user and team") {
  const tests::World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  const Effect effect = effect_of(world.scenario, world.trace, world.outcome, world.scenario.days);
  CHECK(to_csv(product_use_table(world.scenario, effect, 5)) ==
        "product,tokens,charges,denied,cut_offs\nAutoCAD,85,2,2,1\n\"Smith, J.'s\",10,1,0,0\n");
  CHECK(to_csv(user_use_table(world.trace, effect, 5)) ==
        "user,tokens,charges,denied,cut_offs\nmary,85,2,2,1\n'=cmd,10,1,0,0\n");
  CHECK(to_csv(team_use_table(world.trace, curve, 5)) == "team,tokens,denied,closing\n(default),70,0,40\nUK,25,2,-5\n");
}

TEST_CASE("the tranches of a day, less what is owed, are its balance") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const World world = random_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    const BurnCurve curve = burn_curve(world.scenario, world.trace, outcome);
    const Table days = tranche_days_table(world.scenario, world.trace, outcome, curve, 1);
    const TeamBurn all = total(curve);
    REQUIRE(days.rows().size() == all.days());
    for (std::size_t day = 0; day < all.days(); ++day) {
      const std::vector<Cell>& row = days.rows()[day];
      Tokens left;
      for (std::size_t i = 1; i + 1 < row.size(); ++i) {
        left += *parse_tokens(row[i].to_text());
      }
      CHECK(row.back().to_text() == format(all.closing[day]));
      // What is owed is part of the balance only.
      CHECK(left >= all.closing[day]);
      if (world.scenario.rules.when_empty != WhenEmpty::overdraft) {
        CHECK(left == all.closing[day]);
      }
    }
  }
}

TEST_CASE("of a long horizon every so many days are shown, and the last") {
  const tests::World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  const Table days = tranche_days_table(world.scenario, world.trace, world.outcome, curve, 4);
  REQUIRE(days.rows().size() == 4);
  CHECK(days.rows()[1][0].to_text() == "2026-03-06");
  CHECK(days.rows()[3][0].to_text() == "2026-03-11");
}
