// Entitlements and access as scenarios write them.
#include <doctest/doctest.h>

#include <string>

#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

std::string with_entitlements(const std::string& text) {
  return std::string(smallest) + "entitlements: " + text + "\n";
}
std::string with_access(const std::string& text) { return std::string(smallest) + "access: " + text + "\n"; }
std::string subscriptions(const std::string& list) { return with_entitlements("{subscriptions: [" + list + "]}"); }

}  // namespace

TEST_CASE("a scenario without entitlements and access rules has none") {
  CHECK(load(smallest).entitlements.empty());
  CHECK(load(smallest).access.empty());
  CHECK(load(with_entitlements("{}")).entitlements.empty());
  CHECK(load(with_access("{}")).access.empty());
}

TEST_CASE("entitlements and access are read to the last value") {
  const Scenario s = load(std::string(smallest) + R"(entitlements:
  subscriptions:
    - {user: mary, product: AutoCAD, from: 2026-01-01, until: 2027-01-01}
    - {user: mary, product: AutoCAD, from: 2027-01-01}
  collections:
    - name: AEC
      products: [AutoCAD]
      users: [{user: bob, until: 2026-02-01}]
  seats:
    - {product: AutoCAD, number: 5}
    - {product: AutoCAD, number: 2, from: 2026-03-01}
access:
  deny: [{user: eve}, {product: AutoCAD}, {user: ann, product: AutoCAD}]
  only: [mary, bob]
)");
  REQUIRE(s.entitlements.subscriptions.size() == 2);
  CHECK(s.entitlements.subscriptions[0] ==
        Subscription{"mary", ProductId(0), {*parse_day("2026-01-01"), *parse_day("2027-01-01")}});
  CHECK_FALSE(s.entitlements.subscriptions[1].term.until.has_value());
  REQUIRE(s.entitlements.collections.size() == 1);
  CHECK(s.entitlements.collections[0].name == "AEC");
  CHECK(s.entitlements.collections[0].users[0].user == "bob");
  CHECK(s.entitlements.collections[0].users[0].term == Term{{}, *parse_day("2026-02-01")});
  REQUIRE(s.entitlements.seats.size() == 2);
  CHECK(s.entitlements.seats[0].number == 5);
  CHECK(s.entitlements.seats[1].term == Term{*parse_day("2026-03-01"), {}});
  REQUIRE(s.access.deny.size() == 3);
  CHECK(s.access.deny[0] == Access::Rule{"eve", {}});
  CHECK(s.access.deny[1] == Access::Rule{{}, ProductId(0)});
  CHECK(s.access.deny[2] == Access::Rule{"ann", ProductId(0)});
  CHECK(*s.access.only == std::vector<std::string>{"mary", "bob"});
}

TEST_CASE("an empty list of those who may lets nobody in") {
  REQUIRE(load(with_access("{only: []}")).access.only.has_value());
  CHECK_FALSE(load(with_access("{only: []}")).access.empty());
}

TEST_CASE("wrong entitlements are refused, with what is wrong and where") {
  check_errors({
      {subscriptions("{user: mary}"), "a.yaml:9:32: entitlements.subscriptions[0]: missing key 'product' (text)"},
      {subscriptions("{user: mary, product: AutoCat}"),
       "a.yaml:9:54: entitlements.subscriptions[0].product: 'AutoCat' is not on the rate sheet; did you mean "
       "'AutoCAD'?"},
      {subscriptions("{user: mary, product: AutoCAD, from: 2026-02-01, until: 2026-02-01}"),
       "a.yaml:9:88: entitlements.subscriptions[0].until: must be later than `from`, 2026-02-01, found '2026-02-01'"},
      {subscriptions("{user: mary, product: AutoCAD}, {user: mary, product: AutoCAD, from: 2026-02-01}"),
       "a.yaml:9:64: entitlements.subscriptions[1]: 'mary' with 'AutoCAD' has it already by "
       "entitlements.subscriptions[0], at the same time; remove one or let their days not overlap"},
      {with_entitlements("{colections: []}"),
       "a.yaml:9:16: entitlements: unknown key 'colections'; did you mean 'collections'?"},
      {with_entitlements("{collections: [{name: A, products: [AutoCAD], users: []}, {name: A, products: [AutoCAD], "
                         "users: []}]}"),
       "a.yaml:9:80: entitlements.collections[1]: duplicate collection 'A'; entitlements.collections[0] is called so "
       "already"},
      {with_entitlements("{collections: [{name: A, products: [Maya], users: []}]}"),
       "a.yaml:9:51: entitlements.collections[0].products: 'Maya' is not on the rate sheet"},
      {with_entitlements(
           "{collections: [{name: A, products: [AutoCAD], users: [{user: bob}, {user: bob, until: 2026-05-01}]}]}"),
       "a.yaml:9:82: entitlements.collections[0].users[1]: 'bob' has it already by "
       "entitlements.collections[0].users[0], at the same time; remove one or let their days not overlap"},
      {with_entitlements("{seats: [{product: AutoCAD, number: 0}]}"),
       "a.yaml:9:51: entitlements.seats[0].number: must be more than 0, at most 1000000, found '0'"},
      {with_entitlements("{seats: [{product: AutoCAD, number: 2.5}]}"),
       "a.yaml:9:51: entitlements.seats[0].number: expected a whole number such as 4, found '2.5'"},
      {replaced(subscriptions("{user: mary, product: AutoCAD}"), "AutoCAD: 7", "AutoCAD: {tokens: 7, per: 1}"),
       "a.yaml:9:54: entitlements.subscriptions[0].product: 'AutoCAD' is charged per result, and entitlements cover "
       "sessions"},
  });
}

TEST_CASE("wrong access rules are refused, with what is wrong and where") {
  check_errors({
      {with_access("{deny: [{}]}"),
       "a.yaml:9:17: access.deny[0]: names nobody and nothing; give it a user, a product "
       "or both"},
      {with_access("{deny: [{user: eve}, {user: eve}]}"), "a.yaml:9:30: access.deny[1]: the same as access.deny[0]"},
      {with_access("{deny: [{product: AutoCat}]}"),
       "a.yaml:9:27: access.deny[0].product: 'AutoCat' is not on the rate sheet; did you mean 'AutoCAD'?"},
      {with_access("{only: mary}"), "a.yaml:9:16: access.only: expected a list of names, found 'mary'"},
      {with_access("{only: [mary, mary]}"), "a.yaml:9:23: access.only[1]: 'mary' is in the list already"},
  });
}
