// Coverage by hand, and its laws on random worlds.
#include "engine/analysis/coverage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/summary.h"
#include "engine/replay/meter.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/entitled_worlds.h"
#include "tests/oracle/entitled.h"

using namespace drawdown;

namespace {

constexpr const char* studio = R"(time_zone: America/New_York
from: 2026-01-05
until: 2026-01-08
rules: flex
rates: {AutoCAD: 7, Maya: 6, Revit: 10}
entitlements:
  subscriptions: [{user: mary, product: AutoCAD, until: 2026-01-07}]
  collections: [{name: AEC, products: [AutoCAD, Revit], users: [{user: bob}]}]
  seats: [{product: Maya, number: 1}]
access: {deny: [{user: eve}]}
pool: {lifetime: 365d, tranches: [{id: pack, bought: 2026-01-05, tokens: 13}]}
usage: {sessions: s.csv}
)";
constexpr const char* log =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05 08:00,2026-01-05 12:00\n"
    "mary,AutoCAD,2026-01-05 13:00,2026-01-05 14:00\n"
    "mary,AutoCAD,2026-01-06 08:00,2026-01-06 12:00\n"
    "mary,AutoCAD,2026-01-07 08:00,2026-01-07 12:00\n"  // 7 tokens
    "bob,Revit,2026-01-05 09:00,2026-01-05 10:00\n"
    "tom,Maya,2026-01-05 09:00,2026-01-05 10:00\n"
    "ann,Maya,2026-01-05 09:30,2026-01-05 11:00\n"    // finds no seat: 6 tokens
    "eve,Maya,2026-01-05 09:30,2026-01-05 09:50\n"    // finds no seat, and may not use tokens
    "ann,Maya,2026-01-07 09:30,2026-01-07 11:00\n"    // a seat
    "ann,Revit,2026-01-07 09:30,2026-01-07 11:00\n";  // refused for want of tokens

struct Studio {
  Scenario scenario = load_scenario_text(studio, "studio.yaml", "");
  Trace trace = as_ruled(scenario, read_trace_text(session_request(scenario), log).trace, {});
  Outcome outcome = replay(scenario, trace);
  Coverage coverage = coverage_of(scenario, trace, outcome);
};

}  // namespace

TEST_CASE("sessions and access days are counted by what let them in, by user and product") {
  const Studio s;
  CHECK(to_csv(coverage_table(s.scenario, s.trace, s.coverage)) ==
        "user,product,subscription_sessions,subscription_days,collection_sessions,collection_days,seat_sessions,seat_"
        "days,tokens_sessions,tokens_days,refused_sessions,refused_days,covered_tokens\n"
        "ann,Maya,0,0,0,0,1,1,1,1,0,0,6\n"
        "ann,Revit,0,0,0,0,0,0,0,0,1,1,0\n"
        "bob,Revit,0,0,1,1,0,0,0,0,0,0,10\n"
        "eve,Maya,0,0,0,0,0,0,0,0,1,1,0\n"
        "mary,AutoCAD,3,2,0,0,0,0,1,1,0,0,14\n"
        "tom,Maya,0,0,0,0,1,1,0,0,0,0,6\n");
  CHECK(format(s.coverage.total.tokens) == "36");
  CHECK(s.coverage.covered().sessions == 6);
  CHECK(s.coverage.covered().days == 5);
  const Summary summary = summarise(s.scenario, s.trace, s.outcome, burn_curve(s.scenario, s.trace, s.outcome).counts);
  CHECK(summary.sessions == 10);
  CHECK(summary.covered_sessions == 6);
  CHECK(summary.denied_sessions == 2);
  CHECK(summary.charges == 2);
}

TEST_CASE("seats tell how many were held at once, granted and refused") {
  const Studio s;
  CHECK(to_csv(seat_table(s.scenario, s.trace)) ==
        "product,number,peak,peak_at,granted,refused\nMaya,1,1,2026-01-05T14:00:00Z,2,2\n");
}

TEST_CASE("what access refuses is a denial with that reason, before others of its instant") {
  const Studio s;
  REQUIRE(s.outcome.denials.size() == 2);
  CHECK(s.outcome.denials[0].reason == DenialReason::access);
  CHECK(s.trace.users[s.trace.units[s.outcome.denials[0].unit.value].user] == "eve");
  CHECK(s.outcome.denials[1].reason == DenialReason::tokens);
  CHECK(s.outcome.denied_sessions == 2);
}

TEST_CASE("the number of seats is the most that are in force at once within the horizon") {
  Studio s;
  const auto number = [&](std::vector<FloatingSeats> seats) {
    s.scenario.entitlements.seats = std::move(seats);
    return seat_reports(s.scenario, s.trace)[0].number;
  };
  const auto day = [](const char* text) { return parse_day(text); };
  CHECK(number({{ProductId(1), 2, {}}, {ProductId(1), 3, {day("2026-01-06"), day("2026-01-07")}}}) == 5);
  CHECK(number({{ProductId(1), 2, {{}, day("2026-01-06")}}, {ProductId(1), 3, {day("2026-01-06"), {}}}}) == 3);
  CHECK(number({{ProductId(1), 2, {}}, {ProductId(1), 3, {day("2026-01-08"), {}}}}) == 2);
  CHECK(number({{ProductId(1), 2, {{}, day("2026-01-05")}}}) == 0);
}

TEST_CASE("every session is covered, let in with tokens or refused, as the oracle has it") {
  std::uint64_t covered = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    add_entitlements(world, seed);
    const Outcome outcome = replay(world.scenario, world.trace);
    const Coverage coverage = coverage_of(world.scenario, world.trace, outcome);
    std::uint64_t sessions = 0;
    for (const Coverage::Use& use : coverage.total.by) {
      sessions += use.sessions;
      CHECK(use.days <= use.sessions);
    }
    CHECK(sessions == world.sessions.size());
    const oracle::Entitled expected = oracle::entitled(world.scenario, world.log);
    for (const auto& [way, theirs] : {std::pair(Coverage::by_subscription, oracle::Way::subscription),
                                      std::pair(Coverage::by_collection, oracle::Way::collection),
                                      std::pair(Coverage::by_seat, oracle::Way::seat)}) {
      CHECK(coverage.total.by[way].sessions ==
            static_cast<std::uint64_t>(std::count(expected.ways.begin(), expected.ways.end(), theirs)));
    }
    // A session of spells may come in, and be refused later.
    const std::uint64_t refused = coverage.total.by[Coverage::refused].sessions;
    CHECK(refused <= outcome.denied_sessions);
    if (world.trace.session.empty()) {
      CHECK(refused == outcome.denied_sessions);
    }
    covered += coverage.covered().sessions;
    std::vector<SeatReport> reports =
        world.scenario.entitlements.empty() ? std::vector<SeatReport>() : seat_reports(world.scenario, world.trace);
    for (const SeatReport& report : reports) {
      const auto peak = expected.peak.find(report.product);
      CHECK(report.use.peak == (peak == expected.peak.end() ? 0 : peak->second));
      const auto no = expected.seat_refusals.find(report.product);
      CHECK(report.use.refused == (no == expected.seat_refusals.end() ? 0 : no->second));
    }
  }
  CHECK(covered > 5'000);
}

TEST_CASE("what covered sessions would have cost is what the same sessions cost without entitlements, if all are") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    World world = seed % 3 == 0 ? random_idle_world(seed) : random_world(seed);
    Tokens tokens;
    const Metered metered = meter(world.scenario, world.trace);
    for (const Charge& charge : metered.charges) {
      tokens += charge.tokens;
    }
    for (std::uint32_t i = 0; i < world.scenario.products.size(); ++i) {
      world.scenario.entitlements.seats.push_back({ProductId(i), 1'000, {}});
    }
    rebuild(world);
    const Outcome outcome = replay(world.scenario, world.trace);
    CHECK(coverage_of(world.scenario, world.trace, outcome).total.tokens == tokens);
    CHECK(outcome.visits == 0);
  }
}

TEST_CASE("seats enough for all are a collection for everybody") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    World seats = random_world(seed);
    World collection = seats;
    collection.scenario.entitlements.collections.push_back({"all", {}, {}});
    for (std::uint32_t i = 0; i < seats.scenario.products.size(); i += 2) {
      seats.scenario.entitlements.seats.push_back({ProductId(i), 1'000, {}});
      collection.scenario.entitlements.collections[0].products.emplace_back(i);
    }
    for (const char* user : {"u1", "u2", "u3", "u4"}) {
      collection.scenario.entitlements.collections[0].users.push_back({user, {}});
    }
    rebuild(seats);
    rebuild(collection);
    const Outcome one = replay(seats.scenario, seats.trace);
    const Outcome other = replay(collection.scenario, collection.trace);
    CHECK(seats.trace.size() == collection.trace.size());
    CHECK(one.charges.end() == other.charges.end());
    CHECK(one.denied_sessions == other.denied_sessions);
    CHECK(coverage_of(seats.scenario, seats.trace, one).total.tokens ==
          coverage_of(collection.scenario, collection.trace, other).total.tokens);
  }
}

TEST_CASE("settling what was metered is the replay, with what access refuses too") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    World world = random_world(seed);
    add_entitlements(world, seed);
    if (const auto settled = settle(world.scenario, world.trace, meter(world.scenario, world.trace))) {
      const Outcome outcome = replay(world.scenario, world.trace);
      CHECK(settled->denied_sessions == outcome.denied_sessions);
      CHECK(settled->denials.size() == outcome.denials.size());
      compared += outcome.denials.size();
    }
  }
  CHECK(compared > 100);
}
