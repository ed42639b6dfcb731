// Alerts by hand. A session of the managed world is a charge of 7 tokens of AutoCAD, at 10:00 in New York.
#include "engine/analysis/alerts.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/report/csv.h"
#include "tests/managed_world.h"

using namespace drawdown;
using tests::ManagedWorld;
using Lines = std::vector<std::string>;
using When = Alert::When;

namespace {

struct AlertWorld : ManagedWorld {
  AlertWorld() { scenario.currency = "USD"; }
  Alert& alert(When when) {
    Alert alert;
    alert.name = std::string(alert_word(when));
    alert.when = when;
    alert.trailing = 2;
    scenario.alerts.push_back(alert);
    return scenario.alerts.back();
  }
  // One on each of these days of January.
  void sessions(int first, int last, const std::string& user = "mary", const std::string& team = "") {
    for (int day = first; day <= last; ++day) {
      session(user, "2026-01-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T15:00:00Z", 60, team);
    }
  }
  void price(std::size_t tranche, std::int64_t unit_price) {
    scenario.tranches[tranche].unit_price = Money::whole(unit_price);
  }
  void subscription(std::int64_t price) {
    scenario.subscription_prices = {{ProductId(0), {{first_day, Money::whole(price)}}}};
  }
  void policy(std::int64_t at, std::int64_t quantity, std::int32_t lead_days) {
    PurchasePolicy policy;
    policy.name = "buy";
    policy.at = Tokens::whole(at);
    policy.quantity = Tokens::whole(quantity);
    policy.lead_days = lead_days;
    policy.lifetime = {365, 0};
    scenario.policies.push_back(policy);
  }

  // "01-08 … 01-10 share_left: 20 < 30": the day, `until`, what it is about, the value and the threshold.
  Lines fired() {
    run();
    rows = fired_alerts(scenario, trace, outcome, burn_curve(scenario, trace, outcome));
    Lines lines;
    for (const FiredAlert& row : rows) {
      std::string line = format(row.day).substr(5) + " …" + (row.until ? " " + format(*row.until).substr(5) : "") +
                         ' ' + scenario.alerts[row.alert].name;
      const std::string team = row.team ? trace.teams[*row.team] : "";
      line += team.empty() ? "" : " " + team;
      line += row.tranche == no_tranche ? "" : " " + outcome.tranches[row.tranche.value].id;
      line += row.user ? " " + trace.users[*row.user] : "";
      lines.push_back(line + ": " + row.value + ", " + row.threshold);
    }
    return lines;
  }

  std::vector<FiredAlert> rows;
};

}  // namespace

TEST_CASE("share_left: free tokens of the usable tranches in percent of what they brought, strictly below") {
  AlertWorld world;
  world.alert(When::share_left).below = Percent::whole(30);
  world.tranche("jan", "2026-01-01", 70);
  world.tranche("more", "2026-01-10", 70);
  world.sessions(1, 9);
  // On the 7th 21 of 70 are left, just 30 percent; on the 10th 77 of 140.
  CHECK(world.fired() == Lines{"01-08 … 01-10 share_left: 20, 30"});
  CHECK(world.rows[0].words == "14 of 70 tokens left");
}

TEST_CASE("share_left: what was used before the simulation is used, and what is given by hand was brought") {
  AlertWorld world;
  world.alert(When::share_left).below = Percent::whole(50);
  world.tranche("old", "2025-12-01", 100);
  world.scenario.tranches[0].remaining = Tokens::whole(56);
  world.scenario.adjustments = {{world.at_start_of("2026-01-05"), "", Tokens::whole(100), "gift", TrancheId(0)},
                                {world.at_start_of("2026-01-07"), "", Tokens::whole(-60), "loss", {}}};
  world.sessions(1, 2);
  // 49 of 100 on the first, 142 of 200 from the 5th on, 82 of 200 from the 7th on: what is taken is gone.
  CHECK(world.fired() == Lines{"01-01 … 01-05 share_left: 49, 50", "01-07 … share_left: 41, 50"});
}

TEST_CASE(
    "share_left: nothing is told before the first tranche comes, and after the last one has gone nothing is left") {
  AlertWorld world;
  world.alert(When::share_left).below = Percent::whole(10);
  world.tranche("jan", "2026-01-03", 70, "", "2026-01-06");
  world.tranche("feb", "2026-02-01", 70);
  CHECK(world.fired() == Lines{"01-06 … 02-01 share_left: 0, 10"});
  CHECK(world.rows[0].words == "no usable tranche is left");
}

TEST_CASE("share_left: with days_left only tranches with more days to their expiry count") {
  AlertWorld world;
  Alert& alert = world.alert(When::share_left);
  alert.below = Percent::whole(30);
  alert.days_left = 20;
  world.tranche("soon", "2026-01-01", 700, "", "2026-01-26");
  world.tranche("late", "2026-01-01", 7, "", "2027-01-01");
  world.scenario.rules.consume = DrawOrder::newest;
  std::swap(world.scenario.tranches[0], world.scenario.tranches[1]);  // ties: listed earlier, so `late` is drawn first
  world.sessions(1, 1);
  // On the 4th `soon` has 21 days to go, on the 5th 20.
  CHECK(world.fired() == Lines{"01-05 … share_left: 0, 30"});
  CHECK(world.rows[0].words == "0 of 7 tokens left in tranches with more than 20 days to their expiry");
}

TEST_CASE("expiring: more than so much left, with less than so many days to the expiry, each tranche by itself") {
  AlertWorld world;
  Alert& tokens = world.alert(When::expiring);
  tokens.left = Tokens::whole(50);
  tokens.days = 10;
  Alert& share = world.alert(When::expiring);
  share.name = "share";
  share.left_share = Percent::whole(50);
  share.days = 3;
  world.tranche("a", "2026-01-01", 92, "", "2026-01-20");
  world.tranche("b", "2026-01-01", 50, "", "2026-01-20");
  world.price(0, 2);
  world.sessions(1, 17);
  // Both of one expiry: the smaller goes first, 50 in 8 days. On the 10th a has 72 left, 9 days before it expires; on
  // the 14th 44. On the 13th it has 51 left.
  CHECK(world.fired() == Lines{"01-10 … 01-14 expiring a: 72, 50"});
  CHECK(world.rows[0].words == "72 of 92 tokens left, 9 days before they expire on 2026-01-20; worth 144 USD");
  AlertWorld idle;
  idle.scenario.alerts = world.scenario.alerts;
  idle.tranche("a", "2026-01-01", 50, "", "2026-01-20");
  CHECK(idle.fired() == Lines{"01-17 … 01-20 share a: 100, 50"});  // 50 are not more than 50
}

TEST_CASE("empty_before: at the trailing rate, within so many days or before a day, and not before there is a rate") {
  AlertWorld world;
  world.alert(When::empty_before).days = 5;
  Alert& day = world.alert(When::empty_before);
  day.name = "day";
  day.day = parse_day("2026-01-12");
  world.tranche("jan", "2026-01-01", 70);
  world.sessions(1, 31);
  // 7 a day. After the first day there is no rate of two. At the end of the 2nd 56 last for 8 days, until the end of
  // the 10th: empty on the 11th. After the 6th 28 are left, for 4 days.
  CHECK(world.fired() ==
        Lines{"01-02 … 01-11 day: 2026-01-11, 2026-01-12", "01-06 … empty_before: 2026-01-11, 2026-01-12"});
  CHECK(world.rows[1].words == "empty on 2026-01-11, at 7 tokens a day, the average of 2 days");
}

TEST_CASE("empty_before: what is on order is known from the order on, a purchase on the list only when it comes") {
  AlertWorld world;
  world.alert(When::empty_before).days = 5;
  world.tranche("jan", "2026-01-01", 70);
  world.policy(36, 700, 3);
  world.sessions(1, 31);
  // At the end of the 5th 35 are left, for 5 days; the policy has ordered 700 for the 8th.
  CHECK(world.fired().empty());
  AlertWorld listed;
  listed.alert(When::empty_before).days = 5;
  listed.tranche("jan", "2026-01-01", 70);
  listed.tranche("more", "2026-01-08", 700);
  listed.sessions(1, 31);
  CHECK(listed.fired() == Lines{"01-06 … 01-08 empty_before: 2026-01-11, 2026-01-12"});
}

TEST_CASE("empty_before: a pool that is empty stays so, though who is refused consumes nothing") {
  AlertWorld world;
  world.alert(When::empty_before).days = 2;
  world.tranche("jan", "2026-01-01", 21);
  world.sessions(1, 9);
  // After the 2nd 7 are left, for a day.
  CHECK(world.fired() == Lines{"01-02 … empty_before: 2026-01-04, 2026-01-05"});
  world.scenario.alerts[0].days = 1;
  CHECK(world.fired() == Lines{"01-03 … empty_before: 2026-01-04, 2026-01-05"});
  CHECK(world.rows[0].words == "the pool is empty");
}

TEST_CASE("write_off: each tranche at its expiry, drawn in the pool's order at the trailing rate") {
  AlertWorld world;
  world.alert(When::write_off).more_than = Tokens::whole(20);
  world.tranche("first", "2026-01-01", 70, "", "2026-01-12");
  world.tranche("second", "2026-01-01", 100, "", "2026-01-20");
  world.price(1, 3);
  world.sessions(1, 16);
  // 7 a day: `first` lasts until the end of the 10th. Then there are 9 days to the 20th, and 100 − 63 are left. The
  // last session is on the 16th: on the 17th the rate is 3.5, on the 18th 0.
  CHECK(world.fired() == Lines{"01-02 … 01-20 write_off second: 37, 20"});
  CHECK(world.rows[0].words ==
        "37 of 100 tokens will be left on 2026-01-20, at 7 tokens a day, the average of 2 days; worth 111 USD");
  // Drawn newest first (ties: listed earlier) nothing of `first` would be left, as before.
  world.scenario.rules.consume = DrawOrder::newest;
  std::swap(world.scenario.tranches[0], world.scenario.tranches[1]);
  // Now `second` is drawn first, until the middle of the 15th, when `first` has expired with all it had.
  CHECK(world.fired() == Lines{"01-02 … 01-12 write_off first: 70, 20"});
}

TEST_CASE("write_off: a later tranche does not help an earlier one") {
  AlertWorld world;
  world.alert(When::write_off).more_than = Tokens::whole(0);
  world.tranche("jan", "2026-01-01", 70, "", "2026-01-08");
  world.tranche("feb", "2026-01-01", 700, "", "2026-02-15");
  world.sessions(1, 31);
  // After the 2nd `jan` has 56, and five days for 35 of them; then there are 38 days to the expiry of `feb`.
  CHECK(world.fired() == Lines{"01-02 … 01-08 write_off jan: 21, 0", "01-02 … 02-15 write_off feb: 434, 0"});
}

TEST_CASE("dearer_than_subscription: what a user's tokens have cost since the year began, at the prices of who paid") {
  AlertWorld world;
  world.alert(When::dearer_than_subscription);
  world.subscription(42);
  world.scenario.from = *parse_day("2025-12-30");
  set_horizon(world.scenario);
  world.tranche("cheap", "2025-12-30", 14);
  world.tranche("dear", "2025-12-30", 700, "", "2027-06-01");
  world.price(0, 2);
  world.price(1, 3);
  world.session("mary", "2025-12-30T15:00:00Z", 60);  // 14
  world.session("mary", "2025-12-31T15:00:00Z", 60);  // 14; that year's 28 do not count in the next
  world.session("bob", "2026-01-01T15:00:00Z", 60);   // 21
  world.session("mary", "2026-01-01T16:00:00Z", 60);
  world.session("mary", "2026-01-02T16:30:00Z", 60);  // 42 in the year: not more than 42
  world.session("mary", "2026-01-03T17:00:00Z", 60);  // 63
  CHECK(world.fired() == Lines{"01-03 … dearer_than_subscription mary: 63, 42"});
  CHECK(world.rows[0].words == "63 USD for AutoCAD since 2026-01-01; a year's subscription costs 42");
  CHECK(world.rows[0].product == ProductId(0));
  world.subscription(27);
  CHECK(world.fired() ==
        Lines{"12-31 … 01-01 dearer_than_subscription mary: 28, 27", "01-02 … dearer_than_subscription mary: 42, 27"});
  world.scenario.alerts[0].team = "UK";
  CHECK(world.fired().empty());
}

TEST_CASE("dearer_than_subscription: a price that changes is compared with from its day on") {
  AlertWorld world;
  world.alert(When::dearer_than_subscription);
  world.tranche("jan", "2026-01-01", 700);
  world.price(0, 1);
  world.scenario.subscription_prices = {{ProductId(0),
                                         {{*parse_day("2026-01-02"), Money::whole(6)},
                                          {*parse_day("2026-01-05"), Money::whole(7)},
                                          {*parse_day("2026-01-09"), Money::whole(5)}}}};
  world.sessions(1, 1);
  CHECK(world.fired() ==
        Lines{"01-02 … 01-05 dearer_than_subscription mary: 7, 6", "01-09 … dearer_than_subscription mary: 7, 5"});
}

TEST_CASE(
    "dearer_than_subscription: what nobody could pay yet counts at the latest price, and a refund is given back") {
  AlertWorld world;
  world.alert(When::dearer_than_subscription);
  world.scenario.rules.when_empty = WhenEmpty::overdraft;
  world.scenario.subscription_prices = {{ProductId(1), {{first_day, Money::whole(10)}}}};
  world.tranche("jan", "2026-01-02", 2);
  world.tranche("feb", "2026-01-02", 0);
  world.price(0, 2);
  world.price(1, 3);
  world.result("mary", "2026-01-05T15:00:00Z", 40);   // 4 tokens: two at 2, and two owed at 3
  world.result("mary", "2026-01-06T15:00:00Z", 10);   // 13 in all
  world.result("mary", "2026-01-08T15:00:00Z", -10);  // and 10
  CHECK(world.fired() == Lines{"01-06 … 01-08 dearer_than_subscription mary: 13, 10"});
}

TEST_CASE("teams are judged one by one, and a tranche that moves is judged with the team that has it") {
  AlertWorld world;
  world.alert(When::share_left).below = Percent::whole(50);
  Alert& only = world.alert(When::expiring);
  only.name = "only UK";
  only.team = "UK";
  only.left = Tokens::whole(5);
  only.days = 365;
  world.tranche("ours", "2026-01-01", 14);
  world.tranche("theirs", "2026-01-01", 14, "UK");
  world.tranche("spare", "2026-01-01", 14, "UK", "2026-06-01");
  world.sessions(2, 3, "mary", "UK");
  world.sessions(4, 4, "bob");
  world.sessions(6, 6, "bob");
  world.scenario.transfers = {{world.at_start_of("2026-01-05"), TrancheId(2), ""}};
  // The spare one goes first: it is empty on the 3rd. On the 5th its nothing moves: 7 of 28 are ours.
  CHECK(world.fired() == Lines{"01-01 … only UK UK theirs: 14, 5", "01-01 … 01-03 only UK UK spare: 14, 5",
                               "01-05 … share_left: 25, 50"});
  world.scenario.transfers[0].at = world.at_start_of("2026-01-03");  // with the 7 that it has then
  CHECK(world.fired() == Lines{"01-01 … only UK UK theirs: 14, 5", "01-01 … 01-03 only UK UK spare: 14, 5",
                               "01-06 … share_left: 25, 50"});
}

TEST_CASE("alerts.csv has a row for each time, and team, tranche, user and product where they apply") {
  AlertWorld world;
  world.alert(When::share_left).below = Percent::whole(100);
  world.alert(When::dearer_than_subscription).product = ProductId(0);
  world.subscription(13);
  world.tranche("jan", "2026-01-01", 14, "UK");
  world.price(0, 2);
  world.sessions(2, 2, "=mary", "UK");
  CHECK(world.fired().size() == 2);
  CHECK(to_csv(alert_table(world.scenario, world.trace, world.outcome, world.rows)) ==
        "date,until,alert,when,team,tranche,user,product,value,threshold,words\n"
        "2026-01-02,,share_left,share_left,UK,,,,50,100,7 of 14 tokens left\n"
        "2026-01-02,,dearer_than_subscription,dearer_than_subscription,,,'=mary,AutoCAD,14,13,14 USD for AutoCAD since "
        "2026-01-01; a year's subscription costs 13\n");
}
