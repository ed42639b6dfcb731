#include "engine/analysis/burn.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "tests/analysis_world.h"

using namespace drawdown;
using tests::World;

TEST_CASE("each day opens as the one before closed, and its changes lead to its close") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  REQUIRE(curve.teams.size() == 2);
  for (const TeamBurn& team : curve.teams) {
    REQUIRE(team.days() == 10);
    for (std::size_t day = 0; day < team.days(); ++day) {
      CHECK(team.opening[day] + team.bought[day] - team.consumed[day] - team.expired[day] == team.closing[day]);
      CHECK((day == 0 || team.opening[day] == team.closing[day - 1]));
    }
  }
}

TEST_CASE("what was bought before the horizon opens the first day, what was bought on it counts as bought") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  CHECK(curve.teams[0].opening[0] == Tokens::whole(100));
  CHECK(curve.teams[0].bought[0] == Tokens{});
  CHECK(curve.teams[0].bought[3] == Tokens::whole(50));
  CHECK(curve.teams[1].opening[0] == Tokens{});
  CHECK(curve.teams[1].bought[0] == Tokens::whole(20));
}

TEST_CASE("an overdraft makes the balance negative, and it ends with what is left less what is owed") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  CHECK(curve.teams[1].consumed[1] == Tokens::whole(25));
  CHECK(curve.teams[1].closing.back() == Tokens::whole(-5));
  CHECK(curve.teams[0].closing.back() == Tokens::whole(40));
}

TEST_CASE("days are the server's: a charge late in the evening counts on its own day") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  CHECK(curve.teams[0].consumed[8] == Tokens::whole(10));  // 23:00 in New York, the next day in UTC
  CHECK(curve.teams[0].expired[7] == Tokens::whole(40));
}

TEST_CASE("denied counts refused opens, not cut-offs") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  CHECK(curve.teams[0].denied == std::vector<std::uint64_t>(10, 0));
  CHECK(curve.teams[1].denied == std::vector<std::uint64_t>{0, 0, 1, 0, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("what expires at the end, when the last holds are settled, counts on the last day") {
  World world;
  world.outcome.events.push_back(
      {world.scenario.end + Duration{60}, TrancheId(1), PoolEvent::Kind::expired, Tokens::whole(1), {}, {}, 0});
  world.outcome.balances[1].expired += Tokens::whole(1);
  world.outcome.balances[1].remaining -= Tokens::whole(1);
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  CHECK(curve.teams[0].expired.back() == Tokens::whole(1));
}

TEST_CASE("teams together are the sum of the teams") {
  const World world;
  const TeamBurn all = total(burn_curve(world.scenario, world.trace, world.outcome));
  CHECK(all.opening[0] == Tokens::whole(100));
  CHECK(all.bought[0] == Tokens::whole(20));
  CHECK(all.closing.back() == Tokens::whole(35));
  CHECK(all.denied[2] == 1);
}

TEST_CASE("weeks and months sum their days, begin inside the horizon, and close as their last day") {
  const World world;
  const BurnCurve curve = burn_curve(world.scenario, world.trace, world.outcome);
  const CoarseBurn weeks = coarsen(curve.teams[0], curve.from, Period::week);
  REQUIRE(weeks.starts == std::vector<Day>{tests::day("2026-03-02"), tests::day("2026-03-09")});
  CHECK(weeks.burn.opening[1] == weeks.burn.closing[0]);
  CHECK(weeks.burn.consumed[0] == Tokens::whole(60));
  CHECK(weeks.burn.expired[1] == Tokens::whole(40));
  CHECK(weeks.burn.closing[1] == Tokens::whole(40));
  CHECK(coarsen(curve.teams[0], curve.from, Period::month).starts.size() == 1);
  CHECK(coarsen(curve.teams[0], curve.from, Period::day).starts.size() == 10);
}

TEST_CASE("a team without tranches and sessions has no curve; without any there is the default team's") {
  World world;
  world.trace.teams.intern("idle");
  CHECK(teams_of(world.scenario, world.trace) == std::vector<TeamId>{TeamId(0), TeamId(1)});
  world.scenario.tranches.erase(world.scenario.tranches.begin(), world.scenario.tranches.begin() + 2);
  world.trace.units = {world.trace.units[2]};
  CHECK(teams_of(world.scenario, world.trace) == std::vector<TeamId>{TeamId(1)});
  world.scenario.tranches.clear();
  world.trace.units.clear();
  CHECK(teams_of(world.scenario, world.trace) == std::vector<TeamId>{TeamId(0)});
}

TEST_CASE("a curve that 64 bits cannot hold is an error, not a wrap") {
  World world;
  world.outcome.events[0].tokens = Tokens{std::numeric_limits<std::int64_t>::max()};
  CHECK_THROWS_AS(static_cast<void>(burn_curve(world.scenario, world.trace, world.outcome)), OverflowError);
}

TEST_CASE("burn.csv has a row per day and team, by date and then team") {
  const World world;
  const auto path = std::filesystem::temp_directory_path() / ("drawdown-burn-test-" + std::to_string(::getpid()));
  OutputFile file(path);
  write_burn(file, world.trace, burn_curve(world.scenario, world.trace, world.outcome));
  file.commit();
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(path);
  CHECK(
      text.starts_with("date,team,opening,bought,consumed,expired,closing,denied,moved,adjusted\n"
                       "2026-03-02,,100,0,60,0,40,0,0,0\n"
                       "2026-03-02,UK,0,20,0,0,20,0,0,0\n"
                       "2026-03-03,,40,0,0,0,40,0,0,0\n"
                       "2026-03-03,UK,20,0,25,0,-5,0,0,0\n"));
  CHECK(text.ends_with("2026-03-11,,40,0,0,0,40,0,0,0\n2026-03-11,UK,-5,0,0,0,-5,1,0,0\n"));
}
