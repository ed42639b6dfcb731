// Idle awareness as users of the program meet it.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenario = R"(time_zone: UTC
from: 2026-01-05
until: 2026-01-10
rules: {grace: 0s, idle: 15m}
rates: {AutoCAD: 7, Mudbox: 1}
pool: {lifetime: 365d, tranches: [{bought: 2026-01-05, tokens: 100, unit_price: 3}]}
usage: {sessions: s.csv, idle: i.csv}
)";

// Vendor's example: open and idle from hour 10 to hour 40.
struct Office : Workplace {
  Office() {
    put("s.yaml", scenario);
    put("s.csv", "user,product,open,close\nmary,AutoCAD,2026-01-05T00:00:00Z,2026-01-06T20:00:00Z\n");
    put("i.csv", "user,product,from,to\nmary,AutoCAD,2026-01-05T10:00:00Z,2026-01-06T16:00:00Z\n");
  }
};

}  // namespace

TEST_CASE("a session that was idle is charged when it goes on, and counts once") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -q -o out").status == 0);
  CHECK(contains(office.text("out/charges.csv"), "\n2026-01-06T16:00:00Z,2026-01-07T16:00:00Z,mary,AutoCAD,,,,open,7"));
  CHECK(nlohmann::json::parse(office.text("out/summary.json")).at("sessions") == 1);
  CHECK_FALSE(office.has("out/rejected_idle.csv"));
  for (const char* change :
       {"rules.idle=none", "'rules={grace: 0s}'", "'rules.idle={after: 15m, except: [AutoCAD]}'", "rules.idle=30h"}) {
    CAPTURE(change);
    CHECK(office.shell(std::string("drawdown run s.yaml -q -o out --set ") + change).status == 0);
    CHECK(contains(office.text("out/charges.csv"), "\n2026-01-06T00:00:00Z,2026-01-07T00:00:00Z,mary"));
  }
}

TEST_CASE("compare tells an idle-aware variant from one that is not") {
  const Office office;
  office.put("v.yaml", scenario + "variants: {asleep: {rules.idle: none}}\n");
  const Ran ran = office.shell("drawdown compare v.yaml -o out --skip-bad-rows");
  CHECK(ran.status == 0);
  CHECK(contains(office.text("out/variants.csv"), "\nscenario,1,2,0,2,0,"));
  CHECK(contains(office.text("out/variants.csv"), "\nasleep,1,1,0,2,1,"));
  CHECK(office.text("out/rejected_idle.csv") == "line,reason,row\n");
}

TEST_CASE("bad rows of idle spans stop a run, or are left out, counted and listed") {
  const Office office;
  office.put("i.csv",
             "user,product,from,to\n"
             "mary,AutoCAD,2026-01-05T10:00:00Z,2026-01-06T16:00:00Z\n"
             "mary,AutoCat,2026-01-05T10:00:00Z,2026-01-06T16:00:00Z\n");
  const Ran refused = office.shell("drawdown run s.yaml -o out");
  CHECK(refused.status == 2);
  CHECK(contains(refused.err, "i.csv:3: unknown product 'AutoCat'; did you mean 'AutoCAD'?"));
  const Ran skipped = office.shell("drawdown run s.yaml -o out --skip-bad-rows");
  CHECK(skipped.status == 0);
  CHECK(contains(skipped.out, "1 bad row"));
  CHECK(office.text("out/rejected_idle.csv") ==
        "line,reason,row\n3,unknown product 'AutoCat'; did you mean 'AutoCAD'?,"
        "\"mary,AutoCat,2026-01-05T10:00:00Z,2026-01-06T16:00:00Z\"\n");
  CHECK(nlohmann::json::parse(office.text("out/summary.json")).at("rejected_rows") == 1);
  CHECK(office.shell("drawdown run s.yaml -q -o out --skip-bad-rows --set rules.idle=none").status == 0);
  CHECK_FALSE(office.has("out/rejected_idle.csv"));
}

TEST_CASE("check says what is wrong or odd about idle spans") {
  const Office office;
  CHECK(office.shell("drawdown check s.yaml").out.find("DD11") == std::string::npos);
  CHECK(contains(office.shell("drawdown check s.yaml --set rules.idle=none").out, "s.yaml:7:32: note DD116: "));
  office.put("t.yaml", scenario.substr(0, scenario.rfind(", idle")) + "}\n");
  CHECK(contains(office.shell("drawdown check t.yaml").out, "t.yaml:4:8: note DD115: "));
  office.put("i.csv", "user,product,from,to\nmary,AutoCAD,soon,\nann,AutoCAD,2026-01-05T10:00:00Z,\n");
  const Ran rows = office.shell("drawdown check s.yaml");
  CHECK(rows.status == 2);
  CHECK(contains(rows.out, "i.csv:2: error DD006: from 'soon' is not an instant"));
  CHECK(contains(rows.out, "i.csv: note DD211: no sessions of 'ann'"));
  CHECK(contains(office.shell("drawdown check s.yaml --set usage.idle=x.csv").out, "x.csv: error DD005: "));
}

TEST_CASE("a rule for idleness that makes no sense is refused where it stands") {
  const Office office;
  const auto error = [&](const std::string& change) { return office.shell("drawdown run s.yaml --set " + change).err; };
  CHECK(contains(error("rules.idle=0s"), "rules.idle.after: must be more than 0, at most 2000d"));
  CHECK(contains(error("rules.idle=soon"), "rules.idle.after: expected a duration"));
  CHECK(contains(error("'rules.idle={after: 5m, except: [AutoCat]}'"),
                 "rules.idle.except: 'AutoCat' is not on the rate sheet; did you mean 'AutoCAD'?"));
  CHECK(contains(error("'rules.idle={after: 5m, except: [AutoCAD, AutoCAD]}'"),
                 "rules.idle.except[1]: 'AutoCAD' is in the list already"));
  CHECK(contains(error("'rules.idle={after: 5m, except: AutoCAD}'"), "rules.idle.except: expected a list of names"));
  CHECK(contains(error("'rules.idle={except: [AutoCAD]}'"), "rules.idle: missing key 'after'"));
}
