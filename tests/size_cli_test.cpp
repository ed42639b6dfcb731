// drawdown size as its users meet it.
#include <doctest/doctest.h>

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

const std::string examples = DRAWDOWN_SOURCE_DIR "/scenarios/examples/";

struct Desk : Workplace {
  explicit Desk(const std::string& yaml = series_yaml()) { put("s.yaml", yaml); }
  [[nodiscard]] std::string error(const std::string& options) const {
    const Ran ran = shell("drawdown size s.yaml " + options);
    CHECK(ran.status == 2);
    return ran.err;
  }
};

// Without escapes of more than one byte, a line's columns.
std::size_t columns(const std::string& line) {
  std::size_t number = 0;
  for (const char c : line) {
    number += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1U : 0U;
  }
  return number;
}

}  // namespace

TEST_CASE("example 23: the newsvendor's year") {
  const Workplace place;
  const auto study =
      nlohmann::json::parse(place.shell("drawdown size " + examples + "23-size.yaml --json --replications 3000").out);
  CHECK(study.at("size_by_cost").get<double>() == doctest::Approx(5258).epsilon(0.0012));
  CHECK(study.at("size_by_risk").get<double>() == doctest::Approx(5339).epsilon(0.002));
  CHECK(study.at("size_by_risk_low") <= 5339);
  CHECK(study.at("size_by_risk_high") >= 5339);
  CHECK(study.at("penalty_of") == "token");
  CHECK(study.at("prices").size() == 2);
}

TEST_CASE("drawdown size shows both answers, replayed, and the curve, in 80 columns") {
  const Desk desk(people_yaml("stress: {penalty: 40}\n"));
  const Ran ran = desk.shell("drawdown size s.yaml --tranche jan --risk 0.2 --replications 40");
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "How large should the purchase 'jan' be?"));
  CHECK(contains(ran.out, "40 replications, seed 7"));
  CHECK(contains(ran.out, "By risk: "));
  CHECK(contains(ran.out, "in at most 20.0 % of"));
  CHECK(contains(ran.out, "tokens cost least, if a refused access day costs"));
  CHECK(contains(ran.out, "\n    450 "));  // as it is
  CHECK(contains(ran.out, "####"));
  for (const std::string& line : lines_of(ran.out)) {
    CHECK(columns(line) <= 80);
  }
  CHECK(contains(desk.terminal("drawdown size s.yaml --tranche jan --replications 10", 80, 60).out, "█"));
}

TEST_CASE("the files are the same on any number of threads, and --json prints size.json") {
  const Desk desk(people_yaml("stress: {penalty: 40, size_of: jan}\n"));
  const std::string command = "drawdown size s.yaml --risk 0.1 --replications 30 ";
  CHECK(desk.shell(command + "-q -o one --threads 1").out.empty());
  const Ran json = desk.shell(command + "--json -o three --threads 3");
  CHECK(json.status == 0);
  CHECK(desk.shell("diff -r one three").status == 0);
  CHECK(json.out == desk.text("one/size.json"));
  CHECK(desk.shell("ls one").out == "report.html\nsize.csv\nsize.json\nsize_replayed.csv\n");
  const auto study = nlohmann::json::parse(json.out);
  CHECK(study.at("tranche") == "jan");
  CHECK(study.at("penalty_of") == "access_day");
  CHECK(study.at("curve").size() + 1 == lines_of(desk.text("one/size.csv")).size());
  CHECK(study.at("replayed").size() + 1 == lines_of(desk.text("one/size_replayed.csv")).size());
  CHECK(study.at("replayed")[0].contains("refused_days"));
}

TEST_CASE("options say what the settings say, and sizes are those of the curve") {
  const Desk by_option;
  const Desk by_setting(series_yaml("stress: {sizes: [8, 14], size_of: jan, replications: 50, penalty: 5}\n"));
  const std::string json =
      by_option.shell("drawdown size s.yaml --json --sizes 8,14 --tranche jan --replications 50 --penalty 5").out;
  CHECK(json == by_setting.shell("drawdown size s.yaml --json").out);
  const auto study = nlohmann::json::parse(json);
  CHECK(study.at("curve").size() <= 5);  // and the answers, and the size as it is
  CHECK(study.at("curve")[0].at("size") == 8);
  CHECK(json != by_option.shell("drawdown size s.yaml --json --sizes 8,14 --replications 50 --penalty 5 --seed 2").out);
  // What is left is worth something, so more is bought.
  const auto kept = nlohmann::json::parse(
      by_option.shell("drawdown size s.yaml --json --replications 50 --penalty 5 --left-value 1.9").out);
  CHECK(kept.at("size_by_cost") > study.at("size_by_cost"));
}

TEST_CASE("a log alone is one course, and says so") {
  const Desk desk(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\nrules: flex\n"
      "pool: {lifetime: 365d, tranches: [{id: a, bought: 2026-01-01, tokens: 50, unit_price: 3}]}\n"
      "usage: {sessions: s.csv}\n");
  desk.put("s.csv",
           "user,product,open,close\n"
           "ann,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T12:00:00Z\n"
           "bob,AutoCAD,2026-01-06T09:00:00Z,2026-01-06T12:00:00Z\n"
           "bob,AutoCAD,2026-01-06T09:00:00Z,2026-01-08T10:00:00Z\n");
  const Ran ran = desk.shell("drawdown size s.yaml --penalty 60");
  CHECK(contains(ran.out, "The log is one course, of 28 tokens"));
  CHECK(contains(ran.out, "By risk: 28 tokens is the smallest size that refuses nothing."));
  // 14 tokens let both in: Bob is cut off on the next day, which is no access day refused.
  CHECK(contains(ran.out, "By cost: 14 tokens cost least, if a refused access day costs 60.00 USD, 4.2857"));
  CHECK(contains(ran.out, " *  14        yes               0        0     0         42"));
  CHECK(contains(desk.shell("drawdown size s.yaml --penalty 20").out, "By cost: 0 tokens cost least"));
  const auto study = nlohmann::json::parse(desk.shell("drawdown size s.yaml --json").out);
  CHECK(study.at("demand") == "log");
  CHECK(study.at("seed").is_null());
  CHECK(study.at("replications") == 1);
  CHECK(study.at("size_by_risk") == 28);
  CHECK(study.at("size_by_cost").is_null());  // a refusal costs nothing
}

TEST_CASE("without prices there is an answer by risk alone") {
  const Desk desk(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-06\nrules: flex\n"
      "pool: {lifetime: 365d, tranches: [{id: jan, bought: 2026-01-01, tokens: 12}]}\n"
      "demand: {series: {distribution: poisson, mean: 2}}\n");
  CHECK(contains(desk.shell("drawdown size s.yaml --penalty 3").out, "By cost: a token has no price"));
  const auto study = nlohmann::json::parse(desk.shell("drawdown size s.yaml --json --penalty 3").out);
  CHECK(study.at("size_by_risk") > 10);
  CHECK(study.at("curve")[0].at("cost").is_null());
  const Desk late(series_yaml("", "2d"));
  CHECK(contains(late.shell("drawdown size s.yaml").out, "By risk: none. In 9"));
}

TEST_CASE("what size cannot use is status 2, and names the place and the nearest word") {
  const Desk desk;
  CHECK(contains(desk.error("--tranche jann"), "did you mean 'jan'?"));
  CHECK(contains(desk.error("--tranche demand"), "size needs a purchase: give --tranche ID"));
  CHECK(contains(desk.error("--risk 2"), "--risk needs a share from 0 to 1 such as 0.05, not '2'"));
  CHECK(contains(desk.error("--left-value x"), "--left-value needs what a token is worth"));
  CHECK(
      contains(desk.error("--left-value 2 --penalty 5"), "a token that is left (2) must be worth less than it costs"));
  CHECK(contains(desk.error("--sizes 1..1000/1"), "more than 100 sizes"));
  CHECK(contains(desk.error("--replications 0"), "stress.replications"));
  CHECK(contains(desk.error("--json --quiet"), "--json prints the sizes and --quiet nothing"));
  CHECK(contains(desk.error("--out x --ouut y"), "did you mean '--out'?"));
  CHECK(contains(desk.error("--set rules.when_empty=overdraft"), "s.yaml: with when_empty: overdraft nothing is ever"));
  CHECK(contains(desk.error("--set pool.tranches=[]"), "s.yaml: size needs a purchase in pool.tranches"));
  CHECK(contains(desk.error("--set pool.tranches[0].bought=2026-02-01"), "'jan' serves no day of the simulation"));
  CHECK(contains(desk.error("--set pool.tranches[0].bought=2025-12-01 --set pool.tranches[0].remaining=3"),
                 "'jan' is in use already (`remaining`)"));
  CHECK(contains(desk.error("--set 'budgets=[{name: b, tokens: 5}]'"), "try --set budgets=[]"));
  CHECK(contains(desk.error("--set 'pool.adjustments=[{day: 2026-01-02, tokens: 5, reason: x}]'"),
                 "try --set pool.adjustments=[]"));
}
