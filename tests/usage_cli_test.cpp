// drawdown usage as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/scenario/manual.h"
#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenarios = DRAWDOWN_SOURCE_DIR "/scenarios/";
const std::string example = scenarios + "examples/21-usage.yaml";

}  // namespace

TEST_CASE("usage fits a screen of 80 columns, on a terminal and in a pipe") {
  const Workplace place;
  for (const std::string& scenario : {example, scenarios + "office.yaml", scenarios + "campus.yaml",
                                      scenarios + "enterprise.yaml", scenarios + "population-office.yaml"}) {
    CAPTURE(scenario);
    const Ran ran = place.shell("drawdown usage " + scenario);
    CHECK(ran.status == 0);
    CHECK(ran.err.empty());
    CHECK(lines_of(ran.out).size() <= 24);
    for (const std::string& line : lines_of(ran.out)) {
      CHECK(line.size() <= 80);
    }
    CHECK(place.terminal("drawdown usage " + scenario, 80, 24).status == 0);
  }
  const std::string out = place.shell("drawdown usage " + example).out;
  CHECK(contains(out, "  ##___|___#_____       110.0      1\n"));
  CHECK(contains(out, " opened for under 10m         1      10  30.00          2.3 %\n"));
  CHECK(contains(out, " renewed for under 10m        1       7  21.00          1.6 %\n"));
  CHECK(contains(out, "Launches: 1 shorter than 5m were free, 2 shorter than 10m were charged."));
  CHECK(contains(out, "Several products on a user's day: 5; most often AutoCAD and Revit: 5."));
  CHECK(contains(out, "Heavy, by tokens: 1 in all; hal, AutoCAD (280)"));
  const std::string seen = place.terminal("drawdown usage " + example, 80, 24).out;
  CHECK(contains(seen, "██···|···█·····"));
}

TEST_CASE("usage writes its five files, and every avoidable charge can be traced") {
  const Workplace place;
  CHECK(place.shell("drawdown usage " + example + " -q -o out").out.empty());
  CHECK(place.shell("ls -A out").out ==
        "avoidable.csv\nreport.html\nusage.csv\nusage.json\nusage_days.csv\nusage_products.csv\n");
  CHECK(place.text("out/avoidable.csv") ==
        "charge,at,until,user,product,version,machine,team,way,used_seconds,tokens,cost,session_open,session_close\n"
        "9,2026-01-07T15:00:00Z,2026-01-08T15:00:00Z,jon,Revit,,,,short,420,10,30,2026-01-07T15:00:00Z,"
        "2026-01-07T15:07:00Z\n"
        "21,2026-01-13T21:00:00Z,2026-01-14T21:00:00Z,kim,AutoCAD,,,,tail,360,7,21,2026-01-12T21:00:00Z,"
        "2026-01-13T21:06:00Z\n");
  CHECK(
      place.shell("drawdown run " + example + " -q -o run && sed -n 10p run/charges.csv && sed -n 22p run/charges.csv")
          .out ==
      "2026-01-07T15:00:00Z,2026-01-08T15:00:00Z,jon,Revit,,,,open,10,pack:10\n"
      "2026-01-13T21:00:00Z,2026-01-14T21:00:00Z,kim,AutoCAD,,,,renewal,7,pack:7\n");
  const std::string usage = place.text("out/usage.csv");
  CHECK(contains(usage, "\nhal,AutoCAD,40,173.809524,0,0,40,320,0,40,40,0,280,840,0,0,0,0,0,0,0,0,0,0,subscription\n"));
  CHECK(contains(usage, "\njon,Revit,3,13.035714,0,0,4,2.283333,0,2,2,0,20,60,1,2,1,10,30,0,0,0,10,30,tokens\n"));
  CHECK(contains(place.text("out/usage_days.csv"), "\n2026-01-05,ida,2,AutoCAD;Revit,2,17,51\n"));
  CHECK(contains(place.text("out/usage_products.csv"), ",days,scenario,2985,3,99.5,0\n"));
  CHECK(place.shell("drawdown usage " + example + " --json").out == place.text("out/usage.json"));
}

TEST_CASE("usage takes minutes, prices, settings and replications") {
  const Workplace place;
  const auto json = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown usage " + options + " --json");
    CAPTURE(ran.err);
    CHECK(ran.status == 0);
    return nlohmann::json::parse(ran.out);
  };
  const auto all = json(example);
  CHECK(all.at("tokens") == 427);
  CHECK(all.at("avoidable_cost") == 51);
  CHECK(all.at("pairs")[0].at("days") == 5);
  CHECK(all.at("heavy_users").size() == 1);
  CHECK(all.at("largest_users").size() == 5);
  CHECK(json(example + " --short 7 --tail 121").at("avoidable_tokens") == 14);
  CHECK(json(example + " --short 0 --tail 0").at("avoidable_tokens") == 0);
  CHECK(json(example + " --price 1").at("heavy_rows") == 0);
  CHECK(json(example + " --set subscription_prices.AutoCAD=1").at("heavy_rows") == 3);
  CHECK(json(example + " --set rules.grace=0s").at("free_launches") == 0);
  CHECK(json(example + " --set subscription_prices={}").at("products")[0].at("break_even").is_null());
  const std::string population = scenarios + "population-office.yaml";
  CHECK(json(population) == json(population + " --replication 1 --threads 1"));
  CHECK(json(population) != json(population + " --replication 2"));
  CHECK(json(example + " --set 'pool={lifetime: 365d, tranches: []}'").at("refused_days") == 57);
}

TEST_CASE("usage of results alone has charges and no access days, and of nothing has nothing") {
  const Workplace place;
  const std::string results = scenarios + "examples/15-per-result.yaml";
  const auto all = nlohmann::json::parse(place.shell("drawdown usage " + results + " --json").out);
  CHECK(all.at("access_days") == 0);
  CHECK(all.at("tokens") == 4.5);
  CHECK(all.at("charges") == 5);
  CHECK(place.shell("drawdown usage " + results).status == 0);
  const Ran nothing = place.shell("drawdown usage " + example + " --set from=2025-01-01 --set until=2025-02-01");
  CHECK(nothing.status == 0);
  CHECK(contains(nothing.out, "\n all          0     0      0 "));
}

TEST_CASE("usage says what is wrong, and leaves no file behind") {
  const Workplace place;
  const auto error = [&](const std::string& options) {
    const Ran ran = place.shell("drawdown usage " + example + " -o out " + options);
    CHECK(ran.status == 2);
    CHECK_FALSE(place.has("out/usage.json"));
    return ran.err;
  };
  CHECK(contains(error("--short 10m"), "--short needs a whole number from 0 to 10080, not '10m'"));
  CHECK(contains(error("--tail -1"), "--tail needs a whole number"));
  CHECK(contains(error("--shrot 5"), "did you mean '--short'?"));
  CHECK(contains(error("--price free"), "--price needs what a token costs"));
  CHECK(contains(error("--on someday"), "--on needs a day"));
  CHECK(contains(error("--json --quiet"), "--json prints the use"));
  CHECK(contains(error("--replication 1"), "has none"));
  CHECK(contains(error("--set rates.AutoCAD=many"), "rates.AutoCAD"));
  CHECK(contains(error("--set usage.sessions=none.csv"), "none.csv"));
  place.put("bad.csv",
            "user,product,open,close\nmary,AutoCAD,soon,later\nmary,AutoCAD,2026-01-06T10:00,2026-01-06T11:00\n");
  const std::string bad = "--set usage.sessions=$PWD/bad.csv";
  CHECK(contains(error(bad), "bad.csv:2"));
  CHECK(place.shell("drawdown usage " + example + " -q -o out --skip-bad-rows " + bad).status == 0);
  CHECK(lines_of(place.text("out/rejected.csv")).size() == 2);
}
