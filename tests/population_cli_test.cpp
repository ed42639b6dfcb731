// Populations as users meet them: run, synth and check.
#include <doctest/doctest.h>

#include <string>

#include "tests/population_world.h"
#include "tests/program.h"

using drawdown::one_group;
using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

struct Plan : Workplace {
  Plan() {
    put("plan.yaml",
        one_group("size: 12, prefix: u, team: UK, time_zone: Asia/Singapore, machines: {ws: 2, lt: 1}, products: "
                  "{AutoCAD: {days_per_year: 60, spread: 1, sessions_per_day: 1.6, versions: {'2026': 3, '2025': 1}, "
                  "overnight: 10, along: {Revit: 30}}, Revit: {days_per_year: 5}, Render: {days_per_year: 20, results: "
                  "{mean: 8}}}",
                  "    shocks: [{name: market, spread: 0.3, half_life: 60d}]\n") +
            "rules: {preset: flex, charge_per: [user, product, version], window: {kind: calendar, period: day, zone: "
            "user}}\n");
    (void)shell(
        "sed -i 's/pool: .*/pool: {lifetime: 365d, tranches: [{bought: 2026-01-01, tokens: 4000, team: UK}]}/' "
        "plan.yaml");
  }
};

}  // namespace

TEST_CASE("the log that synth writes of a population replays to the same bytes as its replication") {
  const Plan plan;
  CHECK(plan.shell("drawdown run plan.yaml --replication 3 -o drawn -q").status == 0);
  CHECK(plan.shell("drawdown synth plan.yaml --replication 3 -o log.csv --results results.csv").status == 0);
  CHECK(plan.text("log.csv").starts_with("user,product,open,close,version,machine,team\n"));
  CHECK(contains(plan.text("drawn/charges.csv"), ",u003,AutoCAD,2025,,UK,open,7,"));
  CHECK(contains(plan.text("drawn/charges.csv"), ",Render,,,UK,result,"));
  CHECK(contains(plan.text("drawn/denials.csv"), ",denied,"));
  CHECK(plan.shell("drawdown run plan.yaml --set usage.sessions=log.csv --set usage.results=results.csv -o read -q")
            .status == 0);
  const Ran same = plan.shell("diff -r -x report.html drawn read");
  CHECK(same.out.empty());
  CHECK(same.status == 0);
}

TEST_CASE("a population's mistakes end the run with status 2, and say where they stand") {
  const Plan plan;
  const Ran ran =
      plan.shell("drawdown run plan.yaml --set 'demand.population.groups[0].products.AutoCAD.days_per_year=300'");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "plan.yaml:10:"));
  CHECK(
      contains(ran.err, "demand.population.groups[0].products.AutoCAD: the rate asks for a chance of nearly 115 % on"));
  const Ran typo =
      plan.shell("drawdown run plan.yaml --set 'demand.population.groups[0].products.Revit.day_per_year=3'");
  CHECK(typo.status == 2);
  CHECK(contains(typo.err, "did you mean 'demand.population.groups[0].products.Revit.days_per_year'?"));
}

TEST_CASE("the shipped populations run, and check finds them sound") {
  const Workplace here;
  for (const std::string name : {"population-office", "population-occasional"}) {
    CAPTURE(name);
    const std::string path = DRAWDOWN_SOURCE_DIR "/scenarios/" + name + ".yaml";
    const Ran run = here.shell("drawdown run " + path + " --replication 7 -o " + name);
    CHECK(run.status == 0);
    CHECK(run.err.empty());
    const Ran check = here.shell("drawdown check " + path);
    CHECK(check.status == 0);
  }
  CHECK(here.text("population-office/denials.csv").size() > 100);  // as office.yaml: between the tranches
}
