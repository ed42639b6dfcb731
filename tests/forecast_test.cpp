#include "engine/ensemble/forecast.h"

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/summary.h"
#include "engine/base/input_error.h"
#include "engine/demand/continued_log.h"
#include "engine/replay/replay.h"
#include "engine/report/json.h"
#include "engine/scenario/load.h"
#include "engine/trace/view.h"
#include "tests/forecast_world.h"
#include "tests/program.h"

using namespace drawdown;
using tests::certain_log;
using tests::certain_yaml;

namespace {

// A scenario, its log up to today, and what continues it.
struct Continued {
  Scenario scenario;
  Day today;
  SessionLog known;

  Continued(Scenario of, Day day, ExpectedBy by) : scenario(std::move(of)), today(day) {
    const Scenario* const reader = &scenario;
    known = known_log(read_log({&reader, 1}), scenario, today);
    scenario.demand = expected_demand(scenario, known, today, by);
  }
  Continued(const std::string& yaml, const std::string& log, const std::string& day)
      : Continued(loaded(yaml, log), *parse_day(day), ExpectedBy::bootstrap) {}

  static Scenario loaded(const std::string& yaml, const std::string& log) {
    static const tests::Workplace place;
    place.put("log.csv", log);
    return load_scenario_text(yaml, "a.yaml", place.folder().string());
  }
  [[nodiscard]] Forecast ahead(const ForecastOptions& options) const {
    const ContinuedLog log(scenario, known, today);
    return forecast(
        scenario, today, [&](std::size_t, std::uint64_t replication) { return log.draw(replication); }, options);
  }
};

Scenario shipped(const std::string& name) { return load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/" + name); }

// All that stands in charges.csv of the charges before an instant.
std::vector<std::string> charges_before(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                        Instant until) {
  std::vector<std::string> rows;
  for (const Charge& charge : outcome.charges) {
    if (charge.at < until) {
      const ChargeUnit& unit = trace.units[charge.unit.value];
      std::string row = format_utc(charge.at) + ' ' + trace.users[unit.user] + ' ' +
                        scenario.products[unit.product.value].name + ' ' + format(charge.tokens);
      for (const Draw& draw : charge.draws()) {
        row += ' ' + std::to_string(draw.tranche.value) + ':' + format(draw.tokens);
      }
      rows.push_back(row);
    }
  }
  return rows;
}

std::string summary_of(const Scenario& scenario, const Trace& trace) {
  const Outcome outcome = replay(scenario, trace, {.audit = true});
  return to_json(summary_record(summarise(scenario, trace, outcome, burn_curve(scenario, trace, outcome).counts)));
}

using Told = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::string, std::string>>;

Told sessions_from(const SessionLog& log, Instant from) {
  Told told;
  for (std::size_t i = first_at(log.trace, from); i < log.trace.size(); ++i) {
    const ChargeUnit& unit = log.trace.units[log.trace.unit[i]];
    told.emplace_back(log.trace.open[i], log.trace.close[i], log.trace.users[unit.user],
                      log.products[unit.product.value].name);
  }
  return told;
}

}  // namespace

TEST_CASE("where every week is the same, a forecast is certain") {
  const Continued world(certain_yaml(), certain_log(), "2026-02-02");
  const Forecast ahead = world.ahead({.replications = 20, .risk = 0});
  const CandidateTally& tally = ahead.tally();
  // 178 tokens last for five weeks and leave 3: Monday of the sixth is refused, and so is the rest of that week.
  CHECK(tally.dry() == 20);
  CHECK(tally.dry_day(10).value == *parse_day("2026-02-09"));
  CHECK(tally.of(ReplicaMeasure::denied_sessions).mean.sum() == Wide{20} * 5 * micro_per_unit);
  CHECK(tally.balance()[41].spread.quantile(50) == Tokens::whole(3).micro);
  // (178·2 + 50·3 + 100·4) / (7·35)
  CHECK(tally.price_consumed().mean.number() == 20);
  CHECK(tally.price_consumed().spread.quantile(100) == 3'697'959);

  REQUIRE(ahead.purchases.size() == 2);
  CHECK(ahead.purchases[0].tranche == 1);
  CHECK(ahead.purchases[0].dry_before == 20);
  // b loses 15 of its 50; with what is left of a, 32 suffice for its week.
  REQUIRE(ahead.purchases[0].smaller);
  CHECK(ahead.purchases[0].smaller->tokens == Tokens::whole(32));
  CHECK(ahead.purchases[0].smaller->p_worse.value == 0);
  CHECK(ahead.purchases[0].smaller->p_dry.value == micro_per_unit);
  CHECK(ahead.purchases[0].smaller->p_write_off.value == 0);
  CHECK(ahead.purchases[0].smaller->expired.value == 0);
  CHECK_FALSE(ahead.purchases[1].smaller);  // c expires after the horizon

  REQUIRE(ahead.extra_use.size() == 1);
  const ExtraUse& use = ahead.extra_use[0];
  CHECK(use.tranche == 1);
  CHECK(use.days == 7);
  CHECK(use.working_days == 5);
  CHECK(use.lost_p50 == Tokens::whole(15));
  CHECK(use.lost_p90 == Tokens::whole(15));
  CHECK(use.per_working_day(use.lost_p50) == Tokens::whole(3));
  CHECK(use.per_day(use.lost_p50) == Tokens{2'142'858});
}

TEST_CASE("a smaller purchase can be ordered, and is none where none is needed") {
  const Continued priced(certain_yaml(), certain_log(), "2026-02-02");
  Scenario scenario = priced.scenario;
  scenario.prices = PriceList{{}, Tokens::whole(20), Tokens::whole(10)};
  const ContinuedLog log(scenario, priced.known, priced.today);
  const DrawDemand draw = [&](std::size_t, std::uint64_t replication) { return log.draw(replication); };
  const auto smaller = [&](const ForecastOptions& options) {
    return forecast(scenario, priced.today, draw, options).purchases[0].smaller;
  };
  CHECK(smaller({.replications = 5, .risk = 0}).value().tokens == Tokens::whole(40));
  CHECK(smaller({.replications = 5, .risk = micro_per_unit}).value().tokens == Tokens{});
  scenario.tranches[0].tokens = Tokens::whole(1000);
  CHECK(smaller({.replications = 5, .risk = 0}).value().tokens == Tokens{});
  scenario.tranches[0].tokens = Tokens::whole(178);
  scenario.tranches[1].tokens = Tokens::whole(40);
  CHECK_FALSE(smaller({.replications = 5, .risk = 0}));
}

TEST_CASE("running dry before today does not count, and odds of purchases never fall") {
  // By 16 February the pool has been dry for a week.
  const Continued world(certain_yaml(), certain_log(8), "2026-02-16");
  const Forecast ahead = world.ahead({.replications = 5});
  CHECK(ahead.tally().dry() == 0);
  CHECK(ahead.tally().of(ReplicaMeasure::denied_sessions).mean.sum() == Wide{5} * 5 * micro_per_unit);
  CHECK(ahead.purchases.size() == 2);  // b arrives today
  CHECK(ahead.purchases[0].dry_before == 0);

  const Continued owing(certain_yaml(), certain_log(8), "2026-02-10");
  Scenario overdraft = owing.scenario;
  overdraft.rules.when_empty = WhenEmpty::overdraft;
  const ContinuedLog log(overdraft, owing.known, owing.today);
  const Forecast debts =
      forecast(overdraft, owing.today, [&](std::size_t, std::uint64_t replication) { return log.draw(replication); },
               {.replications = 5});
  CHECK(debts.tally().dry_day(50).value == *parse_day("2026-02-10"));  // also on the 9th, which is past
}

TEST_CASE("windows go on over the midnight at which the log ends") {
  // Each Monday's charge at 20:00 covers Tuesday morning.
  std::string log = "user,product,open,close\n";
  for (int week = 0; week < 5; ++week) {
    const std::string monday = format(*parse_day("2026-01-05") + 7 * week);
    const std::string tuesday = format(*parse_day("2026-01-05") + 7 * week + 1);
    log += "mary,AutoCAD," + monday + "T20:00:00Z," + monday + "T21:00:00Z\n";
    if (week < 4) {
      log += "mary,AutoCAD," + tuesday + "T10:00:00Z," + tuesday + "T11:00:00Z\n";
    }
  }
  const Continued world(certain_yaml(), log, "2026-02-03");  // a Tuesday
  const ContinuedLog continued(world.scenario, world.known, world.today);
  const Trace trace = continued.draw(3);
  CHECK(trace.size() == 16);
  CHECK(trace.units.size() == 1);
  const Outcome outcome = replay(world.scenario, trace, {.audit = true});
  CHECK(outcome.charges.opens.rows.size() == 8);
  CHECK(outcome.visits == 16);
}

TEST_CASE("a session without a close ends today, and one with a close when it says") {
  const std::string log = certain_log() +
                          "ann,AutoCAD,2026-01-30T22:00:00Z,\n"
                          "bob,AutoCAD,2026-01-30T23:00:00Z,2026-02-03T12:00:00Z\n"
                          "eve,AutoCAD,2026-01-31T01:00:00Z,2026-01-31T02:00:00Z\n";
  const Continued world(certain_yaml(), log, "2026-01-31");
  const SessionColumn& close = world.known.trace.close;
  REQUIRE(close.size() == 22);  // not eve's
  CHECK(Instant{close[20]} == world.scenario.server().start_of(world.today));
  CHECK(format_utc(Instant{close[21]}) == "2026-02-03T12:00:00Z");
}

TEST_CASE("what is not known today is neither idle nor a result") {
  const Continued world(certain_yaml(), certain_log(), "2026-02-02");
  const auto now = static_cast<std::uint32_t>(world.scenario.server().start_of(world.today).seconds);
  SessionLog log = world.known;
  log.idle.users.intern("mary");
  log.idle.spans = {{UserId(0), ProductId(0), MachineId(0), now - 100, now - 50},
                    {UserId(0), ProductId(0), MachineId(0), now - 10, IdleSpan::endless},
                    {UserId(0), ProductId(0), MachineId(0), now, now + 10}};
  log.results.users.intern("mary");
  log.results.results = {{now - 1, UserId(0), ProductId(0), TeamId(0), micro_per_unit, 2},
                         {now, UserId(0), ProductId(0), TeamId(0), micro_per_unit, 3}};
  const SessionLog known = known_log(log, world.scenario, world.today);
  REQUIRE(known.idle.spans.size() == 2);
  CHECK(known.idle.spans[0].to == now - 50);
  CHECK(known.idle.spans[1].to == now);
  REQUIRE(known.results.results.size() == 1);
  CHECK(known.results.results[0].line == 2);
  const SessionLog all = known_log(log, world.scenario, world.scenario.until);
  CHECK(all.idle.spans.size() == 3);
  CHECK(all.idle.spans[1].to == IdleSpan::endless);
}

TEST_CASE("a log's first unknown day is the one after its last") {
  const Continued world(certain_yaml(), certain_log(), "2026-02-02");
  const Scenario* const reader = &world.scenario;
  CHECK(day_after_log(world.scenario, read_log({&reader, 1})) == *parse_day("2026-01-31"));
  CHECK(day_after_log(world.scenario, SessionLog{}) == world.scenario.from);
}

TEST_CASE("a forecast at the end of the horizon is the run") {
  const Continued world(shipped("office.yaml"), *parse_day("2027-01-01"), ExpectedBy::bootstrap);
  const ContinuedLog continued(world.scenario, world.known, world.today);
  const Scenario plain = shipped("office.yaml");
  const Trace trace = read_sessions(plain).trace;
  CHECK(summary_of(world.scenario, continued.draw(1)) == summary_of(plain, trace));
  const Outcome outcome = replay(plain, trace);
  const Trace drawn = continued.draw(2);
  CHECK(charges_before(world.scenario, drawn, replay(world.scenario, drawn), plain.end) ==
        charges_before(plain, trace, outcome, plain.end));
}

TEST_CASE("what is charged before today is what the run charges, in every replication") {
  for (const char* name : {"office.yaml", "enterprise.yaml"}) {
    CAPTURE(name);
    const Scenario plain = shipped(name);
    const Day today = plain.from + 181;
    const Instant now = plain.server().start_of(today);
    const Trace trace = read_sessions(plain).trace;
    const std::vector<std::string> known = charges_before(plain, trace, replay(plain, trace), now);
    CHECK(known.size() > 1000);
    const Continued world(plain, today, ExpectedBy::bootstrap);
    const ContinuedLog continued(world.scenario, world.known, today);
    for (std::uint64_t replication = 1; replication <= 2; ++replication) {
      const Trace drawn = continued.draw(replication);
      const Outcome outcome = replay(world.scenario, drawn, {.audit = true});
      CHECK(charges_before(world.scenario, drawn, outcome, now) == known);
      CHECK(charges_before(world.scenario, drawn, outcome, world.scenario.end).size() > known.size() + 500);
    }
  }
}

TEST_CASE("the rest of a replication is that of its demand, from today on") {
  Scenario scenario = shipped("office.yaml");
  scenario.demand = shipped("population-office.yaml").demand;  // of the same zones and products, in the same order
  const Day today = scenario.from + 100;
  const Instant now = scenario.server().start_of(today);
  const Scenario* const reader = &scenario;
  const DemandSource source(scenario);
  const ContinuedLog continued(scenario, known_log(read_log({&reader, 1}), scenario, today), today);
  const Told rest = sessions_from(source.log(5), now);
  CHECK(rest.size() > 1000);
  CHECK(sessions_from(continued.log(5), now) == rest);
}

TEST_CASE("of the own log, a history draws from days before today only") {
  Scenario scenario = Continued::loaded(certain_yaml("demand: {history: {sessions: log.csv, trend: 3}}\n"), "");
  const Day today = *parse_day("2026-02-02");
  CHECK(expected_demand(scenario, {}, today, ExpectedBy::demand).history->until == today);
  scenario.demand->history->until = today + (-7);
  CHECK(expected_demand(scenario, {}, today, ExpectedBy::demand).history->until == today + (-7));
  scenario.demand->history->sessions = "another.csv";
  scenario.demand->history->until.reset();
  CHECK_FALSE(expected_demand(scenario, {}, today, ExpectedBy::demand).history->until.has_value());
  const Demand own = expected_demand(scenario, {}, today, ExpectedBy::bootstrap);
  CHECK(own.history->sessions == scenario.usage.sessions);
  CHECK(own.history->until == today);
  CHECK(own.history->trend == scenario.demand->history->trend);
}
