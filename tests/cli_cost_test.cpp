// Charge-back and FOCUS as users of the program meet them.
#include <doctest/doctest.h>

#include <string>

#include "tests/focus_rules.h"
#include "tests/program.h"

using namespace drawdown::tests;

namespace {

const std::string scenario = R"(name: Small
time_zone: UTC
from: 2026-01-01
until: 2026-02-01
currency: USD
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-01, expires: 2026-01-20, tokens: 20, unit_price: 2}
usage: {sessions: s.csv}
users_file: people.csv
)";

struct Office : Workplace {
  Office() {
    put("s.yaml", scenario);
    put("c.yaml", scenario + "charge_back: {by: [cost centre, team]}\n");
    put("people.csv", "user,cost centre\nmary,CC-1\nbob,CC-2\n");
    put("s.csv",
        "user,product,open,close\n"
        "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
        "bob,AutoCAD,2026-01-09T09:00:00Z,2026-01-09T10:00:00Z\n");
  }
};

}  // namespace

TEST_CASE("a scenario that charges back shows it, and writes charge_back.csv") {
  const Office office;
  const Ran ran = office.shell("drawdown run c.yaml -o out");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "Cost by"));
  CHECK(contains(ran.out, "write-off by team"));
  CHECK(office.text("out/charge_back.csv") ==
        "dimension,value,line,tokens,owed,cost,expired,write_off,total,write_off_by\n"
        "all,,all,14,0,28,6,12,40,team\n"
        "cost centre,CC-1,part,7,0,14,3,6,20,team\n"
        "cost centre,CC-2,part,7,0,14,3,6,20,team\n"
        "team,,part,14,0,28,6,12,40,team\n");
  CHECK_FALSE(office.has("out/focus.csv"));
  const Ran other = office.shell("drawdown run c.yaml -o out --set charge_back.write_off=none -q");
  CHECK(other.status == 0);
  CHECK(contains(office.text("out/charge_back.csv"), "cost centre,,unallocated,0,0,0,6,12,12,none\n"));
}

TEST_CASE("without charge_back and --focus their files of an earlier run go") {
  const Office office;
  CHECK(office.shell("drawdown run c.yaml -o out --focus -q").status == 0);
  CHECK(office.has("out/charge_back.csv"));
  CHECK(office.has("out/focus.csv"));
  const Ran ran = office.shell("drawdown run s.yaml -o out");
  CHECK(ran.status == 0);
  CHECK_FALSE(contains(ran.out, "Cost by"));
  CHECK_FALSE(office.has("out/charge_back.csv"));
  CHECK_FALSE(office.has("out/focus.csv"));
}

TEST_CASE("--focus writes rows that keep the rules, and the same without charges.csv") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o out --focus -q").status == 0);
  const FocusFile file = read_focus_file(office.text("out/focus.csv"));
  CHECK(file.rows.size() == 4);
  CHECK(focus_errors(file) == std::vector<std::string>{});
  CHECK(file.rows[1].at("Tags") == "{\"cost centre\": \"CC-1\"}");
  CHECK(file.rows[0].at("BillingAccountId") == "Small");
  CHECK(office.shell("drawdown run s.yaml -o other --focus --no-charges -q").status == 0);
  CHECK(office.text("other/focus.csv") == office.text("out/focus.csv"));
}

TEST_CASE("--focus needs a folder to write to, and a currency that FOCUS knows") {
  const Office office;
  const Ran without = office.shell("drawdown run s.yaml --focus");
  CHECK(without.status == 2);
  CHECK(contains(without.err, "--focus writes focus.csv into the folder of --out, which is missing"));
  const Ran euro = office.shell("drawdown run s.yaml --focus -o out --set currency=Euro");
  CHECK(euro.status == 2);
  CHECK(contains(euro.err, "s.yaml: currency: --focus needs the three letters of ISO 4217, such as USD, found 'Euro'"));
  CHECK_FALSE(office.has("out"));
}

TEST_CASE("a file of users that contradicts the scenario stops the program with file and line") {
  const Office office;
  office.put("people.csv", "user,team\nmary,UK\nmary,UK\n");
  const Ran twice = office.shell("drawdown run s.yaml");
  CHECK(twice.status == 2);
  CHECK(contains(twice.err, "people.csv"));
  CHECK(contains(twice.err, "the user 'mary' is on line 2 already"));
  office.put("people.csv", "user\nmary\n");
  const Ran unknown = office.shell("drawdown run s.yaml --set charge_back.by='[tean]'");
  CHECK(unknown.status == 2);
  CHECK(contains(unknown.err, "did you mean 'team'?"));
}
