#include "engine/analysis/access_days.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/analysis/history.h"
#include "engine/replay/replay.h"
#include "tests/smallest_scenario.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

constexpr std::int64_t hour = 3600;

struct Counts {
  std::uint64_t wanted = 0;
  std::uint64_t refused = 0;
  bool operator==(const Counts&) const = default;
};

Counts counts_of(const World& world) {
  const Outcome outcome = replay(world.scenario, world.trace);
  const AccessDays days(world.scenario.days, world.trace);
  return {days.wanted(), days.refused(world.scenario, outcome)};
}

// A session of AutoCAD in hours since the first day of 2026, in UTC.
WorldSession used(const char* user, std::int64_t open, std::int64_t close) {
  constexpr std::int64_t begin = 1'767'225'600;
  return {user, 0, "", "", "", begin + open * hour, begin + close * hour};
}

Counts counts_of(const char* rules, const char* tranches, std::vector<WorldSession> sessions) {
  World world;
  world.scenario = load(replaced(replaced(with_rules(rules), "America/New_York", "UTC"), "[]", tranches));
  world.sessions = std::move(sessions);
  rebuild(world);
  return counts_of(world);
}

const char* const one_charge = "[{bought: 2026-01-01, tokens: 7}]";

// The same, told with sets. Who tries again is let in where there is a row of the journal at no session's open; which
// spells are let in, histories tell.
Counts told_with_sets(const World& world) {
  const Outcome outcome = replay(world.scenario, world.trace);
  const Trace& trace = world.trace;
  using AccessDay = std::tuple<UserId, ProductId, std::int32_t>;
  const auto access_day = [&](std::uint32_t unit, std::int64_t at) {
    return AccessDay(trace.units[unit].user, trace.units[unit].product, world.scenario.days.index_at(Instant{at}));
  };
  std::map<std::pair<std::int64_t, std::uint32_t>, int> refusals;
  for (const Denial& denial : outcome.denials) {
    if (denial.kind == DenialKind::denied && denial.first) {
      ++refusals[{denial.at.seconds, denial.unit.value}];
    }
  }
  std::set<AccessDay> wanted;
  std::set<AccessDay> in;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    wanted.insert(access_day(trace.unit[i], trace.open[i]));
    if (trace.session.empty() && refusals[{trace.open[i], trace.unit[i]}]-- <= 0) {
      in.insert(access_day(trace.unit[i], trace.open[i]));
    }
  }
  for (std::size_t i = 0; i < outcome.charges.opens.rows.size(); ++i) {
    const Journal::Row& row = outcome.charges.opens.rows[i];
    in.insert(access_day(row.unit, row.at));
  }
  const PlacesByUnit sessions = sessions_by_unit(trace);
  const RowsByUnit rows = rows_by_unit(trace, outcome);
  for (std::uint32_t unit = 0; !trace.session.empty() && unit < trace.units.size(); ++unit) {
    for (const HistoryEvent& event :
         history_of({world.scenario, trace, sessions, outcome, rows}, UnitId(unit)).events) {
      if (event.kind <= HistoryEvent::Kind::charged_at_once) {
        in.insert(access_day(unit, event.at.seconds));
      }
    }
  }
  Counts counts{wanted.size(), 0};
  for (const AccessDay& each : wanted) {
    counts.refused += in.contains(each) ? 0U : 1U;
  }
  return counts;
}

}  // namespace

TEST_CASE("an access day is a user, a product and a civil day; a day with a refusal and no use is refused") {
  // Mary's one charge serves two sessions of a day; Bob is refused twice on a day, and once on the next.
  CHECK(counts_of("flex", one_charge,
                  {used("mary", 9, 10), used("bob", 9, 10), used("mary", 11, 12), used("bob", 11, 12),
                   used("bob", 33, 34)}) == Counts{3, 2});
  CHECK(counts_of("flex", "[]", {used("bob", 9, 10)}) == Counts{1, 1});
  CHECK(counts_of("flex", one_charge, {used("mary", 9, 10)}) == Counts{1, 0});
}

TEST_CASE("who is refused in the morning and let in later that day was served") {
  // The tranche of 2 January arrives at midnight: Mary, refused at 23:00, is let in on another day, not on this one.
  CHECK(counts_of("flex", "[{bought: 2026-01-02, tokens: 14}]", {used("mary", 23, 24), used("mary", 33, 34)}) ==
        Counts{2, 1});
  // Bob's hold is given back after two minutes, and Mary's second session gets the tokens.
  std::vector<WorldSession> sessions{used("bob", 9, 9), used("mary", 9, 10), used("mary", 11, 12)};
  sessions[0].close += 120;
  CHECK(counts_of("flex", one_charge, sessions) == Counts{2, 0});
}

TEST_CASE("who tries again and gets in on the same day was served, and on the next day was not") {
  std::vector<WorldSession> sessions{used("bob", 9, 9), used("mary", 9, 15)};
  sessions[0].close += 120;
  CHECK(counts_of("{preset: flex, when_empty: {retry: 1h}}", one_charge, sessions) == Counts{2, 0});
  CHECK(counts_of("{preset: flex, when_empty: {retry: 2h}}", "[{bought: 2026-01-02, tokens: 14}]",
                  {used("mary", 22, 30)}) == Counts{1, 1});
}

TEST_CASE("a visit that is cut off was served on its day, and with an overdraft nobody is refused") {
  CHECK(counts_of("flex", one_charge, {used("mary", 9, 40)}) == Counts{1, 0});
  CHECK(counts_of("token-flex", "[]", {used("mary", 9, 10)}) == Counts{1, 0});
}

TEST_CASE(
    "the later spells of a session that was refused are refused with it, and of one that was cut off not let in") {
  World world;
  world.scenario = load(replaced(replaced(with_rules("{preset: flex, idle: 15m}"), "America/New_York", "UTC"), "[]",
                                 "[{bought: 2026-01-01, tokens: 7}]"));
  world.scenario.usage.idle = "idle.csv";
  const std::int64_t begin = used("", 0, 0).open;
  // Bob is idle overnight: two spells, on two days. Mary has the tokens until he is there.
  world.sessions = {used("mary", 9, 10), used("bob", 20, 34)};
  world.idle = {{"bob", 0, "", begin + 21 * hour, begin + 32 * hour}};
  rebuild(world);
  REQUIRE(world.trace.size() == 3);
  CHECK(counts_of(world) == Counts{3, 2});
  // Mary's renewal is refused while she is idle; her spell of the third day is not let in.
  world.sessions = {used("mary", 9, 60)};
  world.idle = {{"mary", 0, "", begin + 34 * hour, begin + 50 * hour}};
  rebuild(world);
  REQUIRE(world.trace.size() == 2);
  CHECK(counts_of(world) == Counts{2, 1});
}

TEST_CASE("in random worlds access days are what sets of days say, idle or not") {
  std::uint64_t refused = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    CAPTURE(seed);
    const World world = seed % 4 == 0 ? random_idle_world(seed) : random_world(seed);
    const Counts counts = counts_of(world);
    CHECK(counts == told_with_sets(world));
    refused += counts.refused;
  }
  CHECK(refused > 500);
}
