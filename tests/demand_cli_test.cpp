// Demand as users meet it: --replication, and drawdown synth.
#include <doctest/doctest.h>

#include <string>

#include "tests/program.h"
#include "tests/series_world.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::SeriesYaml;
using drawdown::tests::text_of;
using drawdown::tests::Workplace;

namespace {

struct Plan : Workplace {
  Plan() {
    put("plan.yaml",
        text_of({.series = "[{distribution: gamma, mean: 9, sd: 5, round: micro}, {team: UK, distribution: "
                           "poisson, mean: 4}]",
                 .tranches = "[{bought: 2026-01-01, expires: 2026-01-05, tokens: 40}, {bought: 2026-01-04, "
                             "tokens: 30}, {bought: 2026-01-02, tokens: 20, team: UK}]"}));
  }
};

}  // namespace

TEST_CASE("the log that synth writes replays to the same bytes as its replication") {
  const Plan plan;
  CHECK(plan.shell("drawdown run plan.yaml --replication 3 -o drawn -q").status == 0);
  CHECK(plan.shell("drawdown synth plan.yaml --replication 3 --results log.csv").status == 0);
  CHECK(plan.shell("drawdown run plan.yaml --set usage.results=log.csv -o read -q").status == 0);
  CHECK(contains(plan.text("drawn/charges.csv"), ",demand,demand,,,UK,result,"));
  CHECK(contains(plan.text("drawn/denials.csv"), ",denied,"));
  const Ran same = plan.shell("diff -r -x report.html drawn read");
  CHECK(same.out.empty());
  CHECK(same.status == 0);
  // Beside an empty log of sessions too.
  CHECK(plan.shell("drawdown synth plan.yaml --replication 3 -o sessions.csv --results log.csv").status == 0);
  CHECK(plan.text("sessions.csv") == "user,product,open,close\n");
  CHECK(plan.shell("drawdown run plan.yaml --set usage.sessions=sessions.csv --set usage.results=log.csv -o both -q && "
                   "diff drawn/charges.csv both/charges.csv")
            .status == 0);
}

TEST_CASE("replications are numbered from 1, which is the one if none is named") {
  const Plan plan;
  CHECK(plan.shell("drawdown run plan.yaml -o a -q && drawdown run plan.yaml --replication 1 -o b -q && diff -r -x "
                   "report.html a b")
            .status == 0);
  CHECK(plan.shell("drawdown run plan.yaml --replication 2 -o c -q && diff a/charges.csv c/charges.csv").status == 1);
  CHECK(plan.shell("drawdown run plan.yaml --set demand.seed=2 -o d -q && diff a/charges.csv d/charges.csv").status ==
        1);
  for (const char* number : {"0", "-1", "x", "1.5", "99999999999999999999"}) {
    const Ran ran = plan.shell(std::string("drawdown run plan.yaml --replication=") + number);
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, std::string("--replication needs a whole number from 1, not '") + number + "'"));
  }
}

TEST_CASE("a scenario may have a log and a demand: the log is replayed unless a replication is asked for") {
  const Plan plan;
  plan.put("log.csv", "user,product,time,quantity\ndemand,demand,2026-01-02T00:00:00Z,5\n");
  const std::string both = "drawdown run plan.yaml --set usage.results=log.csv -q ";
  CHECK(plan.shell(both + "-o a").status == 0);
  CHECK(plan.text("a/charges.csv") ==
        "at,until,user,product,version,machine,team,kind,tokens,tranches\n"
        "2026-01-02T00:00:00Z,2026-01-02T00:00:00Z,demand,demand,,,,result,5,T1:5\n");
  CHECK(
      plan.shell(both +
                 "--replication 2 -o b && drawdown run plan.yaml --replication 2 -o c -q && diff -r -x report.html b c")
          .status == 0);
}

TEST_CASE("check draws a replication, and says what is odd about it") {
  const Plan plan;
  const Ran ran = plan.shell("drawdown check plan.yaml --set pool.tranches[2].team=US");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "team 'UK' has "));
  CHECK(contains(ran.out, "team 'US' has a tranche but no sessions"));
}

TEST_CASE("synth and --replication say what they need") {
  const Plan plan;
  plan.put(
      "log.yaml",
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-11\nrates: {A: 1}\npool: {tranches: []}\nusage: {sessions: "
      "s.csv}\n");
  const auto error = [&](const std::string& line) {
    const Ran ran = plan.shell(line);
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK(contains(error("drawdown synth plan.yaml"), "this demand has results: give them a file with --results FILE"));
  CHECK(contains(error("drawdown synth plan.yaml -o s.csv"), "this demand has results"));
  CHECK(contains(error("drawdown synth plan.yaml -o s.csv --results s.csv"), "sessions and results need two files"));
  CHECK(contains(error("drawdown synth log.yaml -o s.csv"), "log.yaml: has no `demand`, so there is nothing to draw"));
  CHECK(contains(error("drawdown run log.yaml --replication 2"),
                 "--replication is for scenarios with a `demand`; log.yaml has none"));
  CHECK_FALSE(plan.has("s.csv"));
  CHECK(plan.shell("drawdown synth plan.yaml --results none/r.csv").status == 1);
}
