#include "engine/ensemble/server_zones.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/ensemble/server_zones_tables.h"
#include "engine/report/csv.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

using namespace drawdown;

namespace {

struct Study {
  Scenario scenario;
  Trace trace;
  ServerZones zones;

  // The smallest of scenarios, with users in New York and Singapore, and these sessions of AutoCAD.
  Study(const std::string& rules, const std::string& sessions, const std::vector<std::string>& further = {}) {
    const std::string yaml =
        "time_zone: America/New_York\nfrom: 2026-01-05\nuntil: 2026-01-12\nrates: {AutoCAD: 7}\n"
        "users: [{id: ned, time_zone: America/New_York}, {id: wei, time_zone: Asia/Singapore}]\n"
        "pool: {lifetime: 365d, tranches: [{bought: 2026-01-05, tokens: 1000, unit_price: 2}]}\n"
        "usage: {sessions: s.csv}\nrules: " +
        rules + "\n";
    scenario = load_scenario_text(yaml, "a.yaml", "");
    trace = read_trace_text(session_request(scenario), "user,product,open,close\n" + sessions).trace;
    std::vector<Zone> list;
    for (const std::string& name : further) {
      list.push_back(*Zone::find(name));
    }
    zones = server_zones(scenario, trace, list, {.threads = 2});
  }
};

}  // namespace

TEST_CASE("the published case: by New York's clock Singapore and Seoul pay for days that nobody works") {
  const Scenario scenario = load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/examples/10-server-zone.yaml");
  const ServerZones study = server_zones(scenario, read_sessions(scenario).trace, {});
  CHECK(to_csv(zone_table(study)) ==
        "zone,present,charges,renewals,denied_sessions,cut_offs,tokens,tokens_difference,cost,cost_difference,"
        "extra_tokens\n"
        "America/New_York,yes,31,12,0,0,186,0,558,0,42\n"
        "Asia/Singapore,no,25,5,0,0,150,-36,450,-108,6\n"
        "Asia/Seoul,no,25,5,0,0,150,-36,450,-108,6\n");
  CHECK(to_csv(office_table(study)) ==
        "zone,office,users,sessions,straddling,straddling_percent,tokens,renewed_tokens,extra_tokens\n"
        "America/New_York,America/New_York,1,5,0,0,30,0,0\n"
        "America/New_York,Asia/Singapore,3,12,12,100,96,72,24\n"
        "America/New_York,Asia/Seoul,2,14,0,0,60,0,18\n"
        "Asia/Singapore,America/New_York,1,5,5,100,36,30,6\n"
        "Asia/Singapore,Asia/Singapore,3,12,0,0,72,0,0\n"
        "Asia/Singapore,Asia/Seoul,2,14,0,0,42,0,0\n"
        "Asia/Seoul,America/New_York,1,5,5,100,36,30,6\n"
        "Asia/Seoul,Asia/Singapore,3,12,0,0,72,0,0\n"
        "Asia/Seoul,Asia/Seoul,2,14,0,0,42,0,0\n");
  CHECK(study.own_clocks == Tokens::whole(144));
}

TEST_CASE("a session straddles if the boundary is after its open and before its close, and counts from the grace on") {
  // Midnight in New York is 05:00 in UTC.
  const Study study("{preset: token-flex, grace: 5m}",
                    "ned,AutoCAD,2026-01-06T04:00:00Z,2026-01-06T05:00:00Z\n"
                    "ned,AutoCAD,2026-01-07T05:00:00Z,2026-01-07T06:00:00Z\n"
                    "ned,AutoCAD,2026-01-08T04:58:00Z,2026-01-08T05:02:59Z\n"
                    "ned,AutoCAD,2026-01-09T04:58:00Z,2026-01-09T05:03:00Z\n"
                    "ned,AutoCAD,2026-01-11T05:00:01Z,2026-02-01T05:00:00Z\n");
  CHECK(study.zones.offices.size() == 1);
  CHECK(study.zones.offices[0].users == 1);
  CHECK(study.zones.offices[0].sessions == 4);
  CHECK(study.zones.bills[0].offices[0].straddling == 1);  // what ends with the horizon is not charged again
}

TEST_CASE(
    "further zones are tried once each, weeks and months are boundaries too, and a named clock is the present one") {
  const std::string work = "wei,AutoCAD,2026-01-05T10:00:00Z,2026-01-11T20:00:00Z\n";
  const Study week("{preset: token-flex, window: {period: week, zone: Asia/Tokyo}}", work,
                   {"Europe/London", "Asia/Tokyo", "Asia/Singapore", "Europe/London"});
  REQUIRE(week.zones.bills.size() == 3);
  CHECK(week.zones.bills[0].zone.name() == "Asia/Tokyo");
  CHECK(week.zones.bills[1].zone.name() == "Asia/Singapore");
  CHECK(week.zones.bills[2].zone.name() == "Europe/London");
  CHECK(week.zones.bills[0].offices[0].straddling == 1);  // Monday in Tokyo begins at 15:00 in UTC on Sunday
  CHECK(week.zones.bills[2].offices[0].straddling == 0);
  CHECK(week.zones.bills[0].tokens == Tokens::whole(14));
  CHECK(week.zones.bills[2].tokens == Tokens::whole(7));
  CHECK(week.zones.bills[2].extra == Tokens::whole(-7));  // by Singapore's own clock the week ends at 16:00
}

TEST_CASE("users without a zone are at home where the server is, and offices without users are none") {
  const Study study("token-flex", "bob,AutoCAD,2026-01-06T10:00:00Z,2026-01-06T11:00:00Z\n");
  REQUIRE(study.zones.offices.size() == 1);
  CHECK(study.zones.offices[0].zone.name() == "America/New_York");
  CHECK(study.zones.bills.size() == 1);
  CHECK(study.zones.bills[0].cost == Money::whole(14));
}

TEST_CASE("one clock for all is a calendar window by the server or a named zone") {
  Rules rules = token_flex();
  CHECK(has_one_clock(rules));
  std::get<CalendarWindow>(rules.window).clock = CalendarWindow::Clock::user;
  CHECK_FALSE(has_one_clock(rules));
  CHECK_FALSE(has_one_clock(flex()));
}
