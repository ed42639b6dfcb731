// drawdown compare as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenario = R"(name: Small
time_zone: UTC
from: 2026-01-01
until: 2026-02-01
rules: flex
rates: {AutoCAD: 7, Revit: 10}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-01, tokens: 100, unit_price: 2}
usage: {sessions: s.csv}
)";
const std::string variants = R"(variants:
  no grace: {rules.grace: 0s}
  Enterprise: {rules: token-flex}
)";
// Mary works over midnight, Bob looks in for a minute, and Li comes twice within 24 hours but on two days.
const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05T22:00:00Z,2026-01-06T02:00:00Z\n"
    "bob,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T09:01:00Z\n"
    "li,Revit,2026-01-09T15:00:00Z,2026-01-09T16:00:00Z\n"
    "li,Revit,2026-01-10T09:00:00Z,2026-01-10T10:00:00Z\n";

struct Office : Workplace {
  Office() {
    put("s.yaml", scenario + variants);
    put("plain.yaml", scenario);
    put("s.csv", sessions);
  }
};

}  // namespace

TEST_CASE("drawdown compare shows what each variant charges and costs, how it comes about, and why") {
  const Office office;
  const Ran ran = office.shell("drawdown compare s.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out,
                 " Use         Charges  Refused  Cut off  Tokens  +/-\n"
                 " scenario          2        0        0      17\n"
                 " no grace          3        0        0      24   +7   +41.2 %\n"
                 " Enterprise        5        0        0      41  +24  +141.2 %\n"));
  CHECK(contains(ran.out,
                 " Money, USD  Written off   +/-   Cost     +/-\n"
                 " scenario           0.00        34.00\n"
                 " no grace           0.00  0.00  48.00  +14.00   +41.2 %\n"
                 " Enterprise         0.00  0.00  82.00  +48.00  +141.2 %\n"));
  CHECK(contains(ran.out, " scenario                                         17   34.00  |\n"));
  CHECK(contains(ran.out, " rules.grace: 0s                                  +7  +14.00              +++++\n"));
  CHECK(contains(ran.out, " no grace    grace +7\n Enterprise  boundary +17, grace +7\n"));
  CHECK(office.shell("ls").out == "plain.yaml\ns.csv\ns.yaml\n");
}

TEST_CASE("what compare prints fits eighty columns, as a picture on a terminal and in ASCII elsewhere") {
  const Office office;
  const std::string names = "variants: {" + std::string(60, 'n') + ": {rules: token-flex}}\n";
  office.put("names.yaml", scenario + names);
  const auto check_width = [](const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(line.size() <= 80);
    }
  };
  for (const std::string& line : std::vector<std::string>{"drawdown compare s.yaml", "drawdown compare names.yaml",
                                                          "drawdown compare plain.yaml --library"}) {
    CAPTURE(line);
    const Ran plain = office.shell(line);
    CHECK(plain.status == 0);
    check_width(plain.out);
    for (const char c : plain.out) {
      CHECK((c == '\n' || (c >= ' ' && c < 0x7F)));
    }
  }
  const Ran picture = office.terminal("drawdown compare s.yaml", 80, 40);
  CHECK(contains(picture.out, "█"));
  CHECK(contains(picture.out, "│"));
  CHECK_FALSE(contains(picture.out, "|"));
}

TEST_CASE("compare writes the six files, each variant as run would say it") {
  const Office office;
  REQUIRE(office.shell("drawdown compare s.yaml -o out --quiet").out.empty());
  CHECK(office.shell("ls out").out ==
        "bridge.csv\nby_day.csv\nby_product.csv\nby_user.csv\ndifferences.csv\nreport.html\nvariants.csv\n");
  CHECK(office.text("out/bridge.csv") ==
        "variant,step,change,tokens,cost,written_off\n"
        "no grace,1,rules.grace: 0s,7,14,0\n"
        "Enterprise,1,\"rules.window: {kind: calendar, period: day, zone: server}\",17,34,0\n"
        "Enterprise,2,rules.grace: 0s,7,14,0\n"
        "Enterprise,3,rules.when_empty: overdraft,0,0,0\n");
  CHECK(office.text("out/differences.csv") ==
        "variant,user,product,date,baseline,tokens,difference,reason,root\n"
        "no grace,bob,AutoCAD,2026-01-07,0,7,7,grace,\n"
        "Enterprise,mary,AutoCAD,2026-01-06,0,7,7,boundary,\n"
        "Enterprise,bob,AutoCAD,2026-01-07,0,7,7,grace,\n"
        "Enterprise,li,Revit,2026-01-10,0,10,10,boundary,\n");
  CHECK(contains(office.text("out/by_user.csv"),
                 "variant,user,charges,denied,cut_offs,tokens,tokens_difference\n"
                 "scenario,mary,1,0,0,7,0\n"
                 "scenario,li,1,0,0,10,0\n"
                 "no grace,mary,1,0,0,7,0\n"
                 "no grace,bob,1,0,0,7,7\n"));
  CHECK(contains(office.text("out/by_product.csv"), "Enterprise,Revit,2,0,0,20,10\n"));
  CHECK(contains(office.text("out/by_day.csv"), "Enterprise,2026-01-06,1,0,0,7,7\n"));
  const auto rows = nlohmann::json::parse(office.shell("drawdown compare s.yaml --json").out);
  REQUIRE(rows.size() == 3);
  CHECK(rows[2].at("variant") == "Enterprise");
  CHECK(rows[2].at("tokens_difference") == 24);
  const auto alone = nlohmann::json::parse(office.shell("drawdown run s.yaml --json --set rules=token-flex").out);
  CHECK(rows[2].at("tokens") == alone.at("consumed"));
  CHECK(rows[2].at("charges") == alone.at("charges"));
  CHECK(rows[2].at("remaining") == alone.at("remaining"));
}

TEST_CASE("results of compare do not depend on the number of threads") {
  const Office office;
  CHECK(office.shell("drawdown compare s.yaml --library --threads 1 -o one >one.txt").status == 0);
  CHECK(office.shell("drawdown compare s.yaml --library --threads 3 -o three >three.txt").status == 0);
  CHECK(office.shell("diff -r one three && diff one.txt three.txt").status == 0);
}

TEST_CASE("variants come from options too, and some of them can be chosen, with another baseline") {
  const Office office;
  office.put("more.yaml", "variants: {by week: {rules.window: {kind: calendar, period: week}}}\n");
  const Ran all = office.shell(
      "drawdown compare s.yaml --variants more.yaml --vary 'rules.grace=[1m, 2m]' --set rates.Revit=11 --json");
  CHECK(all.status == 0);
  const auto rows = nlohmann::json::parse(all.out);
  REQUIRE(rows.size() == 6);
  CHECK(rows[0].at("tokens") == 18);
  CHECK(rows[3].at("variant") == "by week");
  CHECK(rows[4].at("variant") == "grace=1m");
  const auto some = nlohmann::json::parse(
      office.shell("drawdown compare s.yaml --baseline Enterprise --only scenario --only 'no grace' --json").out);
  REQUIRE(some.size() == 3);
  CHECK(some[0].at("variant") == "Enterprise");
  CHECK(some[1].at("variant") == "scenario");
  CHECK(some[1].at("tokens_difference") == -24);
  CHECK(office.shell("drawdown compare plain.yaml --library -q").status == 0);
}

TEST_CASE("--no-differences leaves the reasons out, also those of an earlier comparison") {
  const Office office;
  REQUIRE(office.shell("drawdown compare s.yaml -o out -q").status == 0);
  const Ran ran = office.shell("drawdown compare s.yaml -o out --no-differences");
  CHECK(ran.status == 0);
  CHECK_FALSE(contains(ran.out, "Why:"));
  CHECK_FALSE(office.has("out/differences.csv"));
  CHECK(office.has("out/bridge.csv"));
}

TEST_CASE("steps of many variants are left to the file") {
  const Office office;
  const Ran ran = office.shell(
      "drawdown compare plain.yaml --vary 'rules.grace=[0s, 1m, 2m]' --vary 'rules.window.length=[8h, 24h, 48h]'");
  CHECK(contains(ran.out, " The steps to 9 variants are in bridge.csv (-o DIR); --only NAME shows them.\n"));
  CHECK_FALSE(contains(ran.out, "|"));
  CHECK(contains(ran.out, "grace=2m, length=48h"));
}

TEST_CASE("bad rows are left out of a comparison only if that is wanted") {
  const Office office;
  office.put("s.csv", sessions + "bob,AutoCAD,yesterday,\n");
  const Ran stopped = office.shell("drawdown compare s.yaml -o out");
  CHECK(stopped.status == 2);
  CHECK(contains(stopped.err, "s.csv:6"));
  CHECK(office.shell("drawdown compare s.yaml -o out --skip-bad-rows -q").status == 0);
  CHECK(contains(office.text("out/rejected.csv"), "bob,AutoCAD,yesterday,"));
  CHECK_FALSE(office.has("out/rejected_idle.csv"));
  office.put("idle.csv", "user,product,from,to\nmary,AutoCAD,soon,later\n");
  const std::string idle = "drawdown compare s.yaml -o out -q --set usage.idle=idle.csv --vary 'rules.idle=[15m]'";
  CHECK(office.shell(idle).status == 2);
  CHECK(office.shell(idle + " --skip-bad-rows").status == 0);
  CHECK(contains(office.text("out/rejected_idle.csv"), "mary,AutoCAD,soon,later"));
}

TEST_CASE("wrong usage of compare is status 2, with what to do") {
  const Office office;
  const Ran none = office.shell("drawdown compare plain.yaml");
  CHECK(none.status == 2);
  CHECK(contains(none.err, "plain.yaml: has no variants; add `variants` or `vary` to it, or give --variants FILE"));
  const Ran name = office.shell("drawdown compare s.yaml --only Enterprize");
  CHECK(name.status == 2);
  CHECK(contains(name.err, "there is no variant 'Enterprize'; did you mean 'Enterprise'?"));
  CHECK(office.shell("drawdown compare s.yaml --baseline x").status == 2);
  CHECK(contains(office.shell("drawdown compare s.yaml --only Enterprise --baseline Enterprise").err,
                 "'Enterprise' is the baseline; there is nothing to compare it with"));
  CHECK(contains(office.shell("drawdown compare s.yaml --only Enterprise --only Enterprise").err, "is given twice"));
  CHECK(office.shell("drawdown compare s.yaml --json --quiet").status == 2);
  CHECK(contains(office.shell("drawdown compare s.yaml --vary rules.grace").err, "--vary rules.grace: expected"));
  CHECK(contains(office.shell("drawdown compare s.yaml --variants none.yaml").err, "none.yaml: cannot be read"));
}

TEST_CASE("variants whose names are too long for a table have numbers there, and a list says what they stand for") {
  const Office office;
  const std::string vary =
      " --vary 'rules.window=[{kind: calendar, period: day, zone: server}, {kind: rolling, length: 8h}]'";
  const Ran ran = office.shell("drawdown compare plain.yaml" + vary);
  CHECK(ran.status == 0);
  CHECK(contains(ran.out,
                 " 1  window={kind: calendar, period: day, zone: server}\n"
                 " 2  window={kind: rolling, length: 8h}\n"));
  CHECK(contains(ran.out, "\n 1               4        0        0      34  +17  +100.0 %\n"));
  CHECK(contains(ran.out, "\n 1  boundary +17\n"));
  CHECK_FALSE(contains(ran.out, "..."));
}
