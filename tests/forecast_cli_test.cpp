// drawdown forecast as its users meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/forecast_world.h"
#include "tests/program.h"

using drawdown::tests::certain_log;
using drawdown::tests::certain_yaml;
using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

struct Desk : Workplace {
  explicit Desk(const std::string& yaml = certain_yaml(), const std::string& log = certain_log()) {
    put("s.yaml", yaml);
    put("log.csv", log);
  }
  [[nodiscard]] std::string error(const std::string& options) const {
    const Ran ran = shell("drawdown forecast s.yaml " + options);
    CHECK(ran.status == 2);
    return ran.err;
  }
};

}  // namespace

TEST_CASE("drawdown forecast shows purchases, tranches and what would avoid a loss, in 80 columns") {
  const Desk desk;
  const Ran ran = desk.shell("drawdown forecast s.yaml --at 2026-02-02 --replications 20 --risk 0");
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "As logged before 2026-02-02; from then on 20 replications of weeks of the log"));
  CHECK(contains(ran.out, "   b        2026-02-16      50  100.0 (83.9-100.0)          3    3\n"));
  CHECK(contains(ran.out, "   the end  2026-03-02          100.0 (83.9-100.0)         68   68\n"));
  CHECK(contains(ran.out, "Runs dry in 10 % by 2026-02-09, 50 % by 2026-02-09, 90 % by 2026-02-09."));
  CHECK(contains(ran.out, "   b        2026-02-23  100.0 (83.9-100.0)   15   15  2026-02-19\n"));
  CHECK(contains(ran.out, "A consumed token of the horizon costs 3.6980 USD on average"));
  CHECK(contains(ran.out, "To use up b: 3 more tokens a working day for P50, 3 for P90; or buy 32 in\n place of 50: "));
  CHECK(lines_of(ran.out).size() <= 24);
  for (const std::string& line : lines_of(ran.out)) {
    CHECK(line.size() <= 80);
  }
  CHECK(contains(desk.shell("drawdown forecast s.yaml --at 2026-03-02 --replications 2").out,
                 "The log goes to the end of the horizon: there is nothing left to forecast."));
  const Desk late(certain_yaml(), certain_log(8));
  CHECK(contains(late.shell("drawdown forecast s.yaml --at 2026-02-20 --replications 2").out,
                 "   b        2026-02-23  100.0 (34.2-100.0)   15   15  too late\n"));
}

TEST_CASE("a forecast is the same on any number of threads, and --json prints forecast.json") {
  const Workplace place;
  const std::string command =
      "drawdown forecast " DRAWDOWN_SOURCE_DIR "/scenarios/forecast.yaml --at 2026-07-01 --replications 12 ";
  CHECK(place.shell(command + "-q -o one --threads 1").status == 0);
  CHECK(place.shell(command + "-q -o two --threads 2").status == 0);
  const Ran json = place.shell(command + "--json -o three --threads 3");
  CHECK(json.status == 0);
  CHECK(place.shell("diff -r one two").status == 0);
  CHECK(place.shell("diff -r one three").status == 0);
  CHECK(json.out == place.text("one/forecast.json"));
  CHECK(place.shell("ls one").out ==
        "burn_quantiles.csv\nextra_use.csv\nforecast.csv\nforecast.json\nreport.html\ntranche_odds.csv\n");
  const auto ahead = nlohmann::json::parse(json.out);
  CHECK(ahead.at("by") == "bootstrap");
  CHECK(ahead.at("today") == "2026-07-01");
  CHECK(ahead.at("ahead").size() == 3);
  CHECK(ahead.at("ahead")[0].at("tranche") == "winter");
  CHECK(ahead.at("ahead")[0].at("smaller").get<double>() < 36000);
  CHECK(ahead.at("tranches").size() == 4);
  CHECK(ahead.at("extra_use").size() == 2);
  CHECK(lines_of(place.text("one/burn_quantiles.csv")).size() == 1 + 546);
  CHECK(json.out != place.shell(command + "--json --seed 2").out);
}

TEST_CASE("today is the day after the log unless it is given, and the log behind it is not looked at") {
  const Desk desk;
  const auto ahead = nlohmann::json::parse(desk.shell("drawdown forecast s.yaml --json --replications 2").out);
  CHECK(ahead.at("today") == "2026-01-31");
  CHECK_FALSE(contains(desk.shell("drawdown forecast s.yaml --at 2026-02-06 --replications 2").out, "Nothing is"));
  CHECK(contains(desk.shell("drawdown forecast s.yaml --at 2026-02-07 --replications 2").out,
                 "Nothing is logged from 2026-01-31 on."));
  const Desk longer(certain_yaml(), certain_log(8) + "eve,AutoCAD,2026-02-04T09:00:00Z,2026-02-04T19:00:00Z\n");
  const std::string command = "drawdown forecast s.yaml --json --replications 2 --at 2026-02-02";
  CHECK(desk.shell(command).out == longer.shell(command).out);
}

TEST_CASE("the rest can come from the scenario's demand or a fitted population") {
  const Desk desk(certain_yaml("demand: {seed: 5, history: {sessions: log.csv}}\n"));
  const auto by = [&](const std::string& options) {
    const Ran ran = desk.shell("drawdown forecast s.yaml --json --at 2026-02-02 --replications 3 " + options);
    REQUIRE(ran.status == 0);
    return nlohmann::json::parse(ran.out);
  };
  CHECK(by("").at("by") == "demand");
  CHECK(by("").at("seed") == 5);
  CHECK(by("").at("consumed") == 245);
  CHECK(by("--method bootstrap").at("consumed") == 245);
  CHECK(by("--method fit").at("by") == "fit");
  CHECK(by("--method fit").at("consumed").get<double>() > 140);
}

TEST_CASE("expectations of a forecast end with status 3 if one fails") {
  const Desk desk(certain_yaml("expect: [p_dry < 0.1, dry.p10 == 2026-02-09, written_off.p90 <= 45, spent > 3]\n"));
  const Ran ran = desk.shell("drawdown forecast s.yaml --at 2026-02-02 --replications 4 -o out");
  CHECK(ran.status == 3);
  CHECK(contains(ran.out, " FAIL  p_dry < 0.1 "));
  CHECK(contains(ran.out, " pass  dry.p10 == 2026-02-09 "));
  CHECK(contains(ran.out, " pass  written_off.p90 <= 45 "));
  CHECK(contains(ran.out, "not checked by forecast: write spent.mean"));
  CHECK(contains(desk.text("out/expectations.csv"), "p_dry < 0.1,1,failed"));
}

TEST_CASE("bad rows can be left out of a forecast's log") {
  const Desk desk(certain_yaml(), certain_log() + "eve,AutoCAD,never,\n");
  CHECK(contains(desk.error("--at 2026-02-02"), "log.csv:22"));
  CHECK(desk.shell("drawdown forecast s.yaml --at 2026-02-02 --replications 2 -q -o out --skip-bad-rows").status == 0);
  CHECK(contains(desk.text("out/rejected.csv"), "eve,AutoCAD,never"));
}

TEST_CASE("what forecast cannot use is status 2, and names the nearest word") {
  const Desk desk;
  CHECK(contains(desk.error("--at tomorrow"), "--at needs a day such as 2026-07-01, not 'tomorrow'"));
  CHECK(contains(desk.error("--at 2025-12-31"), "--at needs a day of the horizon, 2026-01-05 to 2026-03-02"));
  CHECK(contains(desk.error("--at 2026-03-03"), "--at needs a day of the horizon"));
  CHECK(contains(desk.error("--method fitt"), "--method is demand, bootstrap or fit, not 'fitt'; did you mean 'fit'?"));
  CHECK(contains(desk.error("--method demand"), "--method demand is for scenarios with a `demand`"));
  CHECK(contains(desk.error("--replications 0"), "--replications needs a whole number from 1"));
  CHECK(contains(desk.error("--risk 5"), "--risk needs a share from 0 to 1 such as 0.05, not '5'"));
  CHECK(contains(desk.error("--risk -0.1"), "--risk"));
  CHECK(contains(desk.error("--json --quiet"), "--json prints the forecast and --quiet nothing"));
  CHECK(contains(desk.error("--at 2026-01-08"), "log.csv: has no whole week from Monday to Sunday"));
  CHECK(contains(desk.error("--at 2026-01-05 --method fit"), "the log has no use before 2026-01-05"));
  const Desk no_log(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\npool: {lifetime: 365d, tranches: []}\n"
      "demand: {series: {distribution: poisson, mean: 2}}\n");
  CHECK(contains(no_log.error(""), "s.yaml: names no log up to today; write 'usage: {sessions: FILE.csv}'"));
}
