// Histories, fits and backtests as users meet them.
#include <doctest/doctest.h>

#include <string>

#include "tests/past_world.h"

using drawdown::tests::contains;
using drawdown::tests::PastWorld;
using drawdown::tests::Ran;

namespace {

struct Years : PastWorld {
  Years() : PastWorld(weeks_told_apart(104)) {
    put("plan.yaml", yaml("history: {sessions: log.csv, users: 6, trend: 5}"));
    put("past.yaml",
        "time_zone: America/New_York\nfrom: 2024-01-01\nuntil: 2026-01-01\nrates: {A: 7, B: 3}\npool: {tranches: "
        "[]}\nrules: {when_empty: overdraft}\nusage: {sessions: log.csv}\n");
  }
};

}  // namespace

TEST_CASE("the log that synth draws from a history replays as its replication does") {
  const Years years;
  CHECK(years.shell("drawdown synth plan.yaml --replication 3 -o drawn.csv").status == 0);
  CHECK(contains(years.text("drawn.csv"), "~2,"));
  CHECK(years
            .shell("drawdown run plan.yaml --replication 3 -o a -q --set rules.when_empty=overdraft && drawdown run "
                   "plan.yaml --set usage.sessions=drawn.csv --set rules.when_empty=overdraft -o b -q && diff -r -x "
                   "report.html a b")
            .status == 0);
  CHECK(years
            .shell("drawdown run plan.yaml --replication 3 --threads 3 -o c -q --set rules.when_empty=overdraft && "
                   "diff -r -x report.html a c")
            .status == 0);
}

TEST_CASE("what a history cannot be is refused with its place") {
  const Years years;
  const auto refuses = [&](const std::string& history, const std::string& why) {
    years.put("bad.yaml", years.yaml(history));
    const Ran ran = years.shell("drawdown run bad.yaml");
    CHECK(ran.status == 2);
    INFO(ran.err);
    CHECK(contains(ran.err, why));
  };
  refuses("history: {}", "bad.yaml:7:28: demand.history: missing key 'sessions' (a path) or `results`");
  refuses("history: {session: log.csv}", "did you mean 'sessions'?");
  refuses("history: {sessions: log.csv, users: 0}", "demand.history.users");
  refuses("history: {sessions: log.csv, weeks_around: 27}", "bad.yaml:7:62: demand.history.weeks_around: ");
  refuses("history: {sessions: log.csv, trend: -100}", "demand.history.trend: must be more than -100, found -100");
  refuses("history: {sessions: log.csv, trend: 101}", "demand.history.trend");
  refuses("history: {sessions: log.csv, trend: a}", "expected a percentage such as 5 or -2.5, found 'a'");
  refuses("history: {sessions: log.csv, from: 2024-02-01, until: 2024-02-01}", "must lie after `from`, 2024-02-01");
  refuses("history: {sessions: log.csv, from: 2030-01-01}", "has no whole week from Monday to Sunday");
  refuses("history: {sessions: none.csv}", "none.csv");
  refuses("history: {sessions: log.csv}, series: {distribution: poisson, mean: 1}",
          "demand.history: demand is by `series` already");
  years.put("other.csv", "user,product,open,close\nann,Z,2024-01-01T09:00:00,2024-01-01T10:00:00\n");
  refuses("history: {sessions: other.csv}", "other.csv:2");
}

TEST_CASE("fit writes a scenario that runs, and the page beside it") {
  const Years years;
  const Ran ran = years.shell("drawdown fit past.yaml -o population.yaml --replications 20");
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "everybody: 4 people"));
  CHECK(contains(years.text("population.yaml"), "demand:\n  seed: 1\n  population:\n"));
  CHECK_FALSE(contains(years.text("population.yaml"), "usage"));
  CHECK(contains(years.text("population.md"), "# A population fitted to past"));
  CHECK(contains(years.text("population.md"), "| A | days with B too |"));
  CHECK(years.shell("drawdown run population.yaml -q && drawdown check population.yaml").status == 0);
  CHECK(years
            .shell("drawdown fit past.yaml -o again.yaml --replications 20 --threads 3 -q && diff population.yaml "
                   "again.yaml && diff population.md again.md")
            .status == 0);
}

TEST_CASE("fit takes a log alone, and makes a scenario of it") {
  const Years years;
  const Ran ran = years.shell("drawdown fit log.csv --time-zone America/New_York -o population.yaml --replications 20");
  INFO(ran.err);
  CHECK(ran.status == 0);
  const std::string yaml = years.text("population.yaml");
  CHECK(contains(yaml, "from: 2024-01-01\nuntil: 2025-12-28\n"));
  CHECK(contains(yaml, "  \"A\": 1\n  \"B\": 1\n"));
  CHECK_FALSE(contains(yaml, years.folder().string()));
  CHECK(years.shell("drawdown run population.yaml -q").status == 0);
  const auto refuses = [&](const std::string& line, const std::string& why) {
    const Ran refused = years.shell("drawdown " + line);
    CHECK(refused.status == 2);
    INFO(refused.err);
    CHECK(contains(refused.err, why));
  };
  refuses("fit log.csv --time-zone Europe/Londn", "did you mean 'Europe/London'?");
  refuses("fit past.yaml --time-zone UTC", "--time-zone is for a log without a scenario");
  refuses("fit log.csv --replications 3", "--replications needs a whole number from 20 to 100000, not '3'");
  refuses("fit none.csv", "none.csv");
  years.put("empty.csv", "user,product,open,close\n");
  refuses("fit empty.csv", "empty.csv: has no session");
  years.put("plain.yaml", years.yaml("series: {distribution: poisson, mean: 1}"));
  refuses("fit plain.yaml", "plain.yaml: names no log of the past; write 'usage: {sessions: FILE.csv}'");
}

TEST_CASE("backtest shows coverage and losses, and writes both files or none") {
  const Years years;
  const Ran ran = years.shell("drawdown backtest past.yaml --method bootstrap --replications 50 -o out");
  INFO(ran.err);
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "Pinball loss"));
  CHECK(contains(ran.out, "80 %"));
  CHECK(contains(years.text("out/backtest.csv"),
                 "span,from,until,actual,mean,p05,p10,p25,p50,p75,p90,p95,naive_p05,naive_p10,naive_p25,naive_p50,"
                 "naive_p75,naive_p90,naive_p95\ntotal,"));
  CHECK(contains(years.text("out/backtest.json"), "\"method\": \"bootstrap\""));
  const Ran json = years.shell("drawdown backtest past.yaml --method bootstrap --replications 50 --json");
  CHECK(json.out == years.text("out/backtest.json"));
  CHECK(years.shell("drawdown backtest log.csv --time-zone America/New_York -q").status == 0);
  // The log of a history can be tested too.
  CHECK(years.shell("drawdown backtest plan.yaml --method bootstrap -q --replications 20").status == 0);
  const auto refuses = [&](const std::string& line, const std::string& why) {
    const Ran refused = years.shell("drawdown backtest " + line);
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, why));
  };
  refuses("past.yaml --method bootstap", "--method is fit or bootstrap, not 'bootstap'; did you mean 'bootstrap'?");
  refuses("past.yaml --at tomorrow", "--at needs a day such as 2026-09-01, not 'tomorrow'");
  refuses("past.yaml --at 2024-02-01", "needs at least 16");
}
