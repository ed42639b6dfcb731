// drawdown plan as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/manual_tables.h"
#include "tests/program.h"
#include "tests/slow_build.h"

using drawdown::tests::contains;
using drawdown::tests::documented;
using drawdown::tests::joined;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string examples = DRAWDOWN_SOURCE_DIR "/scenarios/examples/";
const std::string known = examples + "24-plan.yaml";
const std::string drawn = examples + "25-plan-uncertain.yaml --set plan.replications=40 --set plan.tests=60";

}  // namespace

TEST_CASE("plan shows the cheapest plan of a known demand on one screen of 80 columns, and its replay") {
  const Workplace place;
  const Ran ran = place.shell("drawdown plan " + known);
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  for (const char* words :
       {"2 orders, 20,900 tokens, for 50,160.00 USD", "2026-02-01  2026-02-06  2027-02-06  10,000",
        "2027-01-01  2027-01-06  2028-01-06  10,900", "No plan that is allowed costs less than 56,264.70 USD: proven.",
        "the same, to the millionth", "115 % a year", "one large purchase"}) {
    CAPTURE(words);
    CHECK(contains(ran.out, words));
  }
  CHECK(lines_of(ran.out).size() <= 24);
  const Ran uncertain = place.shell("drawdown plan " + drawn);
  CHECK(uncertain.status == 0);
  CHECK(contains(uncertain.out, "no fixed"));
  CHECK(contains(uncertain.out, "hindsight"));
  CHECK(lines_of(uncertain.out).size() <= 40);
  for (const std::string& line : lines_of(ran.out + uncertain.out)) {
    CAPTURE(line);
    CHECK(drawdown::tests::lines_of(line).size() <= 1);
    CHECK(line.size() <= 84);  // ± and the like take two bytes
  }
  CHECK(contains(place.terminal("drawdown plan " + known, 80, 24).out, "proven"));
}

TEST_CASE("plan writes its files, with the columns of the manual, or JSON") {
  const Workplace place;
  const std::string names = "plan.csv\nplan.json\nplan_compared.csv\nplan_days.csv\nreport.html\n";
  CHECK(place.shell("drawdown plan " + known + " -q -o out").out.empty());
  CHECK(place.shell("ls -A out").out == names);
  for (const char* file : {"plan.csv", "plan_compared.csv", "plan_days.csv"}) {
    CAPTURE(file);
    CHECK(lines_of(place.text(std::string("out/") + file))[0] == joined(documented(file)));
  }
  CHECK(lines_of(place.text("out/plan.csv")).size() == 3);
  CHECK(lines_of(place.text("out/plan_days.csv")).size() == 731);
  CHECK(contains(place.text("out/plan.csv"),
                 "\n1,2026-02-01,2026-02-06,2027-02-06,10000,10000,2.4,24000,150,24150,24150,10000\n"));
  const Ran printed = place.shell("drawdown plan " + known + " --json");
  CHECK(printed.out == place.text("out/plan.json"));

  CHECK(place.shell("drawdown plan " + known + " -q -o out --memo out/plan.md").status == 0);
  CHECK(place.shell("ls -A out").out ==
        "plan.csv\nplan.json\nplan.md\nplan_changes.csv\nplan_compared.csv\nplan_days.csv\nplan_turns.csv\nreport."
        "html\n");
  for (const char* file : {"plan_changes.csv", "plan_turns.csv"}) {
    CAPTURE(file);
    CHECK(lines_of(place.text(std::string("out/") + file))[0] == joined(documented(file)));
  }
  const auto json = nlohmann::ordered_json::parse(place.text("out/plan.json"));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) {
    keys.push_back(key);
  }
  CHECK(joined(keys) == joined(documented("plan.json")));
  CHECK(json.at("orders").size() == 2);
  CHECK(json.at("replays_equal") == 1);
  CHECK(json.at("finished") == "yes");
  // Without a memo, what an earlier one left is gone.
  CHECK(place.shell("drawdown plan " + known + " -q -o out").status == 0);
  CHECK_FALSE(place.has("out/plan_changes.csv"));
}

TEST_CASE("the copy with a plan's tranches is run to the same figures, wherever it stands") {
  const Workplace place;
  place.put("in/s.csv",
            "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-09T17:00:00Z\n"
            "tom,AutoCAD,2026-02-02T09:00:00Z,2026-02-20T17:00:00Z\nmary,AutoCAD,2026-03-02T09:00:00Z,"
            "2026-03-20T17:00:00Z\n");
  place.put(
      "in/a.yaml",
      "time_zone: America/New_York\nfrom: 2026-01-01\nuntil: 2026-04-01\nrates: {AutoCAD: 7}\n"
      "rules: {preset: flex, grace: 0s}\n"
      "pool: {lifetime: 60d, tranches: [], price_list: [{quantity: 10, unit_price: 3}, {quantity: 150, unit_price: "
      "1.9}]}\n"
      "usage: {sessions: s.csv}\nplan: {every: week, order_cost: 5, capital_cost: 10, discount: incremental}\n"
      "variants: {other: {rules.grace: 5m}}\n");
  const Ran ran = place.shell(
      "mkdir -p out/deep && drawdown plan in/a.yaml --set plan.order_cost=6 --scenario out/deep/b.yaml -o plan");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  const auto plan = nlohmann::json::parse(place.text("plan/plan.json"));
  CHECK(plan.at("replays_equal") == 1);
  CHECK(contains(place.text("out/deep/b.yaml"), "order_cost: 6"));
  const Ran run = place.shell("drawdown run out/deep/b.yaml --json");
  CHECK(run.status == 0);
  const auto summary = nlohmann::json::parse(run.out);
  const auto& row = plan.at("compared")[0];
  CHECK(row.at("name") == "plan");
  CHECK(summary.at("spent") == row.at("price"));
  CHECK(summary.at("bought") == row.at("bought"));
  CHECK(summary.at("consumed") == row.at("consumed"));
  CHECK(summary.at("expired") == row.at("expired"));
  CHECK(summary.at("remaining") == row.at("left"));
  CHECK(summary.at("denied_sessions") == 0);
  CHECK(row.at("bought").get<double>() > 0);
}

TEST_CASE("under a risk, something is refused in at most so many of the replications that the plan is made from") {
  const Workplace place;
  const std::string plan =
      " --set 'plan={every: quarter, order_cost: 150, risk: 10, replications: 50, tests: 50}' --json";
  const Ran ran = place.shell("drawdown plan " + examples + "25-plan-uncertain.yaml" + plan);
  CHECK(ran.status == 0);
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json.at("result") == "plan");
  CHECK(json.at("risk") == 10);
  CHECK(json.at("dry") <= 5);
  CHECK(json.at("bound") <= json.at("cost"));
  CHECK(json.at("gap_at_large").is_null());
  CHECK(json.at("compared")[0].at("penalty") == 0);
}

TEST_CASE("a plan is the same for any number of threads") {
  const Workplace place;
  const std::string one = place.shell("drawdown plan " + drawn + " --json --threads 1").out;
  CHECK(contains(one, "\"result\": \"plan\""));
  CHECK(place.shell("drawdown plan " + drawn + " --json --threads 3").out == one);
}

TEST_CASE("a log is planned although there is a demand, if that is asked for") {
  const Workplace place;
  place.put("s.csv", "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T17:00:00Z\n");
  place.put("a.yaml",
            "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\n"
            "pool: {lifetime: 365d, tranches: [], price_list: [{quantity: 1, unit_price: 3}]}\n"
            "usage: {sessions: s.csv}\nplan: {every: week}\n");
  CHECK(contains(place.shell("drawdown plan a.yaml").out, "1 order, 7 tokens, for 21.00"));
  const std::string series = " --set 'demand={series: {distribution: normal, mean: 1, sd: 0}}'";
  CHECK(contains(place.shell("drawdown plan a.yaml" + series).out, "31 tokens"));
  CHECK(contains(place.shell("drawdown plan a.yaml --log" + series).out, "7 tokens"));
  CHECK(contains(place.shell("drawdown plan " + known + " --log").err, "--log is for scenarios whose `usage` names"));
  const Ran days = place.shell("drawdown plan a.yaml --set plan.refused_day=2 --set pool.price_list[0].quantity=100");
  CHECK(contains(days.out, "Buy nothing"));  // a day refused costs 2
  CHECK(contains(days.out, "refused: 1."));
  CHECK(contains(days.out, "plan, replayed"));
}

TEST_CASE("plan says what is missing, wrong or impossible, and writes nothing") {
  const Workplace place;
  const auto error = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown plan " + options + " -o out");
    CHECK(ran.status == 2);
    CHECK_FALSE(place.has("out/plan.csv"));
    return ran.err;
  };
  CHECK(contains(error(known + " --set plan.evry=week"), "did you mean 'plan.every'?"));
  CHECK(contains(error(known + " --risk many"), "plan.risk: expected a percentage"));
  CHECK(contains(error(examples + "20-break-even.yaml"), "missing key 'plan'"));
  CHECK(contains(error(known + " --set plan.lead_time=120"), "24-plan.yaml:40:"));
  CHECK(contains(error(known + " --set plan.every=year --set plan.lead_time=200"),
                 "nothing that may be bought keeps all from being refused; look at lead_time"));
  CHECK(contains(error(known + " --json --quiet"), "--json prints the plan and --quiet nothing"));
  CHECK(contains(place.shell("drawdown plan " + known + " --memo plan.md").err, "--memo names the result files"));
  CHECK_FALSE(place.has("plan.md"));
}

TEST_CASE("Ctrl-C shows the best plan so far, marked as not finished, with exit status 1 and without files") {
  const Workplace place;
  // Daily decisions over four years, for many courses of demand: far more than it is given time for.
  const std::string heavy = "\"$program\" plan " + examples +
                            "25-plan-uncertain.yaml --set until=2030-01-01 --set plan.every=day --set "
                            "plan.replications=800 --set plan.tests=1 --set plan.penalty=7.37 -o out --threads 1";
  bool shown = false;
  for (int patience = 2; patience <= (drawdown::slow_build ? 256 : 64) && !shown; patience *= 2) {
    const Ran ran =
        place.shell("timeout --foreground --preserve-status -s INT " + std::to_string(patience) + " " + heavy);
    CAPTURE(ran.out);
    CAPTURE(ran.err);
    REQUIRE(ran.status == 1);
    CHECK_FALSE(place.has("out/plan.csv"));
    CHECK_FALSE(place.has("out/plan.json"));
    CHECK(contains(ran.err, "stopped"));
    shown = contains(ran.out, "NOT FINISHED");
    if (shown) {
      CHECK(contains(ran.out, "The best plan found so far"));
      CHECK(contains(ran.out, " tokens, for "));
      CHECK(contains(ran.err, "no files are written"));
    } else {
      CHECK(ran.out.empty());
    }
  }
  CHECK(shown);
}
