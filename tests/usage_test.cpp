// Who used what: stories that can be counted by hand, laws, and random worlds added up again.
#include "engine/analysis/usage.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/analysis/access_days.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/summary.h"
#include "engine/analysis/window_use.h"
#include "engine/replay/replay.h"
#include "tests/cost_world.h"
#include "tests/entitled_worlds.h"
#include "tests/managed_worlds.h"
#include "tests/slow_build.h"
#include "tests/smallest_scenario.h"
#include "tests/usage_again.h"
#include "tests/worlds.h"

using namespace drawdown;
using namespace drawdown::tests;
using Lines = std::vector<std::string>;

namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;

// A session, in seconds since the first day of 2026, in UTC.
WorldSession used(const char* user, std::size_t product, std::int64_t open, std::int64_t close) {
  constexpr std::int64_t begin = 1'767'225'600;
  return {user, product, "", "", "", begin + open, begin + close};
}

World world_of(const char* rules, const char* tranches, std::vector<WorldSession> sessions) {
  World world;
  const std::string base = replaced(replaced(with_rules(rules), "America/New_York", "UTC"), "[]", tranches);
  world.scenario = load(replaced(base, "AutoCAD: 7", "AutoCAD: 7\n  Revit: 10"));
  world.sessions = std::move(sessions);
  rebuild(world);
  return world;
}

const char* const plenty = "[{bought: 2026-01-01, tokens: 1000, unit_price: 3}]";

UsageReport report_of(const World& world, UsageLimits limits = {}) {
  return usage_of(world.scenario, world.trace, replay(world.scenario, world.trace), limits);
}

// "1 short 420": the row of charges.csv, the class and the seconds.
Lines avoidable(const World& world, UsageLimits limits = {}) {
  Lines lines;
  for (const AvoidableCharge& charge : report_of(world, limits).avoidable) {
    lines.push_back(std::to_string(charge.number) + (charge.kind == ChargeKind::open ? " short " : " tail ") +
                    std::to_string(charge.used));
  }
  return lines;
}

// As one text, so that a difference can be read.
std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

UsageSums total_of(const UsageReport& report) {
  UsageSums total;
  for (const UserProduct& row : report.rows) {
    total += row.sums;
  }
  return total;
}

}  // namespace

TEST_CASE("days, hours, charges and launches of one user and product") {
  // Two sessions that overlap, a launch of four minutes, one of seven, and a night.
  const World world =
      world_of("flex", plenty,
               {used("mary", 0, 9 * hour, 11 * hour), used("mary", 0, 10 * hour, 12 * hour),
                used("mary", 0, 2 * day, 2 * day + 4 * minute), used("mary", 0, 3 * day, 3 * day + 7 * minute),
                used("mary", 0, 5 * day + 20 * hour, 6 * day + 21 * hour)});
  const UsageReport report = report_of(world);
  REQUIRE(report.rows.size() == 1);
  const UsageSums& sums = report.rows[0].sums;
  CHECK(sums.sessions == 5);
  CHECK(sums.access_days == 4);
  CHECK(sums.refused_days == 0);
  CHECK(sums.seconds == 3 * hour + 11 * minute + 25 * hour);
  CHECK(sums.all.charges == 4);
  CHECK(sums.charged_days == 4);
  CHECK(sums.renewals == 1);
  CHECK(sums.all.tokens == Tokens::whole(28));
  CHECK(sums.all.cost == Money::whole(84));
  CHECK(sums.free_launches == 1);
  CHECK(sums.short_launches == 1);
  CHECK(sums.short_windows == ChargeSum{1, Tokens::whole(7), Money::whole(21)});
  CHECK(sums.tails == ChargeSum{});
  CHECK(report.renewals_used[0] == std::vector<std::uint32_t>{hour});
}

TEST_CASE("a window that is used again is not avoidable, whenever that is") {
  const std::vector<WorldSession> short_one{used("mary", 0, 9 * hour, 9 * hour + 7 * minute)};
  CHECK(avoidable(world_of("flex", plenty, short_one)) == Lines{"1 short 420"});
  std::vector<WorldSession> again = short_one;
  again.push_back(used("mary", 0, 20 * hour, 20 * hour + 3 * minute));
  CHECK(avoidable(world_of("flex", plenty, again)).empty());  // ten minutes are not less than ten
  CHECK(avoidable(world_of("flex", plenty, again), {Duration{601}, {}}) == Lines{"1 short 600"});
  // The same on the next day, when the window is over.
  again.back() = used("mary", 0, 33 * hour + 10 * minute, 35 * hour);
  CHECK(avoidable(world_of("flex", plenty, again)) == Lines{"1 short 420"});
  CHECK(avoidable(world_of("flex", plenty, short_one), {Duration{0}, {}}).empty());
}

TEST_CASE("a renewal is a tail if nothing but its first minutes was used, and is never short") {
  const std::vector<WorldSession> night{used("mary", 0, 16 * hour, 40 * hour + 6 * minute)};
  CHECK(avoidable(world_of("flex", plenty, night)) == Lines{"2 tail 360"});
  CHECK(avoidable(world_of("flex", plenty, night), {Duration{3 * day}, Duration{360}}) == Lines{"1 short 86400"});
  std::vector<WorldSession> evening = night;
  evening.push_back(used("mary", 0, 50 * hour, 52 * hour));
  CHECK(avoidable(world_of("flex", plenty, evening)).empty());
  // Two nights: the first renewal is used to its end, the second is not.
  CHECK(avoidable(world_of("flex", plenty, {used("mary", 0, 16 * hour, 64 * hour + minute)})) == Lines{"3 tail 60"});
}

TEST_CASE("of a calendar day the minutes before midnight are an open that is short, and those after a tail") {
  const World world =
      world_of("token-flex", plenty,
               {used("mary", 0, 24 * hour - 5 * minute, 26 * hour), used("bob", 0, 46 * hour, 48 * hour + 5 * minute)});
  CHECK(avoidable(world) == Lines{"1 short 300", "4 tail 300"});
}

TEST_CASE("a window that outlasts the simulation is not judged, and where there are none the visit is") {
  const std::int64_t last = 364 * day;
  const std::vector<WorldSession> late{used("mary", 0, last + hour, last + hour + 7 * minute)};
  CHECK(avoidable(world_of("flex", plenty, late)).empty());
  CHECK(avoidable(world_of("{preset: flex, window: {length: 23h}}", plenty, late)) == Lines{"1 short 420"});
  CHECK(avoidable(world_of("{preset: flex, window: visit}", plenty, late)) == Lines{"1 short 420"});
  CHECK(
      avoidable(world_of("{preset: flex, window: visit}", plenty, {used("mary", 0, 365 * day - 7 * minute, 366 * day)}))
          .empty());
}

TEST_CASE("the session of a renewal is the one that keeps the visit open, of an open the one that started it") {
  const World world =
      world_of("flex", plenty,
               {used("mary", 0, 16 * hour, 17 * hour), used("mary", 0, 16 * hour + 30 * minute, 40 * hour + 6 * minute),
                used("mary", 0, 39 * hour, 40 * hour + 5 * minute)});
  const UsageReport report = report_of(world, {Duration{3 * day}, Duration{600}});
  REQUIRE(report.avoidable.size() == 2);
  CHECK(report.avoidable[0].session == 0);
  CHECK(report.avoidable[1].session == 1);
}

TEST_CASE("days with several products count who was charged for them, and only those") {
  const World world =
      world_of("flex", plenty,
               {used("bob", 0, 9 * hour, 10 * hour), used("bob", 1, 11 * hour, 12 * hour),
                used("mary", 0, 9 * hour, 12 * hour), used("mary", 1, 10 * hour, 10 * hour + minute),  // free
                used("mary", 0, day + 9 * hour, day + 10 * hour), used("mary", 1, day + 9 * hour, 3 * day)});
  CHECK(told(report_of(world), world.trace).days ==
        Lines{"2026-01-01 bob 0 1: 2 charges 17", "2026-01-02 mary 0 1: 2 charges 17"});
}

TEST_CASE("who is refused has access days and no hours, and who is cut off has those before") {
  // One charge: Mary's. Her renewal is refused; Bob's sessions are too.
  const World world = world_of("flex", "[{bought: 2026-01-01, tokens: 7}]",
                               {used("mary", 0, 9 * hour, 40 * hour), used("bob", 0, 10 * hour, 12 * hour),
                                used("bob", 0, 13 * hour, 14 * hour)});
  const UsageReport report = report_of(world);
  REQUIRE(report.rows.size() == 2);
  CHECK(world.trace.users[report.rows[0].user] == "bob");
  CHECK(report.rows[0].sums.access_days == 1);
  CHECK(report.rows[0].sums.refused_days == 1);
  CHECK(report.rows[0].sums.sessions == 2);
  CHECK(report.rows[0].sums.seconds == 0);
  CHECK(report.rows[1].sums.refused_days == 0);
  CHECK(report.rows[1].sums.seconds == day);
}

TEST_CASE("whole years count as 365 days each, and days left over as they are") {
  const auto days = [](const char* from, const char* until) {
    return days_of_years(*parse_day(from), *parse_day(until));
  };
  CHECK(days("2026-01-01", "2027-01-01") == 365);
  CHECK(days("2024-01-01", "2025-01-01") == 365);
  CHECK(days("2024-01-01", "2024-12-31") == 365);
  CHECK(days("2026-01-05", "2026-03-30") == 84);
  CHECK(days("2024-02-29", "2025-02-28") == 365);
  CHECK(days("2026-01-01", "2028-01-02") == 731);
}

TEST_CASE("in random worlds use is what histories of all units add up to") {
  std::uint64_t worlds = 0;
  std::uint64_t avoidable = 0;
  std::uint64_t tails = 0;
  std::uint64_t several = 0;
  std::uint64_t covered = 0;
  std::uint64_t refused = 0;
  for (std::uint64_t seed = 0; seed < (slow_build ? 300 : 3'000); ++seed) {
    CAPTURE(seed);
    World world = seed % 4 == 0   ? random_idle_world(seed)
                  : seed % 4 == 1 ? random_managed_world(seed)
                                  : random_world(seed);
    if (seed % 4 == 2) {
      add_entitlements(world, seed);
    }
    Dice dice(seed);
    const UsageLimits limits{Duration{dice.pick({300, 600, 3600, 40'000})},
                             Duration{dice.pick({1, 600, 7200, 40'000})}};
    const Outcome outcome = replay(world.scenario, world.trace);
    const UsageReport report = usage_of(world.scenario, world.trace, outcome, limits);
    const UsageAgain expected = usage_again(world.scenario, world.trace, outcome, limits);
    const UsageAgain found = told(report, world.trace);
    CHECK(text_of(found.rows) == text_of(expected.rows));
    CHECK(text_of(found.days) == text_of(expected.days));
    CHECK(text_of(found.avoidable) == text_of(expected.avoidable));
    CHECK((found.renewals_used == expected.renewals_used));
    const UsageSums total = total_of(report);
    avoidable += total.short_windows.charges;
    tails += total.tails.charges;
    several += report.days.size();
    covered += total.covered_days;
    refused += total.refused_days;
    ++worlds;
  }
  CHECK(avoidable > worlds / 5);
  CHECK(tails > worlds / 10);
  CHECK(several > worlds / 5);
  CHECK(covered > worlds / 10);
  CHECK(refused > worlds / 2);
}

TEST_CASE("all rows sum to the summary, and what is avoidable is part of what was consumed") {
  for (std::uint64_t seed = 0; seed < (slow_build ? 300 : 2'000); ++seed) {
    CAPTURE(seed);
    const World world = seed % 2 == 0 ? random_managed_world(seed) : random_world(seed);
    const Scenario& scenario = world.scenario;
    const Outcome outcome = replay(scenario, world.trace);
    const UsageReport report = usage_of(scenario, world.trace, outcome, {Duration{3600}, Duration{7200}});
    const Summary summary =
        summarise(scenario, world.trace, outcome, burn_curve(scenario, world.trace, outcome).counts);
    const UsageSums total = total_of(report);
    CHECK(total.all.charges == summary.charges);
    CHECK(total.renewals == summary.renewals);
    CHECK(total.free_launches == summary.graced_visits);
    CHECK(total.sessions == world.trace.sessions());
    CHECK(total.all.cost == consumed_cost(outcome));
    const AccessDays days(scenario.days, world.trace);
    CHECK(total.access_days == days.wanted());
    CHECK(total.refused_days == days.refused(scenario, outcome));
    CHECK(total.short_windows.tokens + total.tails.tokens <= total.all.tokens);
    CHECK(total.short_windows.charges + total.tails.charges == report.avoidable.size());
    Tokens charged;
    for (const TrancheBalance& balance : outcome.balances) {
      charged += balance.consumed;
    }
    for (const Tokens owed : outcome.overdraft) {
      charged += owed;
    }
    CHECK(total.all.tokens == charged);
  }
}

TEST_CASE("what rows cost is what charge-back says, whoever paid and when") {
  std::uint64_t owed = 0;
  for (std::uint64_t seed = 0; seed < (slow_build ? 100 : 1'000); ++seed) {
    CAPTURE(seed);
    ManagedWorld world;
    fill_cost_world(world, seed);
    world.run();
    const UsageReport report = usage_of(world.scenario, world.trace, world.outcome, {Duration{7200}, Duration{7200}});
    const ChargeBackReport back = charge_back_of(world.scenario, world.trace, world.outcome);
    CHECK(total_of(report).all.cost == back.whole.cost);
    CHECK(total_of(report).all.tokens == back.whole.tokens);
    owed += back.whole.owed > Tokens{} ? 1U : 0U;
    // One user's rows, to the rounding of each.
    for (const CostLine& line : back.dimensions[1].lines) {
      Money cost;
      for (const UserProduct& row : report.rows) {
        cost += world.trace.users[row.user] == line.value ? row.sums.all.cost : Money{};
      }
      if (line.kind == CostLine::Kind::part) {
        const std::int64_t off = cost.micro - line.cost.micro;
        CHECK(off * off <= 25);
      }
    }
  }
  CHECK(owed > (slow_build ? 10U : 100U));
}

// Where nobody is refused, a visit is a longest run of overlapping sessions, as they stand in the log.
TEST_CASE("hours are the union of the sessions where nobody is refused") {
  std::uint64_t tried = 0;
  for (std::uint64_t seed = 0; seed < (slow_build ? 300 : 2'000); ++seed) {
    CAPTURE(seed);
    const World world = random_world(seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    if (!outcome.denials.empty()) {
      continue;
    }
    ++tried;
    const Trace& trace = world.trace;
    std::vector<std::uint64_t> seconds(trace.units.size());
    for (std::uint32_t unit = 0; unit < trace.units.size(); ++unit) {
      std::int64_t until = 0;
      for (std::size_t i = 0; i < trace.size(); ++i) {
        if (trace.unit[i] == unit) {
          const std::int64_t close = std::min<std::int64_t>(trace.close[i], world.scenario.end.seconds);
          const std::int64_t from = std::max<std::int64_t>(trace.open[i], until);
          seconds[unit] += static_cast<std::uint64_t>(std::max<std::int64_t>(0, close - from));
          until = std::max(until, close);
        }
      }
    }
    CHECK(window_use(world.scenario, trace, outcome).seconds == seconds);
  }
  CHECK(tried > (slow_build ? 50U : 300U));
}
