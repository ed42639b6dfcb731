#include "engine/replay/managed_payer.h"

#include "tests/managed_world.h"

using namespace drawdown;
using tests::ManagedWorld;
using Lines = std::vector<std::string>;

TEST_CASE("only whole units of results are charged, and a part is carried on over the team's users") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 10);
  world.result("mary", "2026-01-05T15:00:00Z", 25);
  world.result("bob", "2026-01-05T16:00:00Z", 4);
  world.result("bob", "2026-01-05T17:00:00Z", 1);
  CHECK(world.told() == Lines{"2026-01-05T15:00:00Z result mary 2 = jan:2", "2026-01-05T17:00:00Z result bob 1 = jan:1",
                              "2026-01-02T05:00:00Z arrived jan 10"});
}

TEST_CASE("a unit that is begun is charged whole where parts are rounded up, and exactly where they are exact") {
  for (const auto& [partial, tokens] : {std::pair(Partial::up, "3"), std::pair(Partial::exact, "2.5")}) {
    ManagedWorld world;
    world.scenario.products[ManagedWorld::renders].per_result = partial;
    world.tranche("jan", "2026-01-02", 10);
    world.result("mary", "2026-01-05T15:00:00Z", 25);
    CHECK(world.told()[0] == std::string("2026-01-05T15:00:00Z result mary ") + tokens + " = jan:" + tokens);
  }
}

TEST_CASE("a result is refused whole, and what was refused is not carried on") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 2);
  world.result("mary", "2026-01-05T15:00:00Z", 5);
  world.result("mary", "2026-01-05T16:00:00Z", 29);
  world.result("mary", "2026-01-05T17:00:00Z", 5);
  CHECK(world.told() == Lines{"2026-01-05T17:00:00Z result mary 1 = jan:1",
                              "2026-01-05T16:00:00Z denied mary 3 of 2 tokens", "2026-01-02T05:00:00Z arrived jan 2"});
  CHECK(world.outcome.denied_results == 1);
  CHECK(world.outcome.denied_sessions == 0);
}

TEST_CASE("a refund goes back to who paid, the last first, and to an expired tranche as expired") {
  ManagedWorld world;
  world.tranche("old", "2026-01-02", 2, "", "2026-01-06");
  world.tranche("new", "2026-01-02", 10);
  world.result("mary", "2026-01-05T15:00:00Z", 50);
  world.result("mary", "2026-01-07T15:00:00Z", -20);
  world.result("mary", "2026-01-07T16:00:00Z", -25);
  world.result("mary", "2026-01-07T17:00:00Z", -20);
  CHECK(world.told() ==
        Lines{"2026-01-05T15:00:00Z result mary 5 = old:2;new:3", "2026-01-07T15:00:00Z refund mary -2 = new:-2",
              "2026-01-07T16:00:00Z refund mary -3 = new:-1;old:-2", "2026-01-02T05:00:00Z arrived old 2",
              "2026-01-02T05:00:00Z arrived new 10", "2026-01-07T16:00:00Z expired old 2"});
  CHECK(world.outcome.unmatched_refunds == 1);  // 5 were carried on again; the third asks for 15 more
  CHECK(world.outcome.balances[0].consumed == Tokens{});
  CHECK(world.outcome.balances[0].expired == Tokens::whole(2));
}

TEST_CASE("a refund cancels what is owed for it, and what was owed goes back to who paid the debt") {
  for (const bool paid : {false, true}) {
    CAPTURE(paid);
    ManagedWorld world;
    world.scenario.rules.when_empty = WhenEmpty::overdraft;
    world.tranche("jan", "2026-01-02", 2);
    world.tranche("feb", paid ? "2026-01-06" : "2026-01-08", 10);
    world.result("mary", "2026-01-05T15:00:00Z", 50);
    world.result("mary", "2026-01-07T15:00:00Z", -40);
    const Lines told = world.told();
    CHECK(told[0] == "2026-01-05T15:00:00Z result mary 5 = jan:2;overdraft:3");
    CHECK(told[1] == (paid ? "2026-01-07T15:00:00Z refund mary -4 = feb:-3;jan:-1"
                           : "2026-01-07T15:00:00Z refund mary -4 = jan:-1;overdraft:-3"));
    CHECK(world.outcome.overdraft[0] == Tokens{});
    CHECK(world.outcome.balances[1].remaining == Tokens::whole(10));
  }
}

TEST_CASE("a cap refuses what would exceed it, counts holds of the month, and forgets what is given back") {
  ManagedWorld world;
  world.scenario.rules.grace = Duration{300};
  world.scenario.budgets = {{"each", Tokens::whole(10), Budget::Period::month, Budget::Each::user, {}, {}, {}}};
  world.tranche("jan", "2026-01-02", 100);
  world.session("mary", "2026-01-05T15:00:00Z", 2);   // free
  world.session("mary", "2026-01-05T16:00:00Z", 60);  // 7
  world.session("mary", "2026-01-07T15:00:00Z", 60);  // would be 14
  world.session("bob", "2026-01-07T15:00:00Z", 60);   // has a cap of his own
  world.session("mary", "2026-02-02T15:00:00Z", 60);  // another month
  Lines told = world.told();
  told.pop_back();
  CHECK(told == Lines{"2026-01-05T16:00:00Z open mary 7 = jan:7", "2026-01-07T15:00:00Z open bob 7 = jan:7",
                      "2026-02-02T15:00:00Z open mary 7 = jan:7",
                      "2026-01-07T15:00:00Z denied mary 7 of 3 budget each"});
}

TEST_CASE("an order is placed when the position falls to the reorder point, and arrives after the lead time") {
  ManagedWorld world;
  PurchasePolicy policy;
  policy.name = "top up";
  policy.at = Tokens::whole(5);
  policy.quantity = Tokens::whole(4);
  policy.lead_days = 2;
  policy.lifetime = {365, 0};
  policy.orders = 1;
  world.scenario.policies = {policy};
  world.tranche("jan", "2026-01-02", 21);
  world.session("mary", "2026-01-05T15:00:00Z", 60);
  world.session("mary", "2026-01-06T15:00:00Z", 60);
  world.session("mary", "2026-01-07T15:00:00Z", 60);
  world.session("mary", "2026-01-08T15:00:00Z", 60);
  // Nothing has arrived at the begin; later it would order again, but may only once.
  CHECK(world.told() == Lines{"2026-01-05T15:00:00Z open mary 7 = jan:7", "2026-01-06T15:00:00Z open mary 7 = jan:7",
                              "2026-01-07T15:00:00Z open mary 7 = jan:7",
                              "2026-01-08T15:00:00Z open mary 7 = top up-1:7",
                              "2026-01-01T05:00:00Z ordered top up-1 8", "2026-01-02T05:00:00Z arrived jan 21",
                              "2026-01-03T05:00:00Z arrived top up-1 8", "2026-01-08T15:00:00Z not ordered - 8"});
  const Tranche& bought = world.outcome.tranches[1];
  CHECK(bought.tokens == Tokens::whole(8));  // the least multiple of 4 that brings 0 above 5
  CHECK(format(bought.bought) == "2026-01-03");
  CHECK(format(*bought.ordered) == "2026-01-01");
  CHECK(format(bought.expires) == "2027-01-03");
}

TEST_CASE("what is owed when a contract year ends is bought then, before the next year's tokens come") {
  ManagedWorld world;
  world.scenario.rules = token_flex();
  world.tranche("eba-1", "2026-01-01", 5, "", "2026-01-10");
  world.tranche("eba-2", "2026-01-10", 50);
  Contract contract;
  contract.id = "eba";
  contract.years = {{*parse_day("2026-01-01"), *parse_day("2026-01-10"), world.at_start_of("2026-01-10"),
                     Tokens::whole(5), TrancheId(0)},
                    {*parse_day("2026-01-10"), *parse_day("2026-03-01"), world.at_start_of("2026-03-01"),
                     Tokens::whole(50), TrancheId(1)}};
  contract.true_up = parse_money("2.20");
  world.scenario.contracts = {contract};
  world.session("mary", "2026-01-05T15:00:00Z", 60);
  CHECK(world.told() == Lines{"2026-01-05T15:00:00Z open mary 7 = eba-1:5;overdraft:2",
                              "2026-01-01T05:00:00Z arrived eba-1 5", "2026-01-10T05:00:00Z arrived eba-true-up-1 2",
                              "2026-01-10T05:00:00Z debt paid eba-true-up-1 2",
                              "2026-01-10T05:00:00Z arrived eba-2 50"});
  CHECK(world.outcome.tranches[2].unit_price == parse_money("2.20"));
}

TEST_CASE("a tranche moves whole to another team, and a hold that is given back later follows it") {
  ManagedWorld world;
  world.scenario.rules.grace = Duration{300};
  world.tranche("jan", "2026-01-02", 20);
  world.trace.teams.intern("UK");
  world.scenario.transfers = {{world.at_start_of("2026-01-06"), TrancheId(0), "UK"}};
  world.session("mary", "2026-01-06T04:58:00Z", 3);   // over before its grace period is
  world.session("mary", "2026-01-06T15:00:00Z", 60);  // nothing left
  world.session("bob", "2026-01-06T15:00:00Z", 60, "UK");
  CHECK(world.told() == Lines{"2026-01-06T15:00:00Z open bob 7 = jan:7",
                              "2026-01-06T15:00:00Z denied mary 7 of 0 tokens", "2026-01-02T05:00:00Z arrived jan 20",
                              "2026-01-06T05:00:00Z moved jan 13", "2026-01-06T05:03:00Z moved jan 7"});
  CHECK(world.outcome.balances[0].team == *world.trace.teams.find("UK"));
}

TEST_CASE("an adjustment takes what there is, and what is lacking is owed and paid later, apart from charges") {
  ManagedWorld world;
  world.tranche("jan", "2026-01-02", 20);
  world.tranche("feb", "2026-02-02", 20);
  world.scenario.adjustments = {{world.at_start_of("2026-01-05"), "", Tokens::whole(-25), "booked twice", std::nullopt},
                                {world.at_start_of("2026-02-05"), "", Tokens::whole(3), "goodwill", TrancheId(1)}};
  CHECK(world.told() == Lines{"2026-01-02T05:00:00Z arrived jan 20", "2026-01-05T05:00:00Z adjusted jan -20",
                              "2026-01-05T05:00:00Z adjusted - -5", "2026-02-02T05:00:00Z arrived feb 20",
                              "2026-02-02T05:00:00Z adjustment paid feb 5", "2026-02-05T05:00:00Z adjusted feb 3"});
  CHECK(world.outcome.balances[1].adjusted == Tokens::whole(-2));
  CHECK(world.outcome.balances[1].remaining == Tokens::whole(18));
  CHECK(world.outcome.owed_for_adjustments[0] == Tokens{});
}
