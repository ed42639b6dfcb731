// What a scenario expects, as users of drawdown run meet it.
#include <doctest/doctest.h>

#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

struct Office : Workplace {
  explicit Office(const std::string& expect) {
    put("s.yaml",
        "name: Small\ntime_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrules: flex\nrates: {AutoCAD: 7}\n"
        "pool:\n  lifetime: 365d\n  tranches: [{id: jan, bought: 2026-01-01, tokens: 20, unit_price: 2}]\n"
        "usage: {sessions: s.csv}\nexpect: " +
            expect + "\n");
    put("s.csv",
        "user,product,open,close\nmary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
        "mary,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T10:00:00Z\n"
        "bob,AutoCAD,2026-01-09T09:00:00Z,2026-01-09T10:00:00Z\n");
  }
};

}  // namespace

TEST_CASE("run says which expectations pass and fail, and ends with status 3 if one fails") {
  const Office office("[consumed == 14, denied_sessions == 0, first_denial >= 2026-01-09, p_dry < 0.02]");
  const Ran ran = office.shell("drawdown run s.yaml -o out");
  CHECK(ran.status == 3);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, " pass  consumed == 14              14\n"));
  CHECK(contains(ran.out, " FAIL  denied_sessions == 0        1\n"));
  CHECK(contains(ran.out, " pass  first_denial >= 2026-01-09  2026-01-09\n"));
  CHECK(contains(ran.out, " -     p_dry < 0.02                not checked by run\n"));
  CHECK(office.text("out/expectations.csv") ==
        "expectation,found,result\nconsumed == 14,14,passed\ndenied_sessions == 0,1,failed\n"
        "first_denial >= 2026-01-09,2026-01-09,passed\np_dry < 0.02,,not checked\n");
  CHECK(office.has("out/summary.json"));
}

TEST_CASE("with --quiet and --json failures are on the standard error") {
  const Office office("[consumed == 14, denied_sessions == 0]");
  const Ran quiet = office.shell("drawdown run s.yaml --quiet");
  CHECK(quiet.status == 3);
  CHECK(quiet.out.empty());
  CHECK(quiet.err == "drawdown: expected denied_sessions == 0, found 1\n");
  const Ran json = office.shell("drawdown run s.yaml --json");
  CHECK(json.status == 3);
  CHECK(json.out.starts_with("{"));
  CHECK(json.err == quiet.err);
}

TEST_CASE("what passes is success, and an expectations.csv of an earlier run goes when nothing is expected") {
  const Office office("[consumed == 14]");
  CHECK(office.shell("drawdown run s.yaml -o out --quiet").status == 0);
  CHECK(office.has("out/expectations.csv"));
  CHECK(office.shell("drawdown run s.yaml -o out --quiet --set 'expect=[consumed > 14]'").status == 3);
  const Office none("[]");
  CHECK(none.shell("drawdown run s.yaml -o out --quiet && touch out/expectations.csv").status == 0);
  CHECK(none.shell("drawdown run s.yaml -o out --quiet").status == 0);
  CHECK_FALSE(none.has("out/expectations.csv"));
}

TEST_CASE("a wrong expectation is status 2, with its place") {
  const Office office("[consumd == 14]");
  const Ran ran = office.shell("drawdown run s.yaml");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "s.yaml:11:10: expect: there is no measure 'consumd'; did you mean 'consumed'?"));
  CHECK(contains(office.shell("drawdown help").out, "3 results that are not what the scenario expects"));
}
