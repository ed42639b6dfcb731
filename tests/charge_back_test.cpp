// Who paid each charge in the end, and what everybody costs.
#include "engine/analysis/charge_back.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/payments.h"
#include "engine/analysis/summary.h"
#include "engine/base/exact_cost.h"
#include "engine/report/csv.h"
#include "tests/cost_world.h"

using namespace drawdown;
using namespace drawdown::tests;
using Lines = std::vector<std::string>;
using WriteOff = ChargeBack::WriteOff;

namespace {

// "mary: jan 5, feb 2": who paid each charge.
Lines payers(const ManagedWorld& world) {
  const Payments payments(world.scenario, world.trace, world.outcome);
  Lines lines;
  std::size_t place = 0;
  for (const Charge& charge : world.outcome.charges) {
    std::string line = world.trace.users[world.trace.units[charge.unit.value].user] + ":";
    for (const Draw& draw : payments.of(charge, place++)) {
      line += " " + (draw.tranche == no_tranche ? "nobody" : world.outcome.tranches[draw.tranche.value].id) + " " +
              format(draw.tokens);
    }
    lines.push_back(line);
  }
  return lines;
}

// "mary 7 tokens 16.8 + 1 expired 2.4" of a dimension.
Lines costs(const ManagedWorld& world, ChargeBack::Dimension::Kind by, WriteOff key) {
  Scenario scenario = world.scenario;
  scenario.charge_back = ChargeBack{{{by, 0, "it"}}, key};
  const ChargeBackReport report = charge_back_of(scenario, world.trace, world.outcome);
  Lines lines;
  for (const CostLine& line : report.dimensions[0].lines) {
    lines.push_back((line.kind == CostLine::Kind::unallocated ? "nobody" : line.value) + " " + format(line.tokens) +
                    " tokens " + format(line.cost) + " + " + format(line.expired) + " expired " +
                    format(line.write_off));
  }
  return lines;
}

ManagedWorld in_debt() {
  ManagedWorld world;
  world.scenario.rules.when_empty = WhenEmpty::overdraft;
  world.tranche("jan", "2026-01-02", 5);
  world.scenario.tranches.back().unit_price = parse_money("2.40");
  world.tranche("feb", "2026-01-10", 12);
  world.scenario.tranches.back().unit_price = parse_money("3");
  world.session("mary", "2026-01-05T15:00:00Z", 60);
  world.session("bob", "2026-01-06T15:00:00Z", 60);
  world.session("ann", "2026-01-07T15:00:00Z", 60);
  return world;
}

}  // namespace

TEST_CASE("what a charge owed is paid in the order in which debts were made, and costs what the payer cost") {
  ManagedWorld world = in_debt();
  world.run();
  CHECK(payers(world) == Lines{"mary: jan 5 feb 2", "bob: feb 7", "ann: feb 3 nobody 4"});
  // 5 at 2.40 and 2 at 3; what ann owes is at the price of the latest purchase.
  CHECK(costs(world, ChargeBack::Dimension::Kind::user, WriteOff::team) ==
        Lines{"ann 7 tokens 21 + 0 expired 0", "bob 7 tokens 21 + 0 expired 0", "mary 7 tokens 18 + 0 expired 0"});
}

TEST_CASE("a hold's debt is made when it is settled, after one that was made at once meanwhile") {
  ManagedWorld world;
  world.scenario.rules.when_empty = WhenEmpty::overdraft;
  world.scenario.rules.grace = Duration{3600};
  world.session("mary", "2026-01-05T15:00:00Z", 120);
  world.result("bob", "2026-01-05T15:30:00Z", 20);
  world.tranche("jan", "2026-01-06", 3);
  world.run();
  CHECK(payers(world) == Lines{"mary: jan 1 nobody 6", "bob: jan 2"});
}

TEST_CASE("a refund of what is still owed has no payer, and cancels out with it") {
  ManagedWorld world;
  world.scenario.rules.when_empty = WhenEmpty::overdraft;
  world.result("mary", "2026-01-05T15:00:00Z", 50);
  world.result("bob", "2026-01-05T16:00:00Z", 30);
  world.result("mary", "2026-01-05T17:00:00Z", -20);
  world.tranche("jan", "2026-01-06", 100);
  world.scenario.tranches.back().unit_price = Money::whole(2);
  world.scenario.products[1].per_result = Partial::exact;
  world.run();
  CHECK(payers(world) == Lines{"mary: nobody 2 jan 3", "bob: jan 3", "mary: nobody -2"});
  CHECK(costs(world, ChargeBack::Dimension::Kind::user, WriteOff::none) ==
        Lines{"bob 3 tokens 6 + 0 expired 0", "mary 3 tokens 6 + 0 expired 0"});
}

TEST_CASE("a refund is taken off at the price of the tranche that got the tokens back") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 3);
  world.scenario.tranches.back().unit_price = Money::whole(2);
  world.tranche("feb", "2026-01-02", 10, "", "2028-01-01");
  world.scenario.tranches.back().unit_price = Money::whole(5);
  world.result("mary", "2026-01-05T15:00:00Z", 60);   // 3 of jan, 3 of feb
  world.result("mary", "2026-01-06T15:00:00Z", -20);  // of feb
  world.run();
  CHECK(costs(world, ChargeBack::Dimension::Kind::product, WriteOff::team) ==
        Lines{"Renders 4 tokens 11 + 0 expired 0"});
}

TEST_CASE("what expired is borne by the team's users, by those of the tranche, by all alike, or by nobody") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 10, "", "2026-01-20");
  world.scenario.tranches.back().unit_price = Money::whole(1);
  world.tranche("feb", "2026-01-02", 20, "", "2026-02-20");
  world.scenario.tranches.back().unit_price = Money::whole(1);
  world.tranche("uk", "2026-01-02", 4, "UK", "2026-02-20");
  world.scenario.tranches.back().unit_price = Money::whole(1);
  world.session("mary", "2026-01-05T15:00:00Z", 60);  // jan
  world.session("bob", "2026-01-25T15:00:00Z", 60);   // feb
  world.session("bob", "2026-01-28T15:00:00Z", 60);   // feb
  world.run();
  // 3 of jan, 6 of feb and 4 of uk expire.
  using Kind = ChargeBack::Dimension::Kind;
  CHECK(costs(world, Kind::user, WriteOff::team) ==
        Lines{"bob 14 tokens 14 + 6 expired 6", "mary 7 tokens 7 + 3 expired 3", "nobody 0 tokens 0 + 4 expired 4"});
  CHECK(costs(world, Kind::user, WriteOff::tranche) ==
        Lines{"bob 14 tokens 14 + 6 expired 6", "mary 7 tokens 7 + 3 expired 3", "nobody 0 tokens 0 + 4 expired 4"});
  CHECK(costs(world, Kind::user, WriteOff::equal) ==
        Lines{"bob 14 tokens 14 + 6.5 expired 6.5", "mary 7 tokens 7 + 6.5 expired 6.5"});
  CHECK(costs(world, Kind::user, WriteOff::none) ==
        Lines{"bob 14 tokens 14 + 0 expired 0", "mary 7 tokens 7 + 0 expired 0", "nobody 0 tokens 0 + 13 expired 13"});
  CHECK(costs(world, Kind::team, WriteOff::team) ==
        Lines{" 21 tokens 21 + 9 expired 9", "UK 0 tokens 0 + 4 expired 4"});
}

TEST_CASE("the key `team` looks at all that was charged, the key `tranche` at what was drawn") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 7, "", "2026-01-20");
  world.tranche("feb", "2026-01-02", 10, "", "2026-02-20");
  world.scenario.tranches.back().unit_price = parse_money("0.333333");
  world.session("mary", "2026-01-05T15:00:00Z", 60);
  world.session("bob", "2026-01-25T15:00:00Z", 60);
  world.run();
  using Kind = ChargeBack::Dimension::Kind;
  CHECK(costs(world, Kind::user, WriteOff::team) ==
        Lines{"bob 7 tokens 2.333331 + 1.5 expired 0.5", "mary 7 tokens 0 + 1.5 expired 0.499999"});
  CHECK(costs(world, Kind::user, WriteOff::tranche) ==
        Lines{"bob 7 tokens 2.333331 + 3 expired 0.999999", "mary 7 tokens 0 + 0 expired 0"});
}

TEST_CASE("the table has the whole first, and states the key") {
  ManagedWorld world = in_debt();
  world.run();
  world.scenario.charge_back = ChargeBack{{{ChargeBack::Dimension::Kind::team, 0, "team"}}, WriteOff::tranche};
  CHECK(to_csv(charge_back_table(world.scenario, charge_back_of(world.scenario, world.trace, world.outcome))) ==
        "dimension,value,line,tokens,owed,cost,expired,write_off,total,write_off_by\n"
        "all,,all,21,4,60,0,0,60,tranche\n"
        "team,,part,21,4,60,0,0,60,tranche\n");
}

TEST_CASE("random worlds: payments are what tranches and teams say, and every dimension sums to the summary") {
  int late = 0;
  int cancelled = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    ManagedWorld world;
    fill_cost_world(world, seed);
    const Outcome& outcome = world.run();

    std::map<std::uint32_t, Tokens> by_tranche;
    std::map<std::string, Wide> by_user;
    std::vector<Tokens> unpaid(world.trace.teams.size());
    const Payments payments(world.scenario, world.trace, outcome);
    const Money latest = latest_unit_price(outcome);
    std::size_t place = 0;
    for (const Charge& charge : outcome.charges) {
      const ChargeUnit& unit = world.trace.units[charge.unit.value];
      Tokens tokens;
      for (const Draw& draw : payments.of(charge, place++)) {
        tokens += draw.tokens;
        const bool nobody = draw.tranche == no_tranche;
        (nobody ? unpaid[unit.team.value] : by_tranche[draw.tranche.value]) += draw.tokens;
        cancelled += nobody && draw.tokens < Tokens{} ? 1 : 0;
        const Money price = nobody ? latest : outcome.tranches[draw.tranche.value].unit_price.value_or(Money{});
        by_user[world.trace.users[unit.user]] += static_cast<Wide>(draw.tokens.micro) * price.micro;
      }
      late += charge.overdraft > Tokens{} ? 1 : 0;
      CHECK(tokens == charge.tokens);
    }
    for (std::uint32_t i = 0; i < outcome.tranches.size(); ++i) {
      CHECK(by_tranche[i] == outcome.balances[i].consumed);
    }
    CHECK(unpaid == outcome.overdraft);

    const Summary summary =
        summarise(world.scenario, world.trace, outcome, burn_curve(world.scenario, world.trace, outcome).counts);
    const ChargeBackReport report = charge_back_of(world.scenario, world.trace, outcome);
    CHECK(report.whole.tokens == summary.consumed);
    CHECK(report.whole.expired == summary.expired);
    CHECK(report.whole.write_off == summary.written_off);
    CHECK(report.whole.cost == consumed_cost(outcome));
    REQUIRE(report.dimensions.size() == 4);
    for (const ChargeBackReport::Dimension& dimension : report.dimensions) {
      CostLine sum;
      for (const CostLine& line : dimension.lines) {
        sum.tokens += line.tokens;
        sum.owed += line.owed;
        sum.cost += line.cost;
        sum.expired += line.expired;
        sum.write_off += line.write_off;
      }
      CHECK(sum.tokens == report.whole.tokens);
      CHECK(sum.owed == report.whole.owed);
      CHECK(sum.cost == report.whole.cost);
      CHECK(sum.expired == report.whole.expired);
      CHECK(sum.write_off == report.whole.write_off);
    }
    for (const CostLine& line : report.dimensions[1].lines) {
      if (line.kind == CostLine::Kind::part) {
        const Wide off = line.cost.micro * pico_per_micro - by_user.at(line.value);
        CHECK(off < 4 * pico_per_micro);
        CHECK(off > -4 * pico_per_micro);
      }
    }
  }
  CHECK(late > 100);
  CHECK(cancelled > 10);
}
