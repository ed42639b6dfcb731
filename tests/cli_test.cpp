// The program as its users meet it: exit statuses, messages and files.
#include <doctest/doctest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/base/version.h"
#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenario = R"(name: Small
time_zone: UTC
from: 2026-01-01
until: 2026-02-01
currency: USD
rules: flex
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-01, tokens: 20, unit_price: 2}
usage: {sessions: s.csv}
)";
const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
    "mary,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T10:00:00Z\n"
    "bob,AutoCAD,2026-01-09T09:00:00Z,2026-01-09T10:00:00Z\n";

struct Office : Workplace {
  Office() {
    put("s.yaml", scenario);
    put("s.csv", sessions);
  }
};

}  // namespace

TEST_CASE("drawdown run shows the summary, and writes nothing without an output folder") {
  const Office office;
  const Ran ran = office.shell("drawdown run s.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "consumed  14"));
  CHECK(contains(ran.out, "1 session, 0 visits cut off; first 2026-01-09 09:00 (UTC+00:00)"));
  CHECK(office.shell("ls").out == "s.csv\ns.yaml\n");
}

TEST_CASE("with an output folder it writes the six files and a report, and nothing else stays") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o out/deep --quiet").status == 0);
  CHECK(office.shell("ls -A out/deep").out ==
        "burn.csv\ncharges.csv\ndenials.csv\nevents.csv\nreport.html\nsummary.json\ntranches.csv\n");
}

TEST_CASE("--no-charges leaves charges.csv out, also one of an earlier run") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o out --quiet").status == 0);
  CHECK(office.has("out/charges.csv"));
  CHECK(office.shell("drawdown run s.yaml -o out --quiet --no-charges").status == 0);
  CHECK_FALSE(office.has("out/charges.csv"));
  CHECK(office.has("out/burn.csv"));
}

TEST_CASE("--quiet prints nothing, --json the same as summary.json") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml --quiet").out.empty());
  const Ran ran = office.shell("drawdown run s.yaml --json -o out");
  CHECK(ran.status == 0);
  CHECK(ran.out == office.text("out/summary.json"));
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json.at("consumed") == 14);
  CHECK(json.at("denied_sessions") == 1);
  CHECK(json.at("price_per_token_consumed").get<double>() == doctest::Approx(40.0 / 14));
  CHECK(json.at("version") == std::string(drawdown::version()));
}

TEST_CASE("--set changes a key before the scenario is read") {
  const Office office;
  const Ran ran = office.shell("drawdown run s.yaml --json --set pool.tranches[0].tokens=21 --set=rules.grace=2h");
  REQUIRE(ran.status == 0);
  const auto json = nlohmann::json::parse(ran.out);
  CHECK(json.at("bought") == 21);
  CHECK(json.at("graced_visits") == 3);
  const Ran bad = office.shell("drawdown run s.yaml --set pool.tranches[0].tokns=21");
  CHECK(bad.status == 2);
  CHECK(contains(bad.err, "--set pool.tranches[0].tokns=21"));
  CHECK(contains(bad.err, "did you mean 'pool.tranches[0].tokens'?"));
  CHECK(office.shell("drawdown run s.yaml --set nonsense").status == 2);
}

TEST_CASE("results do not depend on the number of threads") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o one --threads 1 -q").status == 0);
  CHECK(office.shell("drawdown run s.yaml -o three --threads 3 -q").status == 0);
  CHECK(office.shell("diff -r one three").status == 0);
  for (const char* wrong : {"0", "-1", "two", "1000", "1x"}) {
    CHECK(office.shell(std::string("drawdown run s.yaml --threads ") + wrong).status == 2);
  }
}

TEST_CASE("a wrong command line is status 2, with the nearest word") {
  const Office office;
  CHECK(office.shell("drawdown").status == 2);
  const Ran command = office.shell("drawdown rnu s.yaml");
  CHECK(command.status == 2);
  CHECK(contains(command.err, "there is no command 'rnu'; did you mean 'run'?"));
  const Ran option = office.shell("drawdown run s.yaml --quite");
  CHECK(option.status == 2);
  CHECK(contains(option.err, "run has no option '--quite'; did you mean '--quiet'?"));
  CHECK(contains(office.shell("drawdown --versoin").err, "did you mean '--version'?"));
  CHECK(contains(office.shell("drawdown run").err, "run needs SCENARIO"));
  CHECK(contains(office.shell("drawdown run s.yaml -o").err, "--out needs a value: --out DIR"));
  CHECK(contains(office.shell("drawdown run s.yaml t.yaml").err, "cannot use the argument 't.yaml'"));
  CHECK(contains(office.shell("drawdown run s.yaml -q -q").err, "--quiet is given twice"));
  CHECK(contains(office.shell("drawdown run s.yaml --quiet=yes").err, "--quiet takes no value"));
  CHECK(office.shell("drawdown run s.yaml --quiet --json").status == 2);
  CHECK(office.shell("drawdown run -- --quiet").status == 2);  // a scenario of that name, which is not there
}

TEST_CASE("help goes to the standard output and is generated for every command") {
  const Office office;
  const Ran all = office.shell("drawdown --help");
  CHECK(all.status == 0);
  CHECK(all.out == office.shell("drawdown help").out);
  for (const char* command : {"run", "compare", "check", "explain", "manual", "help"}) {
    CAPTURE(command);
    CHECK(contains(all.out, std::string("\n  ") + command + " "));
    const Ran help = office.shell(std::string("drawdown help ") + command);
    CHECK(help.status == 0);
    CHECK(contains(help.out, std::string("Usage: drawdown ") + command));
    CHECK(help.out == office.shell(std::string("drawdown ") + command + " --help").out);
  }
  CHECK(office.shell("drawdown help rum").status == 2);
  CHECK(office.shell("drawdown --version").out == "drawdown " + std::string(drawdown::version()) + "\n");
}

TEST_CASE("a mistake in the scenario is status 2, with its line and column") {
  const Office office;
  office.put("s.yaml", scenario + "polo: 1\n");
  const Ran ran = office.shell("drawdown run s.yaml -o out");
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, "drawdown: s.yaml:13:1: "));
  CHECK(contains(ran.err, "did you mean 'pool'?"));
  CHECK_FALSE(office.has("out"));
  CHECK(office.shell("drawdown run nowhere.yaml").status == 2);
  CHECK(contains(office.shell("drawdown run nowhere.yaml").err, "nowhere.yaml"));
  office.put("empty.yaml", "");
  CHECK(office.shell("drawdown run empty.yaml").status == 2);
}

TEST_CASE("bad rows stop the run, and each is named with its line") {
  const Office office;
  office.put("s.csv", sessions + "bob,AutoCAD,yesterday,\n,AutoCAD,2026-01-09T09:00:00Z,\nli,AutoCat,2026-01-09,\n");
  const Ran ran = office.shell("drawdown run s.yaml -o out");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "s.csv:5"));
  CHECK(contains(ran.err, "6"));
  CHECK(contains(ran.err, "yesterday"));
  CHECK_FALSE(office.has("out/summary.json"));
  CHECK(office.shell("ls -A out").out.empty());
}

TEST_CASE("--skip-bad-rows leaves them out, counts them, and writes them to rejected.csv") {
  const Office office;
  office.put("s.csv", sessions + "bob,AutoCAD,yesterday,\n=1+1,AutoCat,2026-01-09T09:00:00Z,\n");
  const Ran ran = office.shell("drawdown run s.yaml -o out --skip-bad-rows");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "2 bad rows"));
  const std::string rejected = office.text("out/rejected.csv");
  CHECK(rejected.starts_with("line,reason,row\n5,"));
  CHECK(contains(rejected, "\n6,"));
  CHECK(contains(rejected, "\"'=1+1,AutoCat,"));
  CHECK(nlohmann::json::parse(office.text("out/summary.json")).at("rejected_rows") == 2);
  CHECK(office.shell("drawdown run s.yaml -o out --set usage.sessions=t.csv").status == 2);
  office.put("s.csv", sessions);
  CHECK(office.shell("drawdown run s.yaml -o out -q").status == 0);
  CHECK_FALSE(office.has("out/rejected.csv"));  // it was of an earlier run
}

TEST_CASE("a file without rows is a run without sessions; an empty one lacks its columns") {
  const Office office;
  office.put("s.csv", "user,product,open,close\n");
  const Ran ran = office.shell("drawdown run s.yaml --json");
  CHECK(ran.status == 0);
  CHECK(nlohmann::json::parse(ran.out).at("price_per_token_consumed").is_null());
  CHECK(office.shell("drawdown run s.yaml").status == 0);
  office.put("s.csv", "");
  CHECK(office.shell("drawdown run s.yaml").status == 2);
}

TEST_CASE("a full disk or a closed pipe is status 1, and says so") {
  const Office office;
  const Ran full = office.shell("drawdown run s.yaml >/dev/full");
  CHECK(full.status == 1);
  CHECK(contains(full.err, "standard output: No space left on device"));
  CHECK(office.shell("drawdown --help >/dev/full").status == 1);
  const Ran closed = office.shell("(sleep 0.3; drawdown run s.yaml; echo $? >status) | true; sleep 1");
  CHECK(contains(closed.err, "standard output: Broken pipe"));
  CHECK(office.text("status") == "1\n");
}

TEST_CASE("when a file does not fit, no result file appears") {
  const Office office;
  const Ran ran = office.shell("ulimit -f 1; drawdown run s.yaml -o out --no-report --set until=2027-01-01");
  CHECK(ran.status == 1);
  CHECK(contains(ran.err, "cannot write out/burn.csv: File too large"));
  CHECK(office.shell("ls -A out").out.empty());
}

TEST_CASE("a run that is killed leaves nothing in the output folder") {
  const Office office;  // the sessions never end, so it is killed in the middle of its work
  const Ran ran = office.shell(
      "mkfifo endless; sleep 100 >endless & writer=$!\n"
      "(exec \"$program\" run s.yaml -o out --set usage.sessions=endless) & run=$!\n"
      "until [ -d out ]; do sleep 0.1; done; sleep 0.3; kill -9 $run; wait $run; kill $writer; ls -A out");
  CHECK(ran.out.empty());
  CHECK(office.has("out"));
}

TEST_CASE("an output folder that cannot be written to is known before the work") {
  const Office office;
  office.put("file", "");
  CHECK(office.shell("drawdown run s.yaml -o file/out").status == 1);
  CHECK(contains(office.shell("drawdown run s.yaml -o file").err, "file"));
  if (::geteuid() != 0) {  // root may write everywhere
    const Ran ran = office.shell("mkdir locked; chmod 500 locked; drawdown run s.yaml -o locked");
    CHECK(ran.status == 1);
    CHECK(contains(ran.err, "locked/summary.json: Permission denied"));
  }
}

TEST_CASE("names from files cannot drive the terminal") {
  const Office office;
  office.put("s.csv", "user,product,open,close,team\nmary,AutoCAD,2026-01-05T09:00:00Z,,a\x1b[2Jb\n");
  const Ran ran = office.shell("drawdown run s.yaml");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "a [2Jb"));
  CHECK_FALSE(contains(ran.out, "\x1b"));
  CHECK(contains(office.shell("drawdown run 'a\x1b[2Jb'").err, "a [2Jb"));
}

TEST_CASE("colours and pictures are for terminals that want them") {
  const Office office;
  const Ran plain = office.shell("drawdown run s.yaml");
  CHECK_FALSE(contains(plain.out, "\x1b"));
  CHECK_FALSE(contains(plain.out, "█"));
  const Ran picture = office.terminal("unset NO_COLOR; drawdown run s.yaml", 80, 30);
  CHECK(picture.status == 0);
  CHECK(contains(picture.out, "\x1b[36m"));
  CHECK(contains(picture.out, "█"));
  CHECK_FALSE(contains(office.terminal("NO_COLOR=1 drawdown run s.yaml", 80, 30).out, "\x1b"));
  CHECK(office.terminal("TERM=dumb drawdown run s.yaml", 80, 30).out == plain.out);
  CHECK_FALSE(contains(office.terminal("LC_ALL=C drawdown run s.yaml", 80, 30).out, "█"));
}

TEST_CASE("check says what is wrong with every row, with stable codes and places, and status 2") {
  const Office office;
  CHECK(office.shell("drawdown check s.yaml").out == "0 errors, 0 warnings, 0 notes\n");
  office.put("s.csv", sessions + "bob,AutoCAD,yesterday,\nli,AutoCat,2026-01-09T09:00:00Z,\n");
  const Ran ran = office.shell("drawdown check s.yaml");
  CHECK(ran.status == 2);
  CHECK(ran.err.empty());
  CHECK(contains(ran.out, "s.csv:5: error DD003: "));
  CHECK(contains(ran.out, "s.csv:6: error DD003: "));
  CHECK(contains(ran.out, "2 errors, 0 warnings, 0 notes\n"));
  const Ran scenario_error = office.shell("drawdown check s.yaml --set pool.tranches[0].tokens=-1");
  CHECK(scenario_error.status == 2);
  CHECK(contains(scenario_error.out, "error DD001: "));
  const Ran sessions_error = office.shell("drawdown check s.yaml --set usage.sessions=t.csv");
  CHECK(sessions_error.status == 2);
  CHECK(contains(sessions_error.out, "t.csv: error DD002: "));
  office.put("v.yaml", scenario + "variants: {a: {rules.grce: 0s}}\n");
  const Ran variant_error = office.shell("drawdown check v.yaml");
  CHECK(variant_error.status == 2);
  CHECK(contains(variant_error.out, "v.yaml:13:16: error DD004: in the variant 'a': there is no setting 'rules.grce'"));
  CHECK(office.shell("drawdown run v.yaml --skip-bad-rows").status == 0);
}

TEST_CASE("check finds what is odd about a scenario") {
  const Office office;
  office.put("s.yaml", R"(name: Odd
time_zone: America/New_York
from: 2026-01-01
until: 2026-02-01
rules: {preset: flex, grace: 2h, when_empty: {retry: 5s}}
rates:
  AutoCAD: [{from: 2020-01-01, tokens: 6}, {from: 2025-01-01, tokens: 7}, {from: 2027-01-01, tokens: 8}]
  Auto-Cad: 7
users:
  - {id: nobody}
  - {id: bob, team: UK}
pool:
  lifetime: 30d
  tranches:
    - {id: gone, bought: 2025-01-01, tokens: 20, unit_price: 2}
    - {id: late, bought: 2026-03-01, tokens: 20, unit_price: 2}
    - {id: free, bought: 2026-01-01, tokens: 20}
    - {id: twice, bought: 2026-01-01, tokens: 20}
    - {id: idle, bought: 2026-01-01, tokens: 1, unit_price: 2, team: Asia}
usage: {sessions: s.csv}
)");
  office.put("s.csv", sessions +
                          "Mary,AutoCAD,2026-01-05T09:00:00Z,\n"
                          "bob,AutoCAD,2026-01-09T09:30:00Z,2026-01-09T09:30:00Z\n"
                          "bob,AutoCAD,2026-01-09T09:00:00Z,2026-01-09T10:00:00Z\n"
                          "bob,AutoCAD,2026-01-12 09:00,2026-01-14 10:00\n"
                          "bob,AutoCAD,2025-11-02 01:30,2026-03-08 02:30\n");
  const Ran ran = office.shell("drawdown check s.yaml");
  CHECK(ran.status == 0);
  for (const char* found :
       {"s.yaml:8:3: warning DD101: ",
        "s.yaml:8:3: note DD102: ",
        "s.yaml:7:13: note DD103: ",
        "s.yaml:15:7: warning DD104: tranche 'gone' expires on 2025-01-31",
        "s.yaml:16:7: warning DD105: tranche 'late'",
        "s.yaml:17:7: warning DD106: tranche 'free'",
        "s.yaml:18:7: warning DD107: tranche 'twice' is like 'free'",
        "s.csv: warning DD108: team 'UK' has 4 sessions but no tranche",
        "s.yaml:19:7: warning DD109: team 'Asia'",
        "s.yaml:10:5: note DD110: no sessions of 'nobody'",
        "s.csv: note DD111: not on the list of users: 'mary', 'Mary'",
        "s.csv: warning DD112: the users 'mary', 'Mary'",
        "s.yaml:5:8: note DD113: ",
        "s.yaml:5:8: note DD114: ",
        "s.csv:9: note DD202: 1 session opens outside the horizon (line 9)",
        "s.csv:5: warning DD203: ",
        "s.csv:7: warning DD204: ",
        "s.csv:6: note DD205: ",
        "s.csv:6: note DD206: ",
        "s.csv:8: warning DD207: ",
        "s.csv:8: note DD208: 2 rows have instants without a zone, read as America/New_York (lines 8, 9)",
        "s.csv:9: warning DD209: ",
        "s.csv:9: warning DD210: "}) {
    CAPTURE(found);
    CHECK(contains(ran.out, found));
  }
  CAPTURE(ran.out);
  CHECK(contains(ran.out, "0 errors, "));
  office.put("s.csv", "user,product,open,close\n");
  CHECK(contains(office.shell("drawdown check s.yaml").out, "s.csv: warning DD201: none of its 0 rows"));
}

TEST_CASE("check as JSON has every finding with its fields, and each code is in the help") {
  const Office office;
  office.put("s.csv", sessions + "bob,AutoCAD,2026-01-12 09:00,2026-01-14 10:00\n");
  const Ran ran = office.shell("drawdown check s.yaml --json");
  const std::string help = office.shell("drawdown help findings").out;
  const auto findings = nlohmann::json::parse(ran.out);
  REQUIRE(findings.size() == 2);
  for (const auto& finding : findings) {
    CHECK(finding.at("file") == "s.csv");
    CHECK(finding.at("line") == 5);
    CHECK(finding.at("column").is_null());
    CHECK_FALSE(finding.at("message").get<std::string>().empty());
    CHECK(contains(help, finding.at("code").get<std::string>() + " " + finding.at("severity").get<std::string>()));
  }
}

TEST_CASE("the manual is what the scenarios' folder holds") {
  const Office office;
  const Ran ran = office.shell("drawdown manual");
  CHECK(ran.status == 0);
  CHECK(ran.out == drawdown::tests::read_text(std::filesystem::path(DRAWDOWN_SOURCE_DIR) / "scenarios/README.md"));
}
