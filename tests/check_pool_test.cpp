// What `drawdown check` finds in entitlements, budgets, purchases, contracts, transfers and results.
#include <doctest/doctest.h>

#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Workplace;

namespace {

const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
    "bob,Maya,2026-01-06T09:00:00Z,2026-01-06T10:00:00Z\n";
const std::string results =
    "user,product,time,quantity\n"
    "bob,Renders,2026-01-06T12:00:00Z,25\n";

struct Checked : Workplace {
  // `more` stands behind the rates, `pool` in the pool.
  std::string operator()(const std::string& more, const std::string& pool = "", const std::string& rules = "flex",
                         const std::string& usage = "sessions: s.csv, results: r.csv") const {
    put("s.csv", sessions);
    if (!has("r.csv")) {
      put("r.csv", results);
    }
    put("s.yaml",
        "time_zone: UTC\nfrom: 2026-01-05\nuntil: 2026-02-05\nrules: " + rules +
            "\nrates: {AutoCAD: 7, Maya: 6, Renders: {tokens: 1, per: 10}}\n" + more +
            "pool:\n  lifetime: 365d\n  tranches: [{id: jan, bought: 2026-01-05, tokens: 300, unit_price: 2}]\n" +
            pool + "usage: {" + usage + "}\n");
    return shell("drawdown check s.yaml").out;
  }
};

}  // namespace

TEST_CASE("check has nothing to say about a scenario whose parts all fit") {
  CHECK(
      Checked()("entitlements: {subscriptions: [{user: mary, product: AutoCAD}], seats: [{product: Maya, number: 1}]}\n"
                "access: {deny: [{user: bob, product: Maya}]}\n"
                "budgets: [{name: b, tokens: 7, each: user}]\n",
                "  price_list: [{quantity: 100, unit_price: 3}]\n  minimum_order: 100\n"
                "  purchasing: [{name: p, policy: reorder_point, at: 20, quantity: 100, lead_time: 5, budget: 900}]\n"
                "  transfers: [{day: 2026-01-20, tranche: jan, to: UK}]\n") == "0 errors, 0 warnings, 0 notes\n");
}

TEST_CASE("check finds entitlements that cover no session") {
  const std::string found = Checked()(
      "entitlements:\n"
      "  subscriptions:\n"
      "    - {user: mary, product: Maya}\n"
      "    - {user: mary, product: AutoCAD, from: 2026-01-06}\n"
      "    - {user: mary, product: AutoCAD, until: 2026-01-06}\n"
      "  collections: [{name: AEC, products: [AutoCAD], users: [{user: mary}, {user: bob}]}]\n"
      "  seats: [{product: Maya, number: 1, from: 2026-01-07}]\n");
  CHECK(contains(found, "s.yaml:8:7: warning DD117: the subscription of 'mary' for 'Maya' covers no session"));
  CHECK(contains(found, "s.yaml:9:7: warning DD117: "));
  CHECK_FALSE(contains(found, "s.yaml:10:7: "));
  CHECK(contains(found, "DD117: the collection 'AEC' covers no session of 'bob'"));
  CHECK(contains(found, "DD117: the seats of 'Maya' cover no session"));
}

TEST_CASE("check finds users that no log knows") {
  const std::string found = Checked()(
      "entitlements: {subscriptions: [{user: marry, product: AutoCAD}]}\n"
      "access: {deny: [{user: rob}], only: [mary, bob, ann]}\n"
      "budgets: [{name: b, tokens: 50, user: bobby}]\n");
  CHECK(contains(found, "s.yaml:6:32: warning DD118: no sessions and no results of 'marry', 'rob', 'ann', 'bobby'"));
  CHECK_FALSE(contains(found, "DD117"));
}

TEST_CASE("check names each user of the results once, however many there are") {
  const Checked checked;
  std::string rows = "user,product,time,quantity\n";
  for (int user = 10; user < 19; ++user) {
    for (const char* day : {"06", "07"}) {
      rows += "u" + std::to_string(user) + ",Renders,2026-01-" + day + "T12:00:00Z,25\n";
    }
  }
  checked.put("r.csv", rows);
  const std::string found = checked("users: [{id: mary}, {id: bob}]\n");
  CAPTURE(found);
  CHECK(contains(found, "DD111: not on the list of users: 'u10', 'u11', 'u12', 'u13', 'u14' and 4 more\n"));
}

TEST_CASE("check finds budgets that match nothing, always refuse, or never do") {
  const std::string found = Checked()(
      "budgets:\n"
      "  - {name: none, tokens: 50, team: UK}\n"
      "  - {name: less, tokens: 6, products: [AutoCAD]}\n"
      "  - {name: exact, tokens: 7, products: [AutoCAD]}\n"
      "  - {name: more, tokens: 5000}\n"
      "  - {name: cloud, tokens: 0.5, products: [Renders]}\n");
  CHECK(contains(found, "s.yaml:7:5: warning DD119: the budget 'none' matches no session and no result"));
  CHECK(
      contains(found, "s.yaml:8:5: warning DD120: the budget 'less' has 6 tokens, and a charge of 'AutoCAD' costs 7"));
  CHECK_FALSE(contains(found, "s.yaml:9:5: "));
  CHECK(contains(found, "s.yaml:10:5: note DD121: the budget 'more' of 5,000 tokens is larger than all"));
  CHECK(contains(found,
                 "s.yaml:11:5: warning DD120: the budget 'cloud' has 0.5 tokens, and a charge of 'Renders' costs 1"));
}

TEST_CASE("check finds access rules that refuse nothing") {
  const std::string found = Checked()("access: {deny: [{user: bob, product: AutoCAD}, {product: Maya}]}\n");
  CHECK(contains(found, "s.yaml:6:17: note DD132: "));
  CHECK_FALSE(contains(found, "s.yaml:6:48: "));
}

TEST_CASE("check finds policies that bring nothing or cannot pay, and prices that nobody meets") {
  const std::string found =
      Checked()("",
                "  price_list: [{quantity: 10, unit_price: 4}, {quantity: 100, unit_price: 3}]\n"
                "  minimum_order: 120\n"
                "  order_multiple: 50\n"
                "  purchasing:\n"
                "    - {name: late, policy: base_stock, up_to: 400, lead_time: 31}\n"
                "    - {name: in time, policy: base_stock, up_to: 400, lead_time: 30}\n"
                "    - {name: never, policy: yearly_share, on: 2026-03-01, share: 100}\n"
                "    - {name: poor, policy: reorder_point, at: 400, quantity: 200, budget: 599}\n"
                "    - {name: rich, policy: reorder_point, at: 400, quantity: 200, budget: 600}\n");
  CHECK(contains(found,
                 "s.yaml:13:7: warning DD122: what the policy 'late' orders is there on 2026-02-05 at the earliest"));
  CHECK_FALSE(contains(found, "s.yaml:14:7: "));
  CHECK(contains(found, "s.yaml:15:7: warning DD122: the policy 'never' is not reviewed on any day of the horizon"));
  CHECK(
      contains(found, "s.yaml:16:7: warning DD123: the policy 'poor' may spend 599, and the smallest order costs 600"));
  CHECK_FALSE(contains(found, "s.yaml:17:7: "));
  CHECK(contains(found, "s.yaml:9:15: note DD124: no order is as small as that of 10 tokens: the smallest is 150"));
  CHECK(contains(found,
                 "s.yaml:9:15: note DD125: the minimum order of 120 is no multiple of 50: the smallest order is 150"));
}

TEST_CASE("check finds transfers that move nothing") {
  const std::string found = Checked()("",
                                      "  transfers:\n"
                                      "    - {day: 2026-01-20, tranche: jan, to: ''}\n"
                                      "    - {day: 2026-01-21, tranche: jan, to: UK}\n"
                                      "    - {day: 2026-01-22, tranche: jan, to: UK}\n");
  CHECK(contains(found, "s.yaml:10:7: warning DD126: tranche 'jan' is with the default team already"));
  CHECK_FALSE(contains(found, "s.yaml:11:7: "));
  CHECK(contains(found, "s.yaml:12:7: warning DD126: tranche 'jan' is with team 'UK' already"));
}

TEST_CASE("check finds contracts outside the horizon, without a price, and debts that stay or cannot be") {
  const std::string contracts =
      "  contracts:\n"
      "    - {id: old, from: 2024-01-01, until: 2026-01-05, annual: [5, 5, 1], unit_price: 1}\n"
      "    - {id: now, from: 2025-01-15, until: 2028-01-15, annual: [5, 5, 5]}\n"
      "    - {id: new, from: 2025-01-15, until: 2028-01-15, annual: [5, 5, 5], unit_price: 1, true_up: 2}\n";
  const std::string found = Checked()("", contracts, "token-flex");
  CHECK(contains(found, "s.yaml:10:7: warning DD127: contract 'old' is from 2024-01-01 until 2026-01-05"));
  CHECK(contains(found, "s.yaml:11:7: warning DD106: contract 'now' has no unit price"));
  CHECK(contains(found, "s.yaml:11:7: note DD128: contract 'now' has no true_up"));
  CHECK_FALSE(contains(found, "s.yaml:12:7: "));
  for (const char* code : {"DD104", "DD105", "DD107"}) {  // its years are meant to lie before and after
    CHECK_FALSE(contains(found, code));
  }
  const std::string refusing = Checked()("", contracts);
  CHECK(contains(refusing, "s.yaml:12:7: note DD129: contract 'new' has a true_up, but the rules have no overdraft"));
  CHECK_FALSE(contains(refusing, "DD128"));
}

TEST_CASE("check finds products per result without results, and results without such products") {
  CHECK(contains(Checked()("", "", "flex", "sessions: s.csv"),
                 "s.yaml:5:30: warning DD130: 'Renders' is charged per result, and there are none"));
  const Checked checked;
  const std::string found = checked("", "", "flex", "sessions: s.csv, results: r.csv");
  CHECK_FALSE(contains(found, "DD13"));
  std::string windows = checked.text("s.yaml");
  windows.replace(windows.find("{tokens: 1, per: 10}"), 20, "5");
  checked.put("s.yaml", windows);
  CHECK(contains(checked.shell("drawdown check s.yaml").out, "warning DD131: "));
}

TEST_CASE("check reads results, and finds bad rows, those outside and refunds of what was not used") {
  const Checked checked;
  checked.put("r.csv", results +
                           "bob,Renders,2026-01-07T12:00:00Z,-20\n"
                           "bob,Renders,2026-01-08T12:00:00Z,-6\n"
                           "bob,Renders,2026-04-08T12:00:00Z,6\n"
                           "bob,Rendrs,2026-01-08T12:00:00Z,6\n");
  const std::string found = checked("");
  CHECK(contains(found, "r.csv:4: warning DD213: 1 refund takes back more than was used before it (line 4)"));
  CHECK(contains(found, "r.csv:5: note DD212: 1 result lies outside the horizon (line 5)"));
  CHECK(contains(found, "r.csv:6: error DD008: unknown product 'Rendrs'"));
  CHECK(contains(checked("", "", "flex", "sessions: s.csv, results: none.csv"), "none.csv: error DD007: "));
  checked.put("r.csv", results);
  const std::string alone = checked("", "", "flex", "results: r.csv");
  CHECK_FALSE(contains(alone, "DD002"));
  CHECK(contains(alone, "note DD102: no sessions of product 'AutoCAD'"));
}
