// drawdown compare on a demand, as its users meet it.
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

const std::string variants = R"(variants:
  no grace: {rules.grace: 0s}
  Enterprise: {rules: token-flex}
)";

struct Desk : Workplace {
  explicit Desk(const std::string& yaml = people_yaml(variants)) { put("s.yaml", yaml); }
  [[nodiscard]] std::string error(const std::string& options) const {
    const Ran ran = shell("drawdown compare s.yaml " + options);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  }
};

}  // namespace

TEST_CASE("drawdown compare on a demand shows means, paired differences and steps, in 80 columns") {
  const Desk desk;
  const Ran ran = desk.shell("drawdown compare s.yaml --replications 30");
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, " 30 replications, seed 7; ± is half a 95 % interval"));
  for (const char* part : {" Use, on average ", " Money, USD ", " Of replications, % ", " How, step by step ",
                           "\n scenario ", "\n no grace ", "   rules.grace: 0s "}) {
    CHECK(contains(ran.out, part));
  }
  const Ran named = desk.shell(
      "drawdown compare s.yaml --replications 2 --vary 'rules.window=[{kind: calendar, "
      "period: day, zone: server}, {kind: rolling, length: 8h}]'");
  CHECK(contains(named.out, "\n 3  window={kind: calendar, period: day, zone: server}\n"));
  for (const Ran& each : {ran, named}) {
    for (const std::string& line : lines_of(each.out)) {
      CAPTURE(line);
      CHECK(line.size() <= 82);  // ± is two bytes
    }
  }
}

TEST_CASE("results of a replicated comparison are the same on any number of threads, and --json prints its table") {
  const Desk desk;
  const std::string command = "drawdown compare s.yaml --replications 25 ";
  CHECK(desk.shell(command + "-q -o one --threads 1").status == 0);
  CHECK(desk.shell(command + "-q -o two --threads 2").out.empty());
  const Ran json = desk.shell(command + "--json -o three --threads 3");
  CHECK(desk.shell("diff -r one two && diff -r one three").status == 0);
  CHECK(desk.shell("ls one").out == "bridge_replicated.csv\nreport.html\nvariants_replicated.csv\n");
  const auto rows = nlohmann::json::parse(json.out);
  REQUIRE(rows.size() == 3 * 12);
  CHECK(rows[0].at("variant") == "scenario");
  CHECK(rows[0].at("replications") == 25);
  CHECK(rows[1].at("measure") == "charges");
  CHECK(rows[1].at("difference") == 0);
  CHECK(rows[1].at("more").is_null());
  CHECK(rows[13].at("variant") == "no grace");
  CHECK(rows[13].at("measure") == "charges");
  CHECK(rows[13].at("difference_low").get<double>() <= rows[13].at("difference").get<double>());
  CHECK(rows[13].at("more").get<double>() > 0);
  CHECK(rows[35].at("measure") == "p_dry");
  CHECK(lines_of(desk.text("one/bridge_replicated.csv")).size() == 1 + 1 + 3);
}

TEST_CASE("the mean of two replications is that of the comparisons on each, which have all files of a comparison") {
  const Desk desk;
  const auto tokens = [&](const std::string& options, std::size_t row) {
    const auto rows = nlohmann::json::parse(desk.shell("drawdown compare s.yaml --json " + options).out);
    return rows[row].at(options.starts_with("--replications") ? "mean" : "tokens").get<double>();
  };
  CHECK(tokens("--replication 1", 1) + tokens("--replication 2", 1) == 2 * tokens("--replications 2", 12 + 6));
  CHECK(desk.shell("drawdown compare s.yaml --replication 2 -q -o out").status == 0);
  CHECK(desk.shell("ls out").out ==
        "bridge.csv\nby_day.csv\nby_product.csv\nby_user.csv\ndifferences.csv\nreport.html\nvariants.csv\n");
  const auto rows = nlohmann::json::parse(desk.shell("drawdown compare s.yaml --replication 2 --json").out);
  const auto alone =
      nlohmann::json::parse(desk.shell("drawdown run s.yaml --replication 2 --json --set rules=token-flex").out);
  CHECK(rows[2].at("tokens") == alone.at("consumed"));
  CHECK(rows[2].at("charges") == alone.at("charges"));
  CHECK(rows[2].at("expired") == alone.at("expired"));
  CHECK(lines_of(desk.text("out/differences.csv")).size() > 2);
  // And as the log that `synth` writes of it.
  CHECK(desk.shell("drawdown synth s.yaml --replication 2 -o log.csv && drawdown compare s.yaml -q -o logged --set "
                   "usage.sessions=log.csv")
            .status == 0);
  // Users who are drawn are in the order of the population, those of a log in that of their sessions.
  CHECK(desk.shell("rm out/report.html logged/report.html; for file in out/* logged/*; do sort -o $file $file; done; "
                   "diff -r out logged")
            .status == 0);
}

TEST_CASE("without a log 400 replications are made; with one it is the log, unless replications are asked for") {
  const Desk desk(series_yaml("vary: {'pool.tranches[0].unit_price': [3]}\n"));
  const auto rows = nlohmann::json::parse(desk.shell("drawdown compare s.yaml --json").out);
  CHECK(rows[0].at("replications") == 400);
  CHECK(contains(desk.shell("drawdown compare s.yaml").out, " 400 replications, seed 1;"));
  desk.put("log.csv", "user,product,time,quantity\ndemand,demand,2026-01-02T00:00:00Z,5\n");
  const std::string both = "drawdown compare s.yaml --json --set usage.results=log.csv ";
  CHECK(nlohmann::json::parse(desk.shell(both).out)[1].at("tokens") == 5);
  CHECK(desk.shell(both + "--replications 400").out == desk.shell("drawdown compare s.yaml --json").out);
  CHECK(desk.shell(both + "--replication 4").out == desk.shell("drawdown compare s.yaml --json --replication 4").out);
}

TEST_CASE("variants are chosen as on a log, with another baseline") {
  const Desk desk;
  const auto rows = nlohmann::json::parse(
      desk.shell("drawdown compare s.yaml --json --replications 5 --baseline Enterprise --only scenario").out);
  REQUIRE(rows.size() == 24);
  CHECK(rows[0].at("variant") == "Enterprise");
  CHECK(rows[12].at("variant") == "scenario");
  CHECK(rows[18].at("measure") == "tokens");
  CHECK(desk.shell("drawdown compare s.yaml -q --replications 3 --library").status == 0);
}

TEST_CASE("what compare cannot use of a demand is status 2, and says what would do") {
  const Desk desk(people_yaml(variants + "  busy: {'demand.seed': 8}\n"));
  CHECK(contains(desk.error("--replications 0"), "--replications needs a whole number from 1 to 10000000, not '0'"));
  CHECK(contains(desk.error("--replications 5x"), "not '5x'"));
  CHECK(contains(desk.error("--replication 0"), "--replication needs a whole number from 1, not '0'"));
  CHECK(contains(desk.error("--replications 5 --replication 5"), "give one of them"));
  CHECK(
      contains(desk.error("--replication 5"),
               "s.yaml: in replication 5, 'busy' draws another demand than 'scenario', and one log cannot serve both"));
  CHECK(desk.shell("drawdown compare s.yaml --replication 5 --only Enterprise -q").status == 0);
  CHECK(contains(desk.error("--replications 5 --no-differences"), "--no-differences is for one log"));
  CHECK(contains(desk.error("--skip-bad-rows"), "--skip-bad-rows is for logs"));
  CHECK(contains(desk.error("--replication 5 --skip-bad-rows"), "--skip-bad-rows is for logs"));
  CHECK(contains(desk.error("--json -q"), "give one of them"));
  const Desk log(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\npool: {lifetime: 365d, tranches: []}\n"
      "usage: {sessions: s.csv}\nvary: {rules.grace: [0s]}\n");
  CHECK(contains(log.error("--replications 5"), "--replications is for scenarios with a `demand`; s.yaml has none"));
  CHECK(contains(log.error("--replication 5"), "--replication is for scenarios with a `demand`; s.yaml has none"));
}
