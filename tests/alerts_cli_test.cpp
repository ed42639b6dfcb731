// Alerts as users of the program meet them: files, the screen, and what check says of them.
#include <doctest/doctest.h>

#include <string>

#include "tests/icalendar_reader.h"
#include "tests/program.h"

using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Ran;
using drawdown::tests::read_icalendar;
using drawdown::tests::Workplace;

namespace {

// Lines: 7 pool, 10 alerts.
const std::string scenario = R"(name: Small
time_zone: UTC
from: 2026-01-01
until: 2026-02-01
rules: flex
rates: {AutoCAD: 7}
pool:
  lifetime: 60d
  tranches: [{id: jan, bought: 2026-01-01, tokens: 100, unit_price: 2}]
alerts:
  - {name: low, when: share_left, below: 90}
  - {name: surplus, when: write_off, more_than: 50, trailing: 10}
usage: {sessions: s.csv}
)";
const std::string sessions =
    "user,product,open,close\n"
    "mary,AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n"
    "mary,AutoCAD,2026-01-07T09:00:00Z,2026-01-07T10:00:00Z\n";

struct Office : Workplace {
  Office() {
    put("s.yaml", scenario);
    put("s.csv", sessions);
  }
  [[nodiscard]] std::string checked(const std::string& set) const {
    return shell("drawdown check s.yaml --set '" + set + "'").out;
  }
};

}  // namespace

TEST_CASE("a run with alerts shows them, and writes alerts.csv and alerts.ics") {
  const Office office;
  const Ran ran = office.shell("drawdown run s.yaml -o out");
  CHECK(ran.status == 0);
  // At the end of the 15th 86 tokens are left, 7 went in the last ten days, and 45 are left to the expiry.
  CHECK(contains(ran.out, "\n Alerts    2026-01-07 low: 86 of 100 tokens left\n"));
  CHECK(contains(ran.out, "           2026-01-15 surplus (jan): 54.5 of 100 tokens will be left on 2026...\n"));
  for (const std::string& line : lines_of(ran.out)) {
    CHECK(line.size() <= 80);
  }
  CHECK(office.text("out/alerts.csv") ==
        "date,until,alert,when,team,tranche,user,product,value,threshold,words\n"
        "2026-01-07,,low,share_left,,,,,86,90,86 of 100 tokens left\n"
        "2026-01-15,,surplus,write_off,,jan,,,54.5,50,\"54.5 of 100 tokens will be left on 2026-03-02, at 0.7 tokens a "
        "day, the average of 10 days; worth 109 USD\"\n");
  const auto events = read_icalendar(office.text("out/alerts.ics"));
  REQUIRE(events.size() == 3);
  CHECK(events[0].at("SUMMARY") == "Tokens arrive: 100 tokens");
  CHECK(events[1].at("SUMMARY") == "Decide on a purchase of tokens");
  CHECK(events[1].at("DTSTART") == "20260131");  // 30 days before it expires
  CHECK(events[2].at("SUMMARY") == "Tokens expire: 86 of jan");
  CHECK(events[2].at("DTSTART") == "20260302");
  CHECK(events[2].at("DTSTAMP") == "20260201T000000Z");
}

TEST_CASE(
    "without alerts their files are left out, also those of an earlier run, and reminders alone make the calendar") {
  const Office office;
  CHECK(office.shell("drawdown run s.yaml -o out -q").status == 0);
  CHECK(office.has("out/alerts.ics"));
  CHECK(office.shell("drawdown run s.yaml -o out -q --set 'alerts=[]'").status == 0);
  CHECK_FALSE(office.has("out/alerts.csv"));
  CHECK_FALSE(office.has("out/alerts.ics"));
  CHECK(office.shell("drawdown run s.yaml -o out -q --set 'alerts=[]' --set reminders.lead_time=5").status == 0);
  CHECK_FALSE(office.has("out/alerts.csv"));
  CHECK(office.has("out/alerts.ics"));
  CHECK_FALSE(contains(office.shell("drawdown run s.yaml --set 'alerts=[]'").out, "Alerts"));
}

TEST_CASE("alerts that are never told leave a header, and a calendar without events is left out") {
  const Office office;
  const Ran ran = office.shell(
      "drawdown run s.yaml -o out --set pool.tranches[0].bought=2025-12-01 --set pool.tranches[0].expires=2026-01-08 "
      "--set pool.tranches[0].remaining=14 --set reminders.trailing=60 --set 'alerts=[{name: a, when: expiring, left: "
      "90, days: 5}]'");
  CHECK(contains(ran.out, " Alerts    none\n"));
  CHECK(office.text("out/alerts.csv") == "date,until,alert,when,team,tranche,user,product,value,threshold,words\n");
  CHECK_FALSE(office.has("out/alerts.ics"));
}

TEST_CASE("of many alerts the first are shown") {
  const Office office;
  std::string rows = "user,product,open,close\n";
  for (char c = 'a'; c < 'h'; ++c) {
    rows += std::string(1, c) + ",AutoCAD,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z\n";
  }
  office.put("s.csv", rows);
  const Ran ran = office.shell(
      "drawdown run s.yaml --set subscription_prices='{AutoCAD: 13}' --set 'alerts=[{name: seat, when: "
      "dearer_than_subscription}]'");
  CHECK(contains(ran.out, " Alerts    2026-01-05 seat (a): 14 USD for AutoCAD since 2026-01-01; a year'...\n"));
  CHECK(contains(ran.out, "           2026-01-05 seat (d): "));
  CHECK(contains(ran.out, "           3 more in alerts.csv\n"));
}

TEST_CASE("check finds alerts of teams that nobody knows, and alerts that can never be told") {
  const Office office;
  CHECK_FALSE(contains(office.shell("drawdown check s.yaml").out, "DD30"));
  const auto of_alert = [&](const std::string& keys) { return office.checked("alerts=[{name: a, " + keys + "}]"); };
  CHECK(contains(of_alert("team: UK, when: share_left, below: 9"),
                 "warning DD301: no tokens and no sessions of team 'UK'"));
  CHECK_FALSE(contains(of_alert("team: '', when: share_left, below: 9"), "DD30"));
  const auto never = [&](const std::string& keys) {
    const std::string out = of_alert(keys);
    const std::size_t at = out.find("DD302: alert 'a' is never told: ");
    return at == std::string::npos ? "may be told" : out.substr(at + 32, out.find('\n', at) - at - 32);
  };
  CHECK(never("when: write_off, more_than: 5, trailing: 31") == "may be told");
  CHECK(never("when: write_off, more_than: 5, trailing: 32") ==
        "its rate is the average of 32 days, and 31 are simulated");
  CHECK(never("when: write_off, more_than: 100") == "no tranche brings more than 100 tokens");
  CHECK(never("when: write_off, more_than: 99.9") == "may be told");
  CHECK(never("when: empty_before, day: 2026-01-11, trailing: 10") ==
        "nothing is projected before the end of 2026-01-10, and 2026-01-11 is no later than the day after it");
  CHECK(never("when: empty_before, day: 2026-01-12, trailing: 10") == "may be told");
  CHECK(never("when: share_left, below: 5, days_left: 59") == "no tranche has more than 59 days to its expiry");
  CHECK(never("when: share_left, below: 5, days_left: 58") == "may be told");
  CHECK(never("when: expiring, left: 5, days: 29") == "no tranche comes within 29 days of its expiry");
  CHECK(never("when: expiring, left: 5, days: 30") == "may be told");
  CHECK(never("when: expiring, left: 100, days: 30") == "no tranche brings more than 100 tokens");
  CHECK(never("when: expiring, left_share: 100, days: 30") == "no tranche has more than all of what it brought");
}

TEST_CASE("check finds alerts of subscriptions that nothing is charged for") {
  const Office office;
  const auto checked = [&](const std::string& more) {
    return office
        .shell(
            "drawdown check s.yaml --set rates='{AutoCAD: 7, Revit: 10}' --set 'alerts=[{name: a, when: "
            "dearer_than_subscription, product: Revit}]' " +
            more)
        .out;
  };
  CHECK(contains(checked("--set subscription_prices='{Revit: 5}'"),
                 "nothing is charged for its products while they have a subscription price"));
  CHECK_FALSE(
      contains(office
                   .shell("drawdown check s.yaml --set subscription_prices='{AutoCAD: 5}' --set 'alerts=[{name: a, "
                          "when: dearer_than_subscription}]'")
                   .out,
               "DD30"));
  office.put("s.yaml",
             scenario.substr(0, scenario.find(", unit_price")) + scenario.substr(scenario.find("}]\nalerts")));
  CHECK(contains(checked("--set subscription_prices='{Revit: 5}'"),
                 "no tranche has a unit price, so tokens cost nothing"));
}

TEST_CASE("a bad alert ends the run with its place") {
  const Office office;
  office.put("s.yaml", scenario + "reminders: {lead_tme: 5}\n");
  const Ran ran = office.shell("drawdown run s.yaml");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "s.yaml:14:13: reminders: unknown key 'lead_tme'; did you mean 'lead_time'?"));
}
