// drawdown assign as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/manual_tables.h"
#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::documented;
using drawdown::tests::joined;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string example = DRAWDOWN_SOURCE_DIR "/scenarios/examples/22-assign.yaml";
const std::string population = DRAWDOWN_SOURCE_DIR
    "/scenarios/population-office.yaml --set "
    "'subscription_prices={AutoCAD: 500, Revit: 600}' --set "
    "assign.token_price=2.70";

}  // namespace

TEST_CASE("assign shows both bills, who changes and what others would have paid, on one screen of 80 columns") {
  const Workplace place;
  const Ran ran = place.shell("drawdown assign " + example);
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  for (const char* figure :
       {"23,734.16", "18,499.56", "Saves 5,234.60; 4 of 10 users change. Proven: nothing costs less.",
        "as predicted, to the micro-unit", "says nothing about chance", "27,092.56", "19,544.56"}) {
    CAPTURE(figure);
    CHECK(contains(ran.out, figure));
  }
  CHECK(lines_of(ran.out).size() <= 36);
  const std::string moving = place.shell("drawdown assign " + example + " --set assign.minimum_stay_days=30").out;
  CHECK(contains(moving, "17,134.56"));
  CHECK(contains(moving, "Nothing costs more than"));
  for (const std::string& line : lines_of(ran.out + moving)) {
    CHECK(line.size() <= 80);
  }
  CHECK(contains(place.terminal("drawdown assign " + example, 80, 24).out, "18,499.56"));
}

TEST_CASE("assign writes its files with the columns of the manual, and a scenario that replays to the cost") {
  const Workplace place;
  CHECK(place.shell("drawdown assign " + example + " -q -o out --scenario s/assigned.yaml").status == 1);
  REQUIRE(place.shell("mkdir s").status == 0);
  const Ran ran = place.shell("drawdown assign " + example + " -q -o out --scenario s/assigned.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(place.shell("ls -A out").out ==
        "assignment.csv\nassignment.json\nassignment_products.csv\nonline.csv\nreport.html\n");
  for (const char* file : {"assignment.csv", "assignment_products.csv", "online.csv"}) {
    CAPTURE(file);
    CHECK(lines_of(place.text(std::string("out/") + file))[0] == joined(documented(file)));
  }
  const std::string rows = place.text("out/assignment.csv");
  CHECK(contains(rows, "\nann,AutoCAD,tokens,yes,200,1400,1400,0,0,2310,4200,4200,2310,1890,,,,\n"));
  CHECK(contains(rows, "\ncid,AEC,tokens,yes,170,1430,1430,0,0,3245,4290,4290,3245,1045,,,,\n"));
  CHECK(contains(rows, "\nfay,tokens,tokens,no,110,770,770,770,0,0,2310,2310,2310,0,,,,\n"));
  CHECK(contains(rows, "\ndan,AutoCAD until 2026-03-01 + tokens,AutoCAD,yes,22,84,0,84,2310,373.39726,"));
  CHECK(contains(place.text("out/assignment_products.csv"), "\ncid,Revit,AEC,2026-01-01,80,800,800,0\n"));
  CHECK(contains(place.text("out/online.csv"), "\nann,AutoCAD,200,4200,4599,2310,1.99091,1\n"));
  const auto json = nlohmann::json::parse(place.text("out/assignment.json"));
  CHECK(json.at("after_cost") == json.at("replayed_cost"));
  CHECK(json.at("gap") == 0);
  CHECK(place.shell("drawdown assign " + example + " --json").out == place.text("out/assignment.json"));
  const auto run = nlohmann::json::parse(place.shell("drawdown run s/assigned.yaml --json").out);
  CHECK(run.at("consumed") == json.at("after_tokens"));
  CHECK(run.at("spent") == 7'977);
  CHECK(run.at("denied_sessions") == 0);
  // What was assigned is kept when it is asked again.
  const auto again = nlohmann::json::parse(place.shell("drawdown assign s/assigned.yaml --json").out);
  CHECK(again.at("changed") == 0);
  CHECK(again.at("before_cost") == json.at("after_cost"));
}

TEST_CASE("assign asks a demand: chances, contested choices, and intervals; the same on any number of threads") {
  const Workplace place;
  const Ran one = place.shell("drawdown assign " + population + " --replications 12 --threads 1 -o one");
  CHECK(one.status == 0);
  CHECK(one.err.empty());
  CHECK(contains(one.out, "decided on the means of 12 replications of the demand"));
  CHECK(contains(one.out, "Judged, 95"));
  CHECK(contains(one.out, "Replayed on replication 13"));
  CHECK(contains(one.out, "as predicted"));
  CHECK(contains(one.out, "Contested"));
  for (const std::string& line : lines_of(one.out)) {
    CHECK(line.size() <= 80);
  }
  CHECK(place.shell("drawdown assign " + population + " --replications 12 --threads 3 -o two").out == one.out);
  CHECK(
      place.shell("cmp one/assignment.csv two/assignment.csv && cmp one/assignment.json two/assignment.json").status ==
      0);
  std::size_t contested = 0;
  for (const std::string& line : lines_of(place.text("one/assignment.csv"))) {
    contested += line.ends_with(",yes") ? 1U : 0U;
  }
  const auto json = nlohmann::json::parse(place.text("one/assignment.json"));
  CHECK(json.at("contested") == contested);
  CHECK(contested > 0);
  CHECK(json.at("predicted_cost") == json.at("replayed_cost"));
  CHECK(json.at("judged_after_low") <= json.at("judged_after"));
  CHECK(json.at("judged_saving") > 0);
  CHECK_FALSE(contains(one.out, "not sure"));
  // Prices near what tokens cost: who seems worth a seat in a few replications is not in others.
  const std::string close = " --set 'subscription_prices={AutoCAD: 700, Revit: 800}' --replications 12";
  CHECK(contains(place.shell("drawdown assign " + population + close).out, "The saving is not sure"));
}

TEST_CASE("assign says what is missing or wrong") {
  const Workplace place;
  const auto error = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown assign " + example + " -o out " + options);
    CHECK(ran.status == 2);
    CHECK_FALSE(place.has("out/assignment.csv"));
    return ran.err;
  };
  CHECK(
      contains(error("--set 'rules.window={kind: shared, length: 24h}'"), "what one user costs depends on the others"));
  CHECK(contains(error("--set 'pool={lifetime: 365d, tranches: []}'"), "add pool.price_list or assign.token_price"));
  CHECK(contains(error("--replications 10"), "--replications is for scenarios with a `demand`"));
  CHECK(contains(error("--set assign.most_change=2"), "did you mean 'assign.most_changes'?"));
  CHECK(contains(error("--set usage.sessions=none.csv"), "none.csv"));
  CHECK(contains(error("--json -q"), "give one of them"));
  CHECK(contains(place
                     .shell("drawdown assign " DRAWDOWN_SOURCE_DIR "/scenarios/newsvendor.yaml --set "
                            "assign.token_price=1 --replications 2")
                     .err,
                 "a series of tokens has no users to decide on"));
}
