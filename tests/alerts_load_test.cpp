// What scenarios may say of alerts, subscription prices and reminders, and what they may not.
#include <doctest/doctest.h>

#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

std::string with_alert(const std::string& keys) {
  return std::string(smallest) + "subscription_prices: {AutoCAD: 2310}\nalerts:\n  - {name: a, " + keys + "}\n";
}

std::string with_prices(const std::string& prices) {
  return std::string(smallest) + "subscription_prices: " + prices + "\n";
}

}  // namespace

TEST_CASE("alerts are read as they are given, with a trailing rate of 30 days") {
  const Scenario scenario =
      load(std::string(smallest) +
           R"(subscription_prices: {AutoCAD: [{from: 2026-03-01, price: 100}, {from: 2026-04-01, price: 99.5}]}
alerts:
  - {name: low, when: share_left, below: 30, days_left: 90}
  - {name: lose, when: expiring, left_share: 20, days: 60, team: UK}
  - {name: lose tokens, when: expiring, left: 0.5, days: 60, team: ''}
  - {name: out, when: empty_before, day: 2026-12-01, trailing: 14}
  - {name: over, when: write_off, more_than: 500}
  - {name: seat, when: dearer_than_subscription, product: AutoCAD}
)");
  REQUIRE(scenario.alerts.size() == 6);
  using When = Alert::When;
  CHECK(scenario.alerts[0] == Alert{.name = "low",
                                    .when = When::share_left,
                                    .team = {},
                                    .below = Percent::whole(30),
                                    .days_left = 90,
                                    .trailing = 30});
  CHECK(scenario.alerts[1] == Alert{.name = "lose",
                                    .when = When::expiring,
                                    .team = "UK",
                                    .left_share = Percent::whole(20),
                                    .days = 60,
                                    .trailing = 30});
  CHECK(scenario.alerts[2] == Alert{.name = "lose tokens",
                                    .when = When::expiring,
                                    .team = "",
                                    .left = Tokens{500'000},
                                    .days = 60,
                                    .trailing = 30});
  CHECK(scenario.alerts[3] ==
        Alert{.name = "out", .when = When::empty_before, .team = {}, .day = parse_day("2026-12-01"), .trailing = 14});
  CHECK(scenario.alerts[4] ==
        Alert{.name = "over", .when = When::write_off, .team = {}, .more_than = Tokens::whole(500), .trailing = 30});
  CHECK(
      scenario.alerts[5] ==
      Alert{
          .name = "seat", .when = When::dearer_than_subscription, .team = {}, .trailing = 30, .product = ProductId(0)});
  REQUIRE(scenario.reminders);
  CHECK(*scenario.reminders == Reminders{30, 30});
  const SubscriptionPrice* price = price_of(scenario.subscription_prices, ProductId(0));
  REQUIRE(price != nullptr);
  CHECK_FALSE(price->on(*parse_day("2026-02-28")));
  CHECK(format(*price->on(*parse_day("2026-03-01"))) == "100");
  CHECK(format(*price->on(*parse_day("2026-03-31"))) == "100");
  CHECK(format(*price->on(*parse_day("2030-01-01"))) == "99.5");
}

TEST_CASE("reminders are there with alerts, or if they are asked for") {
  CHECK_FALSE(load(smallest).reminders);
  CHECK(*load(std::string(smallest) + "reminders: {lead_time: 0}\n").reminders == Reminders{0, 30});
  CHECK(*load(with_alert("when: share_left, below: 20") + "reminders: {trailing: 7}\n").reminders == Reminders{30, 7});
  CHECK(load(std::string(smallest) + "alerts: []\n").alerts.empty());
}

TEST_CASE("what is wrong with an alert is said at its place, with the nearest word") {
  check_errors({
      {with_alert("when: share_left"),
       "a.yaml:11:5: alerts[0]: missing key 'below' (a percentage such as 30 or 2.5) for share_left"},
      {with_alert("when: shareleft, below: 20"),
       "a.yaml:11:21: alerts[0].when: expected share_left, expiring, empty_before, write_off or "
       "dearer_than_subscription, found 'shareleft'; did you mean 'share_left'?"},
      {with_alert("when: share_left, belw: 20"), "a.yaml:11:33: alerts[0]: unknown key 'belw'; did you mean 'below'?"},
      {with_alert("when: share_left, below: 0"),
       "a.yaml:11:40: alerts[0].below: must be more than 0, at most 100, found '0'"},
      {with_alert("when: share_left, below: 101"),
       "a.yaml:11:40: alerts[0].below: must be more than 0, at most 100, found '101'"},
      {with_alert("when: share_left, below: 5, left: 5"), "a.yaml:11:49: alerts[0].left: is not for share_left"},
      {with_alert("when: expiring, left: 5"),
       "a.yaml:11:5: alerts[0]: missing key 'days' (a whole number such as 4) for expiring"},
      {with_alert("when: expiring, days: 5"),
       "a.yaml:11:5: alerts[0]: missing key 'left' (a number of tokens such as 5000 or 0.5) or `left_share` for "
       "expiring"},
      {with_alert("when: expiring, days: 5, left: 5, left_share: 5"),
       "a.yaml:11:61: alerts[0].left_share: not together with `left`: give one of them"},
      {with_alert("when: expiring, days: 0, left: 5"),
       "a.yaml:11:37: alerts[0].days: must be more than 0, at most 36525, found '0'"},
      {with_alert("when: empty_before"),
       "a.yaml:11:5: alerts[0]: missing key 'days' (a whole number such as 4) or `day` for empty_before"},
      {with_alert("when: empty_before, days: 5, day: 2026-05-01"),
       "a.yaml:11:49: alerts[0].day: not together with `days`: give one of them"},
      {with_alert("when: empty_before, days: 5, trailing: 367"),
       "a.yaml:11:54: alerts[0].trailing: must be more than 0, at most 366, found '367'"},
      {with_alert("when: write_off"),
       "a.yaml:11:5: alerts[0]: missing key 'more_than' (a number of tokens such as 5000 or 0.5) for write_off"},
      {with_alert("when: write_off, more_than: -1"),
       "a.yaml:11:43: alerts[0].more_than: must not be negative, found '-1'"},
      {with_alert("when: dearer_than_subscription, product: AutoCad"),
       "a.yaml:11:56: alerts[0].product: 'AutoCad' is not on the rate sheet; did you mean 'AutoCAD'?"},
      {with_alert("when: dearer_than_subscription, trailing: 5"),
       "a.yaml:11:57: alerts[0].trailing: is not for dearer_than_subscription"},
      {with_alert("when: share_left, below: 5}\n  - {name: a, when: share_left, below: 6"),
       "a.yaml:12:12: alerts[1]: duplicate alert 'a'; alerts[0] is called so already"},
      {std::string(smallest) + "alerts: [{name: a, when: dearer_than_subscription}]\n",
       "a.yaml:9:26: alerts[0].when: needs subscription_prices, such as {AutoCAD: 2310}"},
      {with_rate("7\n  Revit: 10") +
           "subscription_prices: {AutoCAD: 5}\nalerts: [{name: a, when: dearer_than_subscription, product: Revit}]\n",
       "a.yaml:11:61: alerts[0].product: 'Revit' has no price in subscription_prices"},
      {with_prices("{AutoCad: 5}"),
       "a.yaml:9:23: subscription_prices: 'AutoCad' is not on the rate sheet; did you mean 'AutoCAD'?"},
      {with_prices("{AutoCAD: cheap}"),
       "a.yaml:9:32: subscription_prices.AutoCAD: expected a price such as 2310, or a list of {from: DAY, price: "
       "PRICE}, found 'cheap'"},
      {with_prices("{AutoCAD: {price: 5}}"),
       "a.yaml:9:32: subscription_prices.AutoCAD: expected a price such as 2310, or a list of {from: DAY, price: "
       "PRICE}, found a map"},
      {with_prices("{AutoCAD: []}"),
       "a.yaml:9:32: subscription_prices.AutoCAD: the list has no steps; expected {from: DAY, price: PRICE}"},
      {with_prices("{AutoCAD: [{from: 2026-02-01, price: 5}, {from: 2026-02-01, price: 6}]}"),
       "a.yaml:9:70: subscription_prices.AutoCAD[1].from: steps ascend by `from`; 2026-02-01 does not come after "
       "2026-02-01"},
      {std::string(smallest) + "reminders: {lead: 5}\n",
       "a.yaml:9:13: reminders: unknown key 'lead'; known keys: lead_time, trailing"},
      {std::string(smallest) + "reminders: {lead_time: 3654}\n",
       "a.yaml:9:24: reminders.lead_time: must be 0 … 3653, found '3654'"},
  });
}
