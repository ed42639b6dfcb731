// Results, budgets, entitlements, purchases and contracts as users meet them: terminal, messages and files.
#include <doctest/doctest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenario = R"(time_zone: UTC
from: 2026-01-05
until: 2026-02-05
rules: flex
rates: {AutoCAD: 7, Renders: {tokens: 1, per: 10}}
entitlements: {subscriptions: [{user: mary, product: AutoCAD}]}
access: {deny: [{user: eve}]}
budgets: [{name: Cloud, tokens: 4, products: [Renders]}]
pool:
  lifetime: 365d
  tranches: [{id: jan, bought: 2026-01-05, tokens: 30, unit_price: 2}]
usage: {sessions: s.csv, results: r.csv}
)";
const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
    "bob,AutoCAD,2026-01-06T09:00:00Z,2026-01-06T10:00:00Z\n"
    "eve,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T10:00:00Z\n";
const std::string results =
    "user,product,time,quantity\n"
    "bob,Renders,2026-01-05T12:00:00Z,25\n"
    "bob,Renders,2026-01-05T13:00:00Z,2\n"
    "bob,Renders,2026-01-06T12:00:00Z,40\n"
    "bob,Renders,2026-01-07T12:00:00Z,-10\n"
    "eve,Renders,2026-01-07T13:00:00Z,1\n";

struct Estate : Workplace {
  Estate() {
    put("s.yaml", scenario);
    put("s.csv", sessions);
    put("r.csv", results);
  }
};

// A text with one part replaced.
std::string with(const std::string& text, const std::string& old, const std::string& fresh) {
  std::string changed = text;
  const std::size_t at = changed.find(old);
  REQUIRE(at != std::string::npos);
  return changed.replace(at, old.size(), fresh);
}

}  // namespace

TEST_CASE("explain tells results, refunds, what a budget or access refuses, and what an entitlement covers") {
  const Estate estate;
  const Ran bob = estate.shell("drawdown explain s.yaml --user bob");
  CHECK(bob.status == 0);
  for (const char* said : {"12:00  25 results; charge 1: 2 tokens from jan",
                           "13:00  2 results: no unit of 10 is full, so nothing is charged",
                           "40 results: refused, 4 tokens needed and 2 left of the budget",
                           "10 results taken back; charge 3: 1 token goes back (1 to jan)",
                           "1 session, 1 visit, 4 rows of results, 2 charges of 8 tokens; 1 attempt"}) {
    CAPTURE(said);
    CHECK(contains(bob.out, said));
  }
  CHECK(contains(estate.shell("drawdown explain s.yaml --user mary").out,
                 "session 1 opens until 10:00 (1h): covered by a subscription,"));
  const Ran eve = estate.shell("drawdown explain s.yaml --user eve");
  CHECK(contains(eve.out, "09:00  a session opens: refused by access.deny[0]"));
  CHECK(contains(eve.out, "13:00  a result: refused by access.deny[0]"));
  CHECK(contains(eve.out, "0 charges of 0 tokens; 2\n        attempts refused"));
}

TEST_CASE("each row of charges.csv and of denials.csv has a story") {
  const Estate estate;
  CHECK(estate.shell("drawdown run s.yaml -o out --quiet").status == 0);
  CHECK(estate.text("out/charges.csv") ==
        "at,until,user,product,version,machine,team,kind,tokens,tranches\n"
        "2026-01-05T12:00:00Z,2026-01-05T12:00:00Z,bob,Renders,,,,result,2,jan:2\n"
        "2026-01-06T09:00:00Z,2026-01-07T09:00:00Z,bob,AutoCAD,,,,open,7,jan:7\n"
        "2026-01-07T12:00:00Z,2026-01-07T12:00:00Z,bob,Renders,,,,refund,-1,jan:-1\n");
  for (const char* row : {"--charge 1", "--charge 2", "--charge 3", "--denial 1", "--denial 2", "--denial 3"}) {
    CAPTURE(row);
    const Ran story = estate.shell(std::string("drawdown explain s.yaml ") + row);
    CHECK(story.status == 0);
    CHECK(contains(story.out, " Who "));
    const Ran json = estate.shell(std::string("drawdown explain s.yaml --json ") + row);
    CHECK(nlohmann::json::parse(json.out).at("events").size() >= 1);
  }
  const std::string refund = estate.shell("drawdown explain s.yaml --charge 3").out;
  CHECK(contains(refund, "jan: 21 of 30 left, expires 2027-01-05; gets 1 back"));
  CHECK(contains(refund, "1 token for 10 results; parts of a unit are carried on"));
  const auto story =
      nlohmann::json::parse(estate.shell("drawdown explain s.yaml --user bob --product Renders --json").out);
  REQUIRE(story.size() == 4);
  CHECK(story[0].at("event") == "result");
  CHECK(story[1].at("event") == "result_carried");
  CHECK(story[2].at("event") == "result_refused");
  CHECK(story[2].at("denial") == 1);
  CHECK(story[3].at("event") == "refund");
  CHECK(story[3].at("tokens") == -1);
}

TEST_CASE("compare says that an entitlement or access makes the difference") {
  const Estate estate;
  const Ran ran = estate.shell(
      "drawdown compare s.yaml --vary 'entitlements=[{}]' --vary 'access=[{}]' --vary 'budgets=[[]]' -o out");
  CHECK(ran.status == 0);
  const std::string rows = estate.text("out/differences.csv");
  CHECK(contains(rows, ",mary,AutoCAD,2026-01-05,0,7,7,entitled,"));
  CHECK(contains(rows, ",eve,AutoCAD,2026-01-07,0,7,7,access,"));
  CHECK(contains(rows, ",bob,Renders,2026-01-06,0,4,4,refused,"));
}

TEST_CASE("bad rows of results stop the run with their lines, or are written to rejected_results.csv") {
  const Estate estate;
  estate.put("r.csv",
             results +
                 "bob,Rendres,2026-01-08,1\nbob,AutoCAD,2026-01-08T12:00:00Z,1\nbob,Renders,2026-01-08T12:00:00Z,"
                 "0\nbob,Renders,2026-01-08T12:00:00Z,1e3\n,Renders,2026-01-08T12:00:00Z,1\n");
  const Ran ran = estate.shell("drawdown run s.yaml");
  CHECK(ran.status == 2);
  for (const char* said :
       {"r.csv:7: unknown product 'Rendres'; did you mean 'Renders'?",
        "r.csv:8: product 'AutoCAD' is charged per window, not per result", "r.csv:9: the quantity is 0",
        "r.csv:10: the quantity '1e3' is not a number", "r.csv:11: the user is empty"}) {
    CAPTURE(said);
    CHECK(contains(ran.err, said));
  }
  CHECK(estate.shell("drawdown run s.yaml --skip-bad-rows -o out --quiet").status == 0);
  CHECK(contains(estate.text("out/rejected_results.csv"), "9,the quantity is 0,"));
  CHECK(nlohmann::json::parse(estate.text("out/summary.json")).at("rejected_rows") == 5);
}

TEST_CASE("results outside the horizon are counted, and an empty file of results is none") {
  const Estate estate;
  estate.put("r.csv", results + "bob,Renders,2026-03-01T12:00:00Z,1\n");
  CHECK(contains(estate.shell("drawdown run s.yaml").out, "Left out  1 result outside the horizon"));
  CHECK(contains(estate.shell("drawdown check s.yaml").out, "r.csv:7: note DD212: 1 result lies outside the horizon"));
  estate.put("r.csv", "user,product,time,quantity\n");
  CHECK(estate.shell("drawdown run s.yaml --quiet").status == 0);
  estate.put("r.csv", "");
  const Ran ran = estate.shell("drawdown run s.yaml");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "r.csv"));
}

TEST_CASE("a contract's years are a file and lines on the screen, and go with the contract") {
  const Estate estate;
  const std::string pool = "  tranches: [{id: jan, bought: 2026-01-05, tokens: 30, unit_price: 2}]\n";
  estate.put("s.yaml",
             with(scenario, pool,
                  "  tranches: []\n  contracts: [{id: eba, from: 2026-01-01, until: 2028-01-01, annual: [50, 50], "
                  "multi_year: 5, remaining: {annual: 20}, unit_price: 2}]\n"));
  const Ran ran = estate.shell("drawdown run s.yaml -o out");
  CHECK(contains(
      ran.out,
      " Contract    Provided  Used  Left  Multi-year  Drawn\n eba year 1        50    38    12           5      0\n"));
  CHECK(contains(estate.text("out/contracts.csv"), "eba,,1,2026-01-01,2027-01-01,50,30,8,0,0,12,5,0,0,0,5,0,0,50\n"));
  estate.put("s.yaml", scenario);
  CHECK(estate.shell("drawdown run s.yaml -o out --quiet").status == 0);
  CHECK_FALSE(estate.has("out/contracts.csv"));
}

TEST_CASE("a misspelt key of any section is answered with the nearest one") {
  const Estate estate;
  const auto error = [&](const std::string& old, const std::string& fresh) {
    estate.put("s.yaml", with(scenario, old, fresh));
    const Ran ran = estate.shell("drawdown run s.yaml");
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK(contains(error("budgets: [{name: Cloud, tokens: 4", "budgets: [{name: Cloud, token: 4"),
                 "did you mean 'tokens'?"));
  CHECK(contains(error("budgets:", "budget:"), "did you mean 'budgets'?"));
  CHECK(contains(error("products: [Renders]", "products: [Render]"), "did you mean 'Renders'?"));
  CHECK(contains(error("subscriptions:", "subscription:"), "did you mean 'subscriptions'?"));
  CHECK(contains(error("access: {deny: [{user", "access: {deny: [{usr"), "did you mean 'user'?"));
  CHECK(contains(error("results: r.csv", "result: r.csv"), "did you mean 'results'?"));
  CHECK(contains(error("per: 10", "pr: 10"), "did you mean 'per'?"));
  CHECK(contains(error("  lifetime: 365d\n", "  lifetime: 365d\n  purchasng: []\n"), "did you mean 'purchasing'?"));
  CHECK(contains(error("  lifetime: 365d\n",
                       "  lifetime: 365d\n  purchasing: [{name: p, policy: reorderpoint, at: 1, quantity: 2}]\n"),
                 "did you mean 'reorder_point'?"));
  CHECK(
      contains(error("  lifetime: 365d\n", "  lifetime: 365d\n  transfers: [{day: 2026-01-06, tranche: jn, to: UK}]\n"),
               "did you mean 'jan'?"));
  CHECK(contains(error("  lifetime: 365d\n",
                       "  lifetime: 365d\n  contracts: [{id: eba, from: 2026-01-01, until: 2027-01-01, anual: [5]}]\n"),
                 "did you mean 'annual'?"));
}

TEST_CASE("a policy's smallest order has a price, or the scenario is refused") {
  const Estate estate;
  const auto error = [&](const std::string& policy) {
    estate.put("s.yaml",
               with(scenario, "  lifetime: 365d\n",
                    "  lifetime: 365d\n  price_list: [{quantity: 5000, unit_price: 2}]\n  purchasing: [{name: p, " +
                        policy + "}]\n"));
    return estate.shell("drawdown run s.yaml --quiet").err;
  };
  CHECK(error("policy: reorder_point, at: 5, quantity: 5000").empty());
  CHECK(error("policy: order_up_to, at: 5, up_to: 5005").empty());
  CHECK(
      contains(error("policy: reorder_point, at: 5, quantity: 4999"),
               "s.yaml:12:16: pool.purchasing[0]: may order as little as 4999 tokens, for which the price list has no "
               "price on 2026-01-05; add an entry, or raise pool.minimum_order"));
  CHECK(contains(error("policy: order_up_to, at: 5, up_to: 5004"), "may order as little as 4999 tokens"));
  CHECK(contains(error("policy: base_stock, up_to: 5000"), "may order as little as 0.000001 tokens"));
}

TEST_CASE("a policy looks until its last day, and one that always looks has none") {
  const Estate estate;
  const auto with_policy = [&](const std::string& policy) {
    estate.put("s.yaml",
               with(scenario, "  lifetime: 365d\n",
                    "  lifetime: 365d\n  purchasing: [{name: p, policy: base_stock, up_to: 90000, " + policy + "}]\n"));
  };
  const auto orders = [&](const std::string& policy) {
    with_policy(policy);
    CHECK(estate.shell("drawdown run s.yaml --quiet -o out").status == 0);
    return estate.shell("grep -c ',ordered,' out/events.csv").out;
  };
  CHECK(orders("review: daily, lead_time: 0, until: 2026-01-05") == "0\n");  // the first day
  CHECK(orders("review: daily, lead_time: 0, until: 2026-01-06") == "1\n");
  CHECK(orders("review: daily, lead_time: 0, until: 2099-01-01") == orders("review: daily, lead_time: 0"));
  with_policy("until: 2026-01-06");
  CHECK(contains(estate.shell("drawdown run s.yaml").err, "until: is not for a continuous review"));
  with_policy("review: daily, untl: 2026-01-06");
  CHECK(contains(estate.shell("drawdown run s.yaml").err, "did you mean 'until'?"));
}

TEST_CASE("results that cannot be written are said to be so") {
  const Estate estate;
  if (estate.shell("test -w /dev/full").status != 0) {
    return;
  }
  const Ran ran = estate.shell("drawdown run s.yaml > /dev/full");
  CHECK(ran.status == 1);
  CHECK(contains(ran.err, "No space left on device"));
  CHECK(estate.shell("drawdown explain s.yaml --user bob > /dev/full").status == 1);
  CHECK(estate.shell("drawdown run s.yaml | head -1").out.size() > 0);
}

TEST_CASE("zones counts results and refunds, also those of users without sessions") {
  const Estate estate;
  estate.put("s.yaml", with(with(scenario, "rules: flex", "rules: token-flex"), "access: {deny: [{user: eve}]}\n",
                            "users: [{id: ann, time_zone: Asia/Tokyo}]\n"));
  estate.put("r.csv", results + "ann,Renders,2026-01-08T12:00:00Z,3\n");
  CHECK(estate.shell("drawdown run s.yaml --quiet -o out").status == 0);
  const auto summary = nlohmann::json::parse(estate.text("out/summary.json"));
  const Ran ran = estate.shell("drawdown zones s.yaml --json");
  CHECK(ran.status == 0);
  const auto zones = nlohmann::json::parse(ran.out);
  CHECK(zones[0].at("charges") == summary.at("charges"));
  CHECK(zones[0].at("tokens") == summary.at("consumed"));
  estate.put("s.yaml", with(estate.text("s.yaml"), "sessions: s.csv, ", ""));
  CHECK(estate.shell("drawdown zones s.yaml").status == 0);
}

TEST_CASE("a user's story has every charge and every denial of the result files, once") {
  const Workplace place;
  const std::string run = "drawdown run " DRAWDOWN_SOURCE_DIR "/scenarios/enterprise.yaml -o out --quiet";
  REQUIRE(place.shell(run).status == 0);
  // The numbers of a file's rows that name the user.
  const auto rows_of = [&](const std::string& file, const std::string& user) {
    std::multiset<std::uint64_t> rows;
    const std::vector<std::string> lines = lines_of(place.text("out/" + file));
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (contains(lines[i], "," + user + ",")) {
        rows.insert(i);
      }
    }
    return rows;
  };
  for (const std::string user : {"d-02", "d-14", "d-21", "d-39", "m-05", "m-11"}) {
    CAPTURE(user);
    const Ran ran =
        place.shell("drawdown explain " DRAWDOWN_SOURCE_DIR "/scenarios/enterprise.yaml --json --user " + user);
    std::multiset<std::uint64_t> charges;
    std::multiset<std::uint64_t> denials;
    std::size_t covered = 0;
    for (const auto& event : nlohmann::json::parse(ran.out)) {
      covered += event.at("event") == "session_covered" ? 1U : 0U;
      if (!event.at("charge").is_null()) {
        charges.insert(event.at("charge").get<std::uint64_t>());
      }
      if (!event.at("denial").is_null()) {
        denials.insert(event.at("denial").get<std::uint64_t>());
      }
    }
    CHECK(charges == rows_of("charges.csv", user));
    CHECK(denials == rows_of("denials.csv", user));
    CHECK((covered > 0) == (user == "d-21" || user == "m-05" || user == "m-11"));
  }
}
