// Laws: what changes in a world must not change in its outcome. Each is stated as it holds; where a law sounds truer
// than it is, the counter-example stands beside it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

#include "engine/replay/replay.h"
#include "tests/dice.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

constexpr std::uint64_t worlds = slow_build ? 300 : 1'500;

oracle::Outcome outcome_of(const World& world) { return oracle::plain(replay(world.scenario, world.trace)); }

std::string difference(const World& world, const oracle::Outcome& expected, const oracle::Outcome& actual) {
  return oracle::difference(world.scenario, world.trace, expected, actual).value_or("");
}

std::int64_t charged(const oracle::Outcome& outcome) {
  return std::accumulate(outcome.charges.begin(), outcome.charges.end(), std::int64_t{0},
                         [](std::int64_t total, const oracle::Charge& charge) { return total + charge.tokens; });
}

std::size_t refused(const oracle::Outcome& outcome) {
  return static_cast<std::size_t>(std::count_if(outcome.denials.begin(), outcome.denials.end(),
                                                [](const oracle::Denial& denial) { return !denial.cut_off; }));
}

// Who is charged when, how much and for how long; not by which tranche.
void forget_draws(oracle::Outcome& outcome) {
  for (oracle::Charge& charge : outcome.charges) {
    charge.draws.clear();
  }
}

}  // namespace

// A session of no length is a visit of its own, and so is its duplicate; all others join each other.
TEST_CASE("a duplicate of a session that lasts changes nothing, but is refused as often as the session is") {
  std::size_t charges = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    Dice dice(seed);
    std::erase_if(world.sessions, [](const WorldSession& session) { return session.open == session.close; });
    rebuild(world);
    oracle::Outcome before = outcome_of(world);
    if (world.sessions.empty()) {
      continue;
    }
    const auto place = dice.below(static_cast<std::int64_t>(world.sessions.size()));
    const WorldSession copied = world.sessions[static_cast<std::size_t>(place)];
    world.sessions.insert(world.sessions.begin() + place, copied);
    rebuild(world);
    oracle::Outcome after = outcome_of(world);
    CHECK(after.denied_sessions >= before.denied_sessions);
    CHECK(after.denied_sessions <= before.denied_sessions + 1);
    charges += before.charges.size();

    // The duplicate's own refusals follow the session's at the same instants; without them all is as before.
    const auto same =
        std::unique(after.denials.begin(), after.denials.end(),
                    [](const oracle::Denial& a, const oracle::Denial& b) { return a == b && !a.cut_off; });
    after.denials.erase(same, after.denials.end());
    const auto same_before =
        std::unique(before.denials.begin(), before.denials.end(),
                    [](const oracle::Denial& a, const oracle::Denial& b) { return a == b && !a.cut_off; });
    before.denials.erase(same_before, before.denials.end());
    after.denied_sessions = before.denied_sessions;
    CHECK(difference(world, before, after) == "");
  }
  CHECK(charges > worlds);
}

TEST_CASE("under flex a second version inside a paid window changes nothing but the number of visits") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    world.scenario.rules = flex();
    rebuild(world);
    oracle::Outcome before = outcome_of(world);
    if (before.charges.empty()) {
      continue;
    }
    Dice dice(seed);
    const oracle::Charge charge = dice.pick(before.charges);
    const ChargeUnit unit = world.trace.units[charge.unit];
    WorldSession second;
    second.user = world.trace.users[unit.user];
    second.product = unit.product.value;
    second.version = "another version";
    second.team = world.trace.teams[unit.team];
    second.open = charge.at + dice.pick({std::int64_t{1}, dice.below(charge.until - charge.at), std::int64_t{300}});
    second.close = second.open +
                   dice.pick({std::int64_t{0}, dice.below(charge.until - second.open + 1), charge.until - second.open});
    if (second.open >= world.scenario.end.seconds || second.open == charge.at) {
      continue;
    }
    world.sessions.push_back(second);
    rebuild(world);
    oracle::Outcome after = outcome_of(world);
    after.visits = before.visits;
    CHECK(difference(world, before, after) == "");
    ++tried;
  }
  CHECK(tried > worlds / 2);
}

// Months are not whole weeks long, so worlds that charge by the month are left out.
TEST_CASE("shifting all days and instants by whole weeks in UTC shifts the outcome, and changes nothing else") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    const auto* calendar = std::get_if<CalendarWindow>(&world.scenario.rules.window);
    if (world.scenario.server().name() != "UTC" || world.scenario.from < *parse_day("1971-01-01") ||
        (calendar != nullptr && calendar->period == Period::month)) {
      continue;
    }
    world.scenario.zones.assign(world.scenario.zones.size(), Zone());
    rebuild(world);
    oracle::Outcome before = outcome_of(world);
    const auto weeks = static_cast<std::int32_t>(Dice(seed).between(-50, 50));
    const std::int64_t seconds = std::int64_t{weeks} * 7 * 24 * 3600;
    world.scenario.from = world.scenario.from + 7 * weeks;
    world.scenario.until = world.scenario.until + 7 * weeks;
    for (Tranche& tranche : world.scenario.tranches) {
      tranche.bought = tranche.bought + 7 * weeks;
      tranche.expires = tranche.expires + 7 * weeks;
    }
    for (Product& product : world.scenario.products) {
      for (RateStep& step : product.rates) {
        step.from = step.from == always ? always : step.from + Duration{seconds};
      }
    }
    for (WorldSession& session : world.sessions) {
      session.open += seconds;
      session.close += seconds;
    }
    set_horizon(world.scenario);
    rebuild(world);
    for (oracle::Charge& charge : before.charges) {
      charge.at += seconds;
      charge.until += seconds;
    }
    for (oracle::Denial& denial : before.denials) {
      denial.at += seconds;
    }
    for (oracle::PoolEvent& event : before.events) {
      event.at += seconds;
    }
    CHECK(difference(world, before, outcome_of(world)) == "");
    ++tried;
  }
  CHECK(tried > worlds / 40);
}

TEST_CASE("renaming users changes nothing") {
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    const oracle::Outcome before = outcome_of(world);
    const auto renamed = [](const std::string& name) { return fmt::format("{} née", '9' - name.back()); };
    for (WorldSession& session : world.sessions) {
      session.user = renamed(session.user);
    }
    for (ListedUser& user : world.scenario.users) {
      user.id = renamed(user.id);
    }
    std::reverse(world.scenario.users.begin(), world.scenario.users.end());
    rebuild(world);
    CHECK(difference(world, before, outcome_of(world)) == "");
  }
}

// Which of two tranches with the same expiry pays may change, as `soonest_expiry` prefers the smaller; so draws are not
// compared, and tranches are by what expires on the same day for the same team.
TEST_CASE("a tranche split in two of the same expiry leaves all charges and totals") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    if (world.scenario.tranches.empty()) {
      continue;
    }
    const auto totals = [&world](const oracle::Outcome& outcome) {
      std::map<std::pair<std::string, std::int32_t>, std::array<std::int64_t, 4>> sums;
      for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
        const oracle::Balance& balance = outcome.tranches[i];
        const Tranche& tranche = world.scenario.tranches[i];
        const bool by_expiry = world.scenario.rules.consume == DrawOrder::soonest_expiry;
        auto& sum = sums[{tranche.team, by_expiry ? tranche.expires.number : tranche.bought.number}];
        sum[0] += balance.bought;
        sum[1] += balance.consumed;
        sum[2] += balance.expired;
        sum[3] += balance.remaining;
      }
      return sums;
    };
    oracle::Outcome before = outcome_of(world);
    const auto totals_before = totals(before);

    Dice dice(seed);
    const auto place = dice.below(static_cast<std::int64_t>(world.scenario.tranches.size()));
    Tranche& first = world.scenario.tranches[static_cast<std::size_t>(place)];
    Tranche second = first;
    second.id = "other part";
    second.tokens.micro = dice.below(first.tokens.micro + 1);
    first.tokens -= second.tokens;
    if (first.remaining) {
      second.remaining = std::min(second.tokens, *first.remaining);
      *first.remaining -= *second.remaining;
    }
    world.scenario.tranches.insert(world.scenario.tranches.begin() + place + 1, second);
    rebuild(world);
    oracle::Outcome after = outcome_of(world);
    CHECK(totals(after) == totals_before);
    forget_draws(before);
    forget_draws(after);
    CHECK(before.charges == after.charges);
    CHECK(before.denials == after.denials);
    CHECK(before.overdraft == after.overdraft);
    CHECK(std::tie(before.visits, before.graced_visits, before.denied_sessions, before.cut_offs) ==
          std::tie(after.visits, after.graced_visits, after.denied_sessions, after.cut_offs));
    ++tried;
  }
  CHECK(tried > worlds / 2);
}

namespace {

// ann opens Revit at 10 tokens, then nine others open AutoCAD at 1; all for an hour, one after the other.
World ten_users(std::int64_t tokens) {
  World world;
  Scenario& scenario = world.scenario;
  scenario.name = "Ten users";
  scenario.from = *parse_day("2026-01-05");
  scenario.until = scenario.from + 1;
  scenario.zones = {Zone()};
  scenario.products = {{"Revit", {{always, Tokens::whole(10)}}}, {"AutoCAD", {{always, Tokens::whole(1)}}}};
  Tranche tranche;
  tranche.id = "jan";
  tranche.bought = scenario.from;
  tranche.expires = scenario.from + 365;
  tranche.tokens = Tokens::whole(tokens);
  scenario.tranches = {tranche};
  set_horizon(scenario);
  for (std::int64_t i = 0; i < 10; ++i) {
    const std::int64_t open = scenario.begin.seconds + i * 3600;
    world.sessions.push_back(
        {fmt::format("u{}", i), i == 0 ? std::size_t{0} : std::size_t{1}, "", "", "", open, open + 3600});
  }
  rebuild(world);
  return world;
}

}  // namespace

// "A bigger pool never denies more" is false: what it grants to one it may lack for others.
TEST_CASE("a pool that can pay one costly session may deny nine cheap ones that a smaller pool pays") {
  CHECK(refused(outcome_of(ten_users(9))) == 1);
  CHECK(refused(outcome_of(ten_users(10))) == 9);
  CHECK(refused(outcome_of(ten_users(19))) == 0);
}

// It is true when all charges are alike and what is taken is never given back: one rate, no grace, one tranche that is
// there throughout, windows that are renewed.
TEST_CASE("with one rate, no grace and one tranche, a bigger pool never denies more sessions") {
  std::size_t fewer = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    Scenario& scenario = world.scenario;
    if (!std::holds_alternative<RollingWindow>(scenario.rules.window)) {
      scenario.rules.window = CalendarWindow{};
    }
    scenario.rules.grace = {0};
    scenario.rules.renew = true;
    scenario.rules.when_empty = WhenEmpty::deny;
    for (Product& product : scenario.products) {
      product.rates = {{always, Tokens::whole(7)}};
    }
    scenario.users.clear();
    for (WorldSession& session : world.sessions) {
      session.team.clear();
    }
    Tranche tranche;
    tranche.id = "only";
    tranche.bought = scenario.from;
    tranche.expires = scenario.until;
    scenario.tranches = {tranche};
    set_horizon(scenario);
    rebuild(world);
    std::size_t last = SIZE_MAX;
    for (std::int64_t charges = 0; charges < 8; ++charges) {
      scenario.tranches[0].tokens = Tokens::whole(7 * charges + static_cast<std::int64_t>(seed % 7));
      const std::size_t now = refused(outcome_of(world));
      CHECK(now <= last);
      fewer += now < last ? 1 : 0;
      last = now;
    }
  }
  CHECK(fewer > worlds);
}

TEST_CASE(
    "a pool with as much as is ever charged or held at most denies nothing, and charges what an overdraft would") {
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    Scenario& scenario = world.scenario;
    scenario.rules.when_empty = WhenEmpty::overdraft;
    scenario.tranches.clear();
    rebuild(world);
    oracle::Outcome owed = outcome_of(world);
    const std::int64_t most = charged(owed) + static_cast<std::int64_t>(owed.graced_visits) * 10 * micro_per_unit;
    for (const char* team : {"", "UK", "SG"}) {
      Tranche tranche;
      tranche.id = fmt::format("pool{}", team);
      tranche.team = team;
      tranche.bought = scenario.from;
      tranche.expires = scenario.until + 1;
      tranche.tokens = {most};
      scenario.tranches.push_back(tranche);
    }
    set_horizon(scenario);
    rebuild(world);
    for (const WhenEmpty empty : {WhenEmpty::deny, WhenEmpty::retry, WhenEmpty::overdraft}) {
      scenario.rules.when_empty = empty;
      oracle::Outcome paid = outcome_of(world);
      CHECK(paid.denials.empty());
      CHECK(charged(paid) == charged(owed));
      CHECK(paid.visits == owed.visits);
      CHECK(paid.graced_visits == owed.graced_visits);
      CHECK(std::count(paid.overdraft.begin(), paid.overdraft.end(), 0) ==
            static_cast<std::ptrdiff_t>(paid.overdraft.size()));
      REQUIRE(paid.charges.size() == owed.charges.size());
      for (std::size_t i = 0; i < paid.charges.size(); ++i) {
        CHECK(std::tie(paid.charges[i].at, paid.charges[i].until, paid.charges[i].unit, paid.charges[i].tokens) ==
              std::tie(owed.charges[i].at, owed.charges[i].until, owed.charges[i].unit, owed.charges[i].tokens));
      }
    }
  }
}
