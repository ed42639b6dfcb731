// drawdown stress as its users meet it.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/program.h"
#include "tests/stress_world.h"

using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::people_yaml;
using drawdown::tests::Ran;
using drawdown::tests::series_yaml;
using drawdown::tests::Workplace;

namespace {

struct Desk : Workplace {
  explicit Desk(const std::string& yaml = series_yaml()) { put("s.yaml", yaml); }
  [[nodiscard]] std::string error(const std::string& options) const {
    const Ran ran = shell("drawdown stress s.yaml " + options);
    CHECK(ran.status == 2);
    return ran.err;
  }
};

}  // namespace

TEST_CASE("drawdown stress shows every size, the answers and the tranches, in 80 columns") {
  const Desk desk(people_yaml("stress: {penalty: 4}\n"));
  const Ran ran = desk.shell("drawdown stress s.yaml --sizes 1000..1600/300 --replications 60");
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "60 replications of 4 candidates, seed 7"));
  CHECK(contains(ran.out, "* scenario "));
  CHECK(contains(ran.out, "\n   1600 "));
  CHECK(contains(ran.out, "Smallest size that serves 98.0 %: "));
  CHECK(contains(ran.out, "least expected cost: "));
  CHECK(contains(ran.out, "\n   old      2026-03-25"));
  for (const std::string& line : lines_of(ran.out)) {
    CHECK(line.size() <= 82);  // ± is two bytes
  }
}

TEST_CASE("results are the same on any number of threads, and --json prints stress.json") {
  const Desk desk(people_yaml("expect: [service_level.mean > 0.1]\n"));
  const std::string command = "drawdown stress s.yaml --sizes 1000,1600 --replications 30 ";
  CHECK(desk.shell(command + "-q -o one --threads 1").status == 0);
  const Ran json = desk.shell(command + "--json -o three --threads 3");
  CHECK(json.status == 0);
  CHECK(desk.shell("diff -r one three").status == 0);
  CHECK(json.out == desk.text("one/stress.json"));
  CHECK(desk.shell("ls one").out ==
        "burn_quantiles.csv\nexpectations.csv\nreport.html\nstress.csv\nstress.json\nstress_measures.csv\ntranche_odds."
        "csv\n");
  const auto study = nlohmann::json::parse(json.out);
  CHECK(study.at("replications") == 30);
  CHECK(study.at("candidates").size() == 3);
  CHECK(study.at("candidates")[1].at("candidate") == "1000");
  CHECK(study.at("answers")[0].at("variant") == "scenario");
  CHECK(lines_of(desk.text("one/burn_quantiles.csv")).size() == 1 + 3 * 21);
  CHECK(lines_of(desk.text("one/tranche_odds.csv")).size() == 1 + 3 * 3);
}

TEST_CASE("options say what the settings say") {
  const Desk by_option;
  const Desk by_setting(
      series_yaml("stress: {sizes: [8, 14], size_of: jan, replications: 50, service_level: 0.9, penalty: 2}\n"));
  const std::string options = "--sizes 8,14 --size-of jan --replications 50 --service-level 0.9 --penalty 2";
  const std::string json = by_option.shell("drawdown stress s.yaml --json " + options).out;
  CHECK(json == by_setting.shell("drawdown stress s.yaml --json").out);
  CHECK(contains(json, "\"service_level\": 0.9,"));
  CHECK(json != by_option.shell("drawdown stress s.yaml --json --seed 2 " + options).out);
  const auto narrow = nlohmann::json::parse(by_option.shell("drawdown stress s.yaml --json --half-width 0.05").out);
  CHECK(narrow.at("stopped_by") == "half_width");
  CHECK(narrow.at("replications") == 400);
}

TEST_CASE("sizes cross variants, and any candidate can be the baseline") {
  const Desk desk(series_yaml("vary: {'pool.tranches[0].unit_price': [2, 3]}\n"));
  const auto study = nlohmann::json::parse(
      desk.shell("drawdown stress s.yaml --json --sizes 8,14 --replications 20 --baseline 14").out);
  CHECK(study.at("baseline") == "14");
  CHECK(study.at("candidates").size() == 7);
  CHECK(study.at("candidates")[4].at("candidate") == "unit_price=2, 14");
  CHECK(study.at("candidates")[2].at("cost_difference") == 0);
  CHECK(study.at("answers").size() == 3);
  CHECK(contains(desk.error("--baseline 15 --sizes 8,14"), "there is no candidate '15'; did you mean '14'?"));
}

TEST_CASE("a demand of another size is that many times as much") {
  const Desk desk;
  const auto study = nlohmann::json::parse(
      desk.shell("drawdown stress s.yaml --json --sizes 0.5,1,2 --size-of demand --replications 200 "
                 "--set rules.when_empty=overdraft")
          .out);
  const auto cost = [&](std::size_t i) { return study.at("candidates")[i].at("cost").get<double>(); };
  CHECK(cost(2) == cost(0));
  CHECK(cost(3) / cost(2) == doctest::Approx(2).epsilon(0.05));
  CHECK(cost(1) / cost(2) == doctest::Approx(0.5).epsilon(0.05));
  CHECK(contains(desk.shell("drawdown stress s.yaml --sizes 0.5,1,2 --size-of demand --replications 20").out,
                 "Greatest factor that serves"));
}

TEST_CASE("expectations of a study are about the scenario as it is, and end with status 3 if one fails") {
  const Desk desk(
      series_yaml("expect: [p_dry < 0.1, p_dry > 0.1, dry.p5 >= 2026-01-02, consumed.max == 12, "
                  "consumed > 3]\n"));
  const Ran ran = desk.shell("drawdown stress s.yaml --sizes 100 --replications 500");
  CHECK(ran.status == 3);
  CHECK(contains(ran.out, " FAIL  p_dry < 0.1 "));
  CHECK(contains(ran.out, " pass  p_dry > 0.1 "));
  CHECK(contains(ran.out, " pass  dry.p5 >= 2026-01-02  2026-01-0"));
  CHECK(contains(ran.out, " pass  consumed.max == 12    12\n"));
  CHECK(contains(ran.out, "not checked by stress: write consumed.mean"));
  const Ran quiet = desk.shell("drawdown stress s.yaml --replications 500 -q");
  CHECK(quiet.status == 3);
  CHECK(quiet.out.empty());
  CHECK(quiet.err.starts_with("drawdown: expected p_dry < 0.1, found 0.2"));
}

TEST_CASE("what stress cannot use is status 2, and names the place and the nearest word") {
  const Desk desk;
  CHECK(contains(desk.error("--sizes 4000..3000/100"), "a range ends where it begins, or later"));
  CHECK(contains(desk.error("--sizes 4000..8000"), "expected a range FROM..TO/STEP such as 4000..8000/500"));
  CHECK(contains(desk.error("--sizes 1..1000/1"), "more than 100 sizes"));
  CHECK(contains(desk.error("--sizes 0"), "expected a size more than 0"));
  CHECK(contains(desk.error("--sizes 5,7,5"), "5 is given twice"));
  CHECK(contains(desk.error("--sizes 5 --size-of jann"), "did you mean 'jan'?"));
  CHECK(contains(desk.error("--half-width 0.6"), "stress.half_width: must be 0.0001 … 0.5"));
  CHECK(contains(desk.error("--replications 0"), "stress.replications"));
  CHECK(contains(desk.error("--service-level 98"), "stress.service_level: must be 0 … 1"));
  CHECK(contains(desk.error("--seed x"), "demand.seed"));
  CHECK(contains(desk.error("--json --quiet"), "--json prints the study and --quiet nothing"));
  const Desk no_demand(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\npool: {lifetime: 365d, tranches: []}\n"
      "usage: {sessions: s.csv}\n");
  CHECK(contains(no_demand.error(""), "s.yaml: stress needs a `demand` to draw from"));
  CHECK(contains(no_demand.error("--sizes 5"), "the pool has no listed tranche whose size could change"));
  const Desk bad(series_yaml("stress: {sises: [5]}\n"));
  CHECK(contains(bad.error(""), "s.yaml:10:10: stress: unknown key 'sises'; did you mean 'sizes'?"));
  const Desk list(series_yaml("stress: {sizes: [5, x]}\n"));
  CHECK(contains(list.error(""), "s.yaml:10:17: stress.sizes: expected a size more than 0"));
}
