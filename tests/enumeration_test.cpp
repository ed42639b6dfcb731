// Every order of events up to a small size, enumerated: the engine against the oracle on all of them.
//
// Two users of one product, up to three sessions, each opening and closing at one of five hours that are chosen so that
// graces, windows, days, tranches and retries end where others begin. Hours count from the first midnight:
//
//   22  a two-hour grace that starts here ends at midnight; a day's window, at 46
//   23  … ends an hour into the next day: the calendar window is over before the hold is settled
//   24  midnight: tranches arrive and expire; a retry after a denial at 22 or 23 comes here
//   46  a window of 22 ends
//   48  a window of 24 ends; midnight again
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/replay/replay.h"
#include "tests/oracle/oracle.h"
#include "tests/oracle/rows.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

constexpr std::int64_t hours[] = {22, 23, 24, 46, 48};

struct Choice {
  std::uint32_t unit = 0;
  std::uint32_t open = 0;  // seconds since 1970
  std::uint32_t close = 0;
};

Scenario empty_scenario() {
  Scenario scenario;
  scenario.name = "Enumeration";
  scenario.currency = "USD";
  scenario.from = *parse_day("2026-01-05");
  scenario.until = scenario.from + 3;
  scenario.zones = {Zone()};
  scenario.products = {{"AutoCAD", {{always, Tokens::whole(7)}}}};
  set_horizon(scenario);
  return scenario;
}

void add_tranche(Scenario& scenario, std::int32_t first, std::int32_t last, std::int64_t tokens) {
  Tranche tranche;
  tranche.id = fmt::format("T{}", scenario.tranches.size() + 1);
  tranche.bought = scenario.from + first;
  tranche.expires = scenario.from + last;
  tranche.tokens = Tokens::whole(tokens);
  scenario.tranches.push_back(tranche);
  set_horizon(scenario);
}

std::vector<Scenario> pools() {
  std::vector<Scenario> list(4, empty_scenario());
  add_tranche(list[0], 0, 1, 7);  // one charge a day, then nothing
  add_tranche(list[0], 1, 2, 7);
  add_tranche(list[1], 0, 2, 10);  // charges that need both
  add_tranche(list[1], 1, 3, 10);
  add_tranche(list[2], 0, 1, 12);  // expires while it is held
  add_tranche(list[2], 0, 3, 9);
  add_tranche(list[3], 1, 3, 5);  // pays debts, never a charge
  add_tranche(list[3], 2, 3, 9);
  return list;
}

std::vector<Rules> all_rules() {
  std::vector<Rules> list;
  const Duration day{24 * 3600};
  for (const Window& window : {Window(RollingWindow{day}), Window(CalendarWindow{}), Window(SharedWindow{day}),
                               Window(SharedWindow{{3600}}), Window(VisitWindow{})}) {
    for (const WhenEmpty empty : {WhenEmpty::deny, WhenEmpty::retry, WhenEmpty::overdraft}) {
      for (const std::int64_t grace : {0, 2 * 3600}) {
        for (const bool renew : {true, false}) {
          Rules rules;
          rules.window = window;
          rules.grace = {grace};
          rules.renew = renew;
          rules.when_empty = empty;
          rules.retry_after = {3600};
          list.push_back(rules);
        }
      }
    }
  }
  return list;
}

Trace trace_of(const std::vector<Choice>& sessions) {
  Trace trace;
  trace.teams.intern("");
  trace.versions.intern("");
  trace.machines.intern("");
  SessionRows rows;
  for (const Choice& session : sessions) {
    if (session.unit == trace.units.size()) {
      ChargeUnit unit;
      unit.user = trace.users.intern(session.unit == 0 ? "ann" : "ben");
      trace.units.push_back(unit);
      trace.user_zones.push_back(ZoneId(0));
    }
    rows.add(session.open, session.close, session.unit);
  }
  trace.set(std::move(rows));
  trace.rows = trace.size();
  return trace;
}

// All traces that begin with `sessions`: sorted by open, in every order of the file where opens are equal. The first
// session is ann's; what begins with ben's is the same with names changed.
void extend(std::vector<Choice>& sessions, const Scenario& scenario, std::vector<Trace>& traces) {
  traces.push_back(trace_of(sessions));
  if (sessions.size() == 3) {
    return;
  }
  for (std::size_t open = 0; open < std::size(hours); ++open) {
    for (std::size_t close = open; close < std::size(hours); ++close) {
      for (std::uint32_t unit = 0; unit < (sessions.empty() ? 1 : 2); ++unit) {
        const auto at = [&scenario](std::size_t i) {
          return static_cast<std::uint32_t>(scenario.begin.seconds + hours[i] * 3600);
        };
        if (sessions.empty() || at(open) >= sessions.back().open) {
          sessions.push_back({unit, at(open), at(close)});
          extend(sessions, scenario, traces);
          sessions.pop_back();
        }
      }
    }
  }
}

}  // namespace

TEST_CASE("the engine and the oracle agree on every order of up to three sessions around every border") {
  std::vector<Choice> sessions;
  std::vector<Trace> traces;
  extend(sessions, empty_scenario(), traces);
  std::size_t cases = 0;
  std::size_t charges = 0;
  std::size_t denials = 0;
  std::vector<Scenario> scenarios = pools();
  const std::vector<Rules> rules = all_rules();
  for (std::size_t combination = 0; combination < scenarios.size() * rules.size(); ++combination) {
    const std::size_t pool = combination / rules.size();
    const std::size_t rule = combination % rules.size();
    Scenario& scenario = scenarios[pool];
    scenario.rules = rules[rule];
    // A quarter of the traces, and another quarter for the next pool: every trace meets every rule.
    for (std::size_t i = (pool + rule) % 4; i < traces.size(); i += slow_build ? 160 : 4) {
      const Trace& trace = traces[i];
      const oracle::Outcome expected = oracle::replay(scenario, trace);
      const oracle::Outcome actual = oracle::plain(replay(scenario, trace));
      if (const auto difference = oracle::difference(scenario, trace, expected, actual)) {
        World world{scenario, {}, trace};
        for (std::size_t s = 0; s < trace.size(); ++s) {
          world.sessions.push_back(
              {trace.users[trace.units[trace.unit[s]].user], 0, "", "", "", trace.open[s], trace.close[s]});
        }
        FAIL(as_story(world) << "---\n" << *difference);
      }
      ++cases;
      charges += expected.charges.size();
      denials += expected.denials.size();
    }
  }
  CHECK(cases > (slow_build ? 5'000U : 100'000U));
  CHECK(charges > cases / 2);
  CHECK(denials > cases / 4);
}
