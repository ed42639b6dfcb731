// A small world made by hand, for the tests of the analyses: two teams, three tranches, ten days.
//
// The default team has jan (100 tokens at 2, bought before the horizon, 40 of them expire) and T2 (50 tokens, without a
// price, bought on the fourth day). UK has uk (20 tokens at 0.5), and owes 5 at the end.
#pragma once

#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown::tests {

inline Day day(const char* text) { return *parse_day(text); }

inline Tranche tranche(const Zone& zone, const char* id, const char* team, const char* bought, const char* expires,
                       std::int64_t tokens, std::optional<Money> price) {
  Tranche t;
  t.id = id;
  t.team = team;
  t.bought = day(bought);
  t.expires = day(expires);
  t.arrives_at = zone.start_of(t.bought);
  t.expires_at = zone.start_of(t.expires);
  t.tokens = Tokens::whole(tokens);
  t.unit_price = price;
  return t;
}

struct World {
  Scenario scenario;
  Trace trace;
  Outcome outcome;

  World() {
    const Zone zone = *Zone::find("America/New_York");
    scenario.name = "A small world";
    scenario.currency = "USD";
    scenario.from = day("2026-03-02");
    scenario.until = day("2026-03-12");  // with the short day, 8 March
    scenario.begin = zone.start_of(scenario.from);
    scenario.end = zone.start_of(scenario.until);
    scenario.days = DayTable(zone, scenario.from, scenario.until);
    scenario.zones = {zone};
    scenario.products = {{"AutoCAD", {{always, Tokens::whole(7)}}}, {"Smith, J.'s", {{always, Tokens::whole(10)}}}};
    scenario.tranches = {tranche(zone, "jan", "", "2026-01-05", "2026-03-09", 100, Money::whole(2)),
                         tranche(zone, "T2", "", "2026-03-05", "2026-06-01", 50, std::nullopt),
                         tranche(zone, "uk", "UK", "2026-03-02", "2027-03-02", 20, parse_money("0.5"))};
    trace.teams.intern("");
    trace.teams.intern("UK");
    trace.versions.intern("");
    trace.machines.intern("");
    trace.users.intern("mary");
    trace.users.intern("=cmd");
    trace.units = {unit(0, 0, 0), unit(0, 1, 1), unit(1, 0, 0)};
    trace.open = {0, 0, 0};
    trace.close = {0, 0, 0};
    trace.unit = {0, 1, 2};
    trace.outside = 4;

    arrive(0, scenario.begin, 100);
    arrive(2, scenario.begin, 20);
    arrive(1, scenario.tranches[1].arrives_at, 50);
    outcome.events.push_back(
        {scenario.tranches[0].expires_at, TrancheId(0), PoolEvent::Kind::expired, Tokens::whole(40), {}, {}, 0});
    charge(0, at(0, 9), 24, 60, {{TrancheId(0), Tokens::whole(60)}});
    charge(2, at(1, 9), 24, 25, {{TrancheId(2), Tokens::whole(20)}});
    charge(1, at(8, 23), 24, 10, {{TrancheId(1), Tokens::whole(10)}});
    outcome.denials = {{at(2, 9), UnitId(2), DenialKind::cut_off, Tokens::whole(7), Tokens{}},
                       {at(2, 10), UnitId(2), DenialKind::denied, Tokens::whole(7), Tokens{}},
                       {at(9, 22), UnitId(2), DenialKind::denied, Tokens::whole(7), *parse_tokens("0.25")}};
    outcome.tranches = scenario.tranches;
    outcome.balances = {balance(100, 60, 40), balance(50, 10, 0), balance(20, 20, 0)};
    outcome.balances[2].team = TeamId(1);
    outcome.overdraft = {Tokens{}, Tokens::whole(5)};
    outcome.visits = 5;
    outcome.denied_sessions = 2;
    outcome.cut_offs = 1;
  }

  // An hour of a day of the horizon, local time.
  [[nodiscard]] Instant at(std::int32_t day, std::int32_t hour) const {
    return scenario.server().instant_of(scenario.from + day, hour * 3600).instant;
  }

 private:
  static ChargeUnit unit(std::uint32_t team, std::uint32_t user, std::uint32_t product) {
    return {TeamId(team), UserId(user), ProductId(product), VersionId(0), MachineId(0)};
  }
  static TrancheBalance balance(std::int64_t bought, std::int64_t consumed, std::int64_t expired) {
    TrancheBalance b;
    b.bought = Tokens::whole(bought);
    b.consumed = Tokens::whole(consumed);
    b.expired = Tokens::whole(expired);
    b.remaining = b.bought - b.consumed - b.expired;
    return b;
  }
  void arrive(std::uint32_t id, Instant at, std::int64_t tokens) {
    const TeamId team(scenario.tranches[id].team.empty() ? 0 : 1);
    outcome.events.push_back({at, TrancheId(id), PoolEvent::Kind::arrived, Tokens::whole(tokens), team, {}, 0});
  }
  void charge(std::uint32_t unit_id, Instant at, std::int64_t hours, std::int64_t tokens, std::vector<Draw> draws) {
    Journal& journal = outcome.charges;
    Journal::Row row;
    row.at = static_cast<std::uint32_t>(at.seconds);
    row.unit = unit_id;
    row.state = RowState::charged;
    row.amount = static_cast<std::uint32_t>(journal.amounts.size());
    journal.amounts.push_back(Tokens::whole(tokens).micro);
    journal.pay(row, draws);
    journal.add(journal.opens, row, static_cast<std::uint32_t>(at.seconds + hours * 3600));
  }
};

}  // namespace drawdown::tests
