// drawdown explain, as its users meet it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/scenario/manual.h"
#include "tests/program.h"

using namespace drawdown;
using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::Workplace;

namespace {

const std::string scenario = R"(name: Small
time_zone: America/New_York
from: 2026-01-05
until: 2026-02-01
rules: flex
rates: {AutoCAD: 7, Revit: 10}
users:
  - {id: zoe}
pool:
  lifetime: 365d
  tranches:
    - {id: jan, bought: 2026-01-05, tokens: 10, unit_price: 2}
    - {id: feb, bought: 2026-01-07, tokens: 10, unit_price: 2, lifetime: 2d}
usage: {sessions: s.csv}
)";
const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05 09:00,2026-01-05 17:00\n"
    "mary,AutoCAD,2026-01-05 10:00,2026-01-05 10:30\n"
    "mary,AutoCAD,2026-01-06 08:00,2026-01-06 09:00\n"
    "mary,AutoCAD,2026-01-06 12:00:30,2026-01-06 13:00\n"
    "mary,AutoCAD,2026-01-07 09:00,2026-01-07 09:03\n"
    "mary,AutoCAD,2026-01-07 09:04,2026-01-08 10:00\n"
    "bob,Revit,2026-01-09 09:00,2026-01-09 10:00\n";

struct SmallOffice : Workplace {
  SmallOffice() {
    put("s.yaml", scenario);
    put("s.csv", sessions);
  }
};

// Whether the lines stand in the text, one after the other.
bool has_lines(const std::string& text, const std::string& lines) { return contains("\n" + text, "\n" + lines); }

}  // namespace

TEST_CASE("explain tells a user's sessions, visits, holds, charges and refusals, each with its clause") {
  const SmallOffice office;
  const Ran ran = office.shell("drawdown explain s.yaml --user mary");
  CHECK(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK(has_lines(ran.out, R"( mary, AutoCAD
 Mon 2026-01-05 (UTC-05:00)
   09:00     session 1 opens until 17:00 (8h): a visit starts; 7 tokens     2.3
             are held from jan
   09:05     the visit has lasted 5m; charge 1: 7 tokens from jan, dated    2.4
             09:00, paid until Tue 09:00
   10:00     session 2 opens until 10:30 (30m): joins the visit, which      2.1
             goes on until 17:00
 Tue 2026-01-06 (UTC-05:00)
   08:00     session 3 opens until 09:00 (1h): a visit in the window of     2.2
             charge 1, paid until 09:00
   09:00     the window ends while nobody is there                          2.5
   12:00:30  session 4 opens until 13:00 (59m30s): refused, 7 tokens        2.3
             needed and 3 available
 Wed 2026-01-07 (UTC-05:00)
   09:00     session 5 opens until 09:03 (3m): a visit starts; 7 tokens     2.3
             are held from feb
   09:04     session 6 opens until Thu 10:00 (24h56m): refused, 7 tokens    2.3
             needed and 6 available
   09:05     the visit of 09:00 lasted 3m, less than 5m: free, 7 tokens go  2.4
             back to feb

 Total  6 sessions, 3 visits (1 free), 1 charge of 7 tokens; 2 attempts
        refused, 0 cut-offs
)"));
}

TEST_CASE("explain tells a span of time, and where the unit stands when it begins") {
  const SmallOffice office;
  const Ran ran =
      office.shell("drawdown explain s.yaml -u mary --product AutoCAD --from 2026-01-06 --until 2026-01-07");
  CHECK(ran.status == 0);
  CHECK(has_lines(ran.out, R"( mary, AutoCAD
 Tue 2026-01-06 (UTC-05:00)
   00:00     paid until 09:00
   08:00     session 3 opens)"));
  CHECK(contains(ran.out, " Total  2 sessions, 1 visit, 0 charges of 0 tokens; 1 attempt refused, 0\n"));
  const Ran inside =
      office.shell("drawdown explain s.yaml -u mary --from '2026-01-05 12:00' --until 2026-01-05T22:00:00Z");
  CHECK(contains(inside.out, "nothing happened to mary from Mon 2026-01-05 12:00 (UTC-05:00)"));
  CHECK(contains(office.shell("drawdown explain s.yaml -u mary --from '2026-01-05 12:00'").out,
                 "12:00     a visit goes on since 09:00, paid until Tue 09:00"));
  const Ran reversed = office.shell("drawdown explain s.yaml -u mary --from 2026-01-06 --until 2026-01-06");
  CHECK(reversed.status == 2);
  CHECK(contains(reversed.err, "--until is not later than --from"));
  const Ran unreadable = office.shell("drawdown explain s.yaml -u mary --from yesterday");
  CHECK(unreadable.status == 2);
  CHECK(contains(unreadable.err, "--from needs a day such as 2026-01-05 or an instant"));
}

TEST_CASE("a user or product that is not there is status 2, with the nearest; one without sessions is told") {
  const SmallOffice office;
  const Ran user = office.shell("drawdown explain s.yaml --user marry");
  CHECK(user.status == 2);
  CHECK(contains(user.err, "s.csv: there is no user 'marry'; did you mean 'mary'?"));
  const Ran product = office.shell("drawdown explain s.yaml --user mary --product autocad");
  CHECK(product.status == 2);
  CHECK(contains(product.err, "s.yaml: there is no product 'autocad'; did you mean 'AutoCAD'?"));
  const Ran unused = office.shell("drawdown explain s.yaml --user mary --product Revit");
  CHECK(unused.status == 0);
  CHECK(contains(unused.out, "nothing happened to mary on Revit from Mon 2026-01-05 00:00"));
  const Ran listed = office.shell("drawdown explain s.yaml --user zoe");
  CHECK(listed.status == 0);
  CHECK(contains(listed.out, "nothing happened to zoe from"));
  CHECK(office.shell("drawdown explain s.yaml --user zoe --json").out == "[]\n");
}

TEST_CASE("explain tells what led to a charge, and what the pool had") {
  const SmallOffice office;
  const Ran ran = office.shell("drawdown explain s.yaml --charge 1");
  CHECK(ran.status == 0);
  CHECK(has_lines(ran.out, R"( Charge 1   7 tokens from jan, at a visit's start, Mon 2026-01-05 09:00
            (UTC-05:00)
 Who        mary, AutoCAD
 Why        a visit starts, and none of its unit was charged before (clause
            2.3); it lasted no less than 5m (clause 2.4)
 Visit      09:00 to 17:00 (8h), 2 sessions
 Window     09:00 to Tue 09:00 (24h)
 Rate       7 tokens
 Pool       10 tokens available; drawn soonest expiry first (clause 3):
              feb: not before 2026-01-07
              jan: 10 of 10 left, expires 2027-01-05; pays 7

 Mon 2026-01-05 (UTC-05:00)
   09:00  session 1 opens until 17:00 (8h): a visit starts; 7 tokens are    2.3
)"));
  office.put("late.csv", "user,product,open,close\nmary,AutoCAD,2026-01-05 23:58,2026-01-06 00:10\n");
  CHECK(contains(office.shell("drawdown explain s.yaml --charge 1 --set usage.sessions=late.csv").out,
                 " Visit      23:58 to Tue 00:10 (12m), 1 session\n"));  // settled on Tuesday, dated Monday
  const Ran renewal = office.shell("drawdown explain s.yaml --charge 2 --set pool.tranches[1].tokens=100");
  CHECK(contains(renewal.out, " Why        a visit starts, and the last window, that of charge 1, ended Tue\n"));
  CHECK(contains(office
                     .shell("drawdown explain s.yaml --charge 4 --set pool.tranches[1].tokens=100 "
                            "--set rules.window.length=6h --set rules.consume=newest")
                     .out,
                 " Why        the window of charge 3 ended 21:04 while the visit went on"));
}

TEST_CASE("explain tells what was lacking when a session was refused or a visit cut off, and what it lost") {
  const SmallOffice office;
  const Ran ran = office.shell("drawdown explain s.yaml --denial 2");
  CHECK(ran.status == 0);
  CHECK(has_lines(ran.out, R"( Denial 2   7 tokens needed and 6 available, refused, Wed 2026-01-07 09:04
            (UTC-05:00)
 Who        mary, AutoCAD
 Why        a visit starts, and the last window, that of charge 1, ended Tue
            09:00 (clause 2.3)
 Session    session 6, 09:04 to Thu 10:00 (24h56m)
 Lost       24h56m: it was not let in
 Rate       7 tokens
 Pool       6 tokens available; drawn soonest expiry first (clause 3):
              feb: 3 of 10 left and 7 held, expires 2026-01-09
              jan: 3 of 10 left, expires 2027-01-05
)"));
  const Ran retry = office.shell("drawdown explain s.yaml --denial 2 --set rules.when_empty={retry:\\ 1h}");
  CHECK(contains(retry.out, "Lost       1h: it was let in when it tried again at 10:04"));
  const Ran cut_off = office.shell("drawdown explain s.yaml --denial 1 --set rules.window.length=6h");
  CHECK(contains(cut_off.out, "a visit cut off"));
  CHECK(contains(cut_off.out, "Lost       2h: the visit would go on until 17:00"));
  CHECK(contains(office.shell("drawdown explain s.yaml --denial 3").out, "feb: expired 2026-01-09"));
}

TEST_CASE("explain tells what happens under a variant") {
  const SmallOffice office;
  office.put("v.yaml", "variants:\n  no grace: {rules.grace: 0s}\n");
  const Ran ran = office.shell("drawdown explain s.yaml -u mary --variants v.yaml --variant 'no grace'");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, " Small (no grace) "));
  CHECK(contains(ran.out, "session 1 opens until 17:00 (8h): a visit starts; charge 1: 7"));
  const Ran varied = office.shell("drawdown explain s.yaml -u mary --vary 'rules.grace=[0s, 1m]' --variant grace=1m");
  CHECK(contains(varied.out, "the visit has lasted 1m; charge 1"));
  const Ran unknown = office.shell("drawdown explain s.yaml -u mary --variants v.yaml --variant nograce");
  CHECK(unknown.status == 2);
  CHECK(contains(unknown.err, "there is no variant 'nograce'; did you mean 'no grace'?"));
  CHECK(contains(office.shell("drawdown explain s.yaml -u mary --variants v.yaml").err, "--variants goes with"));
  CHECK(office.shell("drawdown explain s.yaml -u mary --library --variant Flex").status == 0);
}

TEST_CASE("explain needs one question, and rows that are there") {
  const SmallOffice office;
  for (const char* wrong : {"", "--user mary --charge 1", "--charge 1 --denial 1", "--charge 1 --product AutoCAD",
                            "--denial 1 --from 2026-01-06", "--charge one", "--charge 0", "--charge 2", "--denial 4",
                            "--charge -1", "--charge 99999999999999999999"}) {
    CAPTURE(wrong);
    const Ran ran = office.shell(std::string("drawdown explain s.yaml ") + wrong);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(contains(ran.err, "drawdown: "));
  }
  CHECK(contains(office.shell("drawdown explain s.yaml --charge 2").err, "charges.csv has the rows 1 to 1"));
  CHECK(contains(office.shell("drawdown explain s.yaml --denial 1 --set rules.when_empty=overdraft").err,
                 "denials.csv has no rows"));
}

// tests/golden/explain: if they change on purpose, look at the difference, and run with DRAWDOWN_UPDATE_GOLDEN=1.
TEST_CASE("the published examples are explained as they were") {
  const Workplace place;
  for (const auto& [example, user] : std::vector<std::pair<std::string, std::string>>{{"1-two-days", "priscilla"},
                                                                                      {"2-another-version", "maria"},
                                                                                      {"4-five-minutes", "anna"},
                                                                                      {"5-not-enough", "carl"},
                                                                                      {"8-midnight-rolling", "wei"},
                                                                                      {"8-midnight-calendar", "wei"}}) {
    const std::string name = example;
    CAPTURE(name);
    const Ran ran =
        place.shell("drawdown explain '" DRAWDOWN_SOURCE_DIR "/scenarios/examples/" + name + ".yaml' -u " + user);
    CHECK(ran.status == 0);
    const std::filesystem::path golden = DRAWDOWN_SOURCE_DIR "/tests/golden/explain/" + name + ".txt";
    if (std::getenv("DRAWDOWN_UPDATE_GOLDEN") != nullptr) {
      tests::write_text(golden, ran.out);
    }
    CHECK(ran.out == tests::read_text(golden));
  }
}

TEST_CASE("explain as JSON has the keys that the manual lists, and every reference") {
  const SmallOffice office;
  const auto events = nlohmann::ordered_json::parse(office.shell("drawdown explain s.yaml -u mary --json").out);
  REQUIRE(events.size() == 9);
  std::vector<std::string> keys;
  for (const auto& [key, value] : events[0].items()) {
    keys.push_back(key);
  }
  std::vector<std::string> listed;
  const std::string page = manual();
  const std::string section = page.substr(page.find("### drawdown explain --json"));
  for (const std::string& line : lines_of(section.substr(0, section.find("\n##", 5)))) {
    const std::string cell = line.starts_with("| `") ? line.substr(0, line.find(" |", 2)) : "";
    for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at + 1)) {
      const std::size_t end = cell.find('`', at + 1);
      listed.push_back(cell.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  CHECK(keys == listed);
  CHECK(events[1].at("event") == "hold_charged");
  CHECK(events[1].at("clause") == "2.4");
  CHECK(events[1].at("charge") == 1);
  CHECK(events[1].at("tranches") == "jan:7");
  CHECK(events[1].at("window_until") == "2026-01-06T14:00:00Z");
  CHECK(events[5].at("denial") == 1);
  CHECK(events[5].at("available") == 3);
  CHECK(events[5].at("session") == 4);
  const auto denial = nlohmann::json::parse(office.shell("drawdown explain s.yaml --denial 2 --json").out);
  CHECK(denial.at("events").back().at("denial") == 2);
  CHECK(denial.at("pool").at(0).at("tranche") == "feb");
  CHECK(denial.at("pool").at(0).at("held") == 7);
}

TEST_CASE("explain tells the active spells of a session, and those that are refused with it") {
  const SmallOffice office;
  office.put("idle.csv", "user,product,from,to\nmary,AutoCAD,2026-01-05 11:00,2026-01-05 16:00\n");
  const std::string idle = "drawdown explain s.yaml --set usage.idle=idle.csv --set rules.idle=15m ";
  const Ran ran = office.shell(idle + "-u mary --until 2026-01-06");
  CHECK(ran.status == 0);
  CHECK(contains(ran.out, "session 1 opens, active until 11:15 (2h15m): a visit starts"));
  CHECK(contains(ran.out, "session 1 is active again until 17:00 (1h): a visit in"));
  CHECK(contains(ran.out, " Total  2 sessions, 2 visits, 1 charge of 7 tokens"));
  const Ran refused = office.shell(idle + "-u mary --until 2026-01-06 --set pool.tranches[0].tokens=6");
  CHECK(contains(refused.out, "session 1 is active again until 17:00 (1h): not let in,"));
  CHECK(contains(refused.out, " was refused 09:00"));
  CHECK(contains(refused.out, "2 attempts refused"));
}

TEST_CASE("explain is as wide as the terminal, and names from files cannot drive it") {
  const SmallOffice office;
  office.put("s.csv", sessions + "ma\x1b[2Jry,AutoCAD,2026-01-20 09:00,2026-01-20 17:00\n");
  const Ran hidden = office.shell("drawdown explain s.yaml -u \"$(printf 'ma\\033[2Jry')\"");
  CHECK(hidden.status == 0);
  CHECK(contains(hidden.out, " ma [2Jry, AutoCAD\n"));
  CHECK_FALSE(contains(hidden.out, "\x1b"));
  for (const int width : {50, 80, 120}) {
    for (const std::string& line :
         lines_of(office.terminal("NO_COLOR=1 drawdown explain s.yaml -u mary", width, 40).out)) {
      CHECK(line.size() <= static_cast<std::size_t>(width));
    }
  }
  CHECK(office.shell("drawdown explain s.yaml -u mary").out ==
        office.terminal("NO_COLOR=1 LC_ALL=C drawdown explain s.yaml -u mary", 80, 40).out);
}
