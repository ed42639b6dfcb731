#include "engine/demand/bootstrap.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/demand/head_count.h"
#include "tests/past_world.h"

using namespace drawdown;
using drawdown::tests::PastWorld;

namespace {

// Seconds since the week's Monday by New York's clock, length, user, product.
using Told = std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::string>>;

Told week_of(const SessionLog& log, const Zone& zone, Day monday) {
  Told told;
  const Trace& trace = log.trace;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Instant open{trace.open[i]};
    if (const Day day = zone.day_at(open); day >= monday && day < monday + 7) {
      const std::int64_t local = open.seconds + zone.offset_at(open) - std::int64_t{monday.number} * 86'400;
      const ChargeUnit& unit = trace.units[trace.unit[i]];
      told.emplace_back(local, trace.close[i] - trace.open[i], trace.users[unit.user],
                        log.products[unit.product.value].name);
    }
  }
  std::sort(told.begin(), told.end());
  return told;
}

std::set<std::string> users_of(const SessionLog& log) {
  std::set<std::string> users;
  for (const std::uint32_t unit : log.trace.unit) {
    users.insert(log.trace.users[log.trace.units[unit].user]);
  }
  return users;
}

Told of_user(const SessionLog& log, const std::string& user) {
  Told told;
  for (std::size_t i = 0; i < log.trace.size(); ++i) {
    const ChargeUnit& unit = log.trace.units[log.trace.unit[i]];
    if (log.trace.users[unit.user] == user) {
      told.emplace_back(log.trace.open[i], log.trace.close[i], user, log.products[unit.product.value].name);
    }
  }
  return told;
}

}  // namespace

TEST_CASE("every week of the horizon is a week of the past, whole, moved by whole days on New York's clock") {
  const PastWorld world(PastWorld::weeks_told_apart(104));
  const Scenario scenario = world.scenario("history: {sessions: log.csv, weeks_around: 2}");
  const SessionLog past = read_history(scenario, *scenario.demand->history);
  const Bootstrap bootstrap(scenario, *scenario.demand->history, past);
  CHECK(bootstrap.weeks().size() == 104);
  std::set<std::int32_t> drawn;
  for (std::uint64_t replication = 1; replication <= 3; ++replication) {
    const SessionLog log = bootstrap.log(Seed{5}, replication);
    for (Day monday = scenario.from; monday < scenario.until; monday = monday + 7) {
      const Day source = bootstrap.week_for(Seed{5}, replication, monday);
      drawn.insert(source.number);
      const Told now = week_of(log, scenario.server(), monday);
      CHECK(now.size() == 13);
      CHECK(now == week_of(past, scenario.server(), source));
    }
  }
  CHECK(drawn.size() > 60);  // of 104, in 156 draws
}

TEST_CASE("a week is drawn from the same season, round the year's end, and a short log has no seasons") {
  std::vector<Day> weeks;
  for (Day monday = *parse_day("2024-01-01"); monday < *parse_day("2026-01-05"); monday = monday + 7) {
    weeks.push_back(monday);
  }
  const auto told = [&](const char* of, std::int32_t around) {
    std::string text;
    for (const Day day : weeks_of_season(weeks, *parse_day(of), around)) {
      text += format(day) + " ";
    }
    return text;
  };
  CHECK(told("2026-06-01", 0) == "2024-06-03 2025-06-02 ");
  CHECK(told("2026-06-01", 1) == "2024-05-27 2024-06-03 2024-06-10 2025-05-26 2025-06-02 2025-06-09 ");
  // The Thursdays of the first weeks of 2026 and of the last of earlier years are near each other.
  CHECK(told("2026-01-05", 1) == "2024-01-01 2024-01-08 2024-01-15 2024-12-30 2025-01-06 2025-01-13 2025-12-29 ");
  weeks.resize(51);
  CHECK(weeks_of_season(weeks, *parse_day("2026-06-01"), 0) == weeks);
}

TEST_CASE("if no week of the season is there, the nearest stands in for it") {
  std::vector<Day> weeks;
  for (Day monday = *parse_day("2024-01-01"); weeks.size() < 52; monday = monday + 7) {
    if (monday < *parse_day("2024-03-01") || monday > *parse_day("2024-06-01")) {
      weeks.push_back(monday);
    }
  }
  CHECK(weeks_of_season(weeks, *parse_day("2026-04-06"), 1) == std::vector{*parse_day("2025-03-24")});
}

TEST_CASE("only whole weeks are drawn from") {
  // From Tuesday 2 January to Thursday 18 January: one whole week, and one whose end nobody knows.
  const std::string log =
      "ann,A,2024-01-02T09:00:00,2024-01-02T10:00:00\n"
      "ann,A,2024-01-08T09:00:00,2024-01-08T10:00:00\n"
      "ann,A,2024-01-18T09:00:00,2024-01-18T10:00:00\n";
  const PastWorld world(log);
  const auto weeks = [&](const std::string& more) {
    const Scenario scenario = world.scenario("history: {sessions: log.csv" + more + "}");
    std::string text;
    const Bootstrap bootstrap = PastWorld::bootstrap(scenario);
    for (const Day day : bootstrap.weeks()) {
      text += format(day) + " ";
    }
    return text;
  };
  CHECK(weeks("") == "2024-01-08 ");
  CHECK(weeks(", from: 2024-01-01") == "2024-01-01 2024-01-08 ");
  CHECK(weeks(", until: 2024-01-22") == "2024-01-08 2024-01-15 ");
  CHECK(weeks(", from: 2024-01-09, until: 2024-01-22") == "2024-01-15 ");
  CHECK_THROWS_WITH_AS((void)weeks(", from: 2024-01-02, until: 2024-01-08"), doctest::Contains("has no whole week"),
                       InputError);
}

TEST_CASE("a session keeps its hour on its user's clock, whatever clocks have done, and its length") {
  // The week of 1 July stands in for all: London is an hour ahead of UTC then, and not in January; between 8 and 29
  // March New York's clocks have changed, and London's have not.
  const PastWorld world(
      "lily,A,2024-07-03T08:00:00Z,2024-07-03T12:30:00Z\nmary,A,2024-07-03T13:00:00Z,2024-07-04T02:00:00Z\n");
  const Scenario scenario = world.scenario("history: {sessions: log.csv, from: 2024-07-01, until: 2024-07-08}",
                                           "users: [{id: lily, time_zone: Europe/London}]\n");
  const SessionLog log = PastWorld::bootstrap(scenario).log(Seed{1}, 1);
  const auto opened = [&](const std::string& user, std::size_t week) {
    const auto [open, close, name, product] = of_user(log, user)[week];
    CHECK(close - open == (user == "lily" ? 16'200 : 46'800));
    return format_utc(Instant{open});
  };
  CHECK(opened("lily", 0) == "2026-01-07T09:00:00Z");
  CHECK(opened("mary", 0) == "2026-01-07T14:00:00Z");
  CHECK(opened("lily", 9) == "2026-03-11T09:00:00Z");
  CHECK(opened("mary", 9) == "2026-03-11T13:00:00Z");
  CHECK(opened("lily", 26) == "2026-07-08T08:00:00Z");
}

TEST_CASE("a session without a close lasts to the end of the log's last day") {
  const PastWorld world("ann,A,2024-01-05T09:00:00,\nann,B,2024-01-06T09:00:00,2024-01-06T10:00:00\n");
  const Scenario scenario = world.scenario("history: {sessions: log.csv, from: 2024-01-01}");
  const Told told = of_user(PastWorld::bootstrap(scenario).log(Seed{1}, 1), "ann");
  CHECK(std::get<1>(told[0]) - std::get<0>(told[0]) == 39 * 3600);
}

TEST_CASE("a larger head count makes copies that do what their users do, and belong where they belong") {
  const PastWorld world(PastWorld::weeks_told_apart(60));
  const std::string users = "users: [{id: ann, time_zone: Europe/London, team: UK}]\n";
  const Scenario plain = world.scenario("history: {sessions: log.csv}", users);
  const Scenario more = world.scenario("history: {sessions: log.csv, users: 11}", users);
  const SessionLog as_logged = PastWorld::bootstrap(plain).log(Seed{5}, 2);
  const SessionLog grown = PastWorld::bootstrap(more).log(Seed{5}, 2);
  const std::set<std::string> names = users_of(grown);
  CHECK(names.size() == 11);  // of four: everybody twice, three of them three times
  CHECK(names.count("ann~2") == 1);
  CHECK(names.count("ann~4") == 0);
  for (const char* user : {"ann", "bob", "cid", "dan"}) {
    CHECK(of_user(grown, user) == of_user(as_logged, user));  // nobody is changed by others who are added
    CHECK(of_user(grown, std::string(user) + "~2").size() == of_user(as_logged, user).size());
  }
  const Trace trace = trace_of(grown, more);
  const UserId copy = *trace.users.find("ann~2");
  CHECK(trace.user_zones[copy.value] == trace.user_zones[trace.users.find("ann")->value]);
  for (const ChargeUnit& unit : trace.units) {
    CHECK((trace.teams[unit.team] == "UK") == trace.users[unit.user].starts_with("ann"));
  }
}

TEST_CASE("a smaller head count draws some, and a smaller one yet some of these") {
  std::string log;
  for (int user = 0; user < 40; ++user) {
    log += fmt::format("u{},A,2024-01-0{}T09:00:00,2024-01-0{}T10:00:00\n", user, 1 + user % 5, 1 + user % 5);
  }
  const PastWorld world(log);
  std::set<std::string> before = {};
  std::map<std::string, int> often;
  for (const int heads : {5, 10, 30, 40, 55}) {
    const Scenario scenario = world.scenario(fmt::format("history: {{sessions: log.csv, users: {}}}", heads));
    const std::set<std::string> now = users_of(PastWorld::bootstrap(scenario).log(Seed{5}, 1));
    CHECK(now.size() == static_cast<std::size_t>(heads));
    CHECK(std::includes(now.begin(), now.end(), before.begin(), before.end()));
    before = now;
  }
  const Scenario ten = world.scenario("history: {sessions: log.csv, users: 10}");
  const Bootstrap bootstrap = PastWorld::bootstrap(ten);
  for (std::uint64_t replication = 1; replication <= 200; ++replication) {
    for (const std::string& user : users_of(bootstrap.log(Seed{5}, replication))) {
      ++often[user];
    }
  }
  CHECK(often.size() == 40);
  for (const auto& [user, times] : often) {
    CHECK(times > 25);  // of 200, 50 are expected: a standard deviation is six
    CHECK(times < 75);
  }
}

TEST_CASE("copies are called so that nobody is taken for another") {
  const CopyNames plain({"mary", "john"});
  CHECK(plain("mary", 1, 1) == "mary");
  CHECK(plain("mary", 3, 1) == "mary~3");
  CHECK(plain("mary", 1, 2) == "mary+2");
  CHECK(plain("mary", 2, 2) == "mary~2+2");
  const CopyNames taken({"mary", "mary~2", "a+b@c"});
  CHECK(taken("mary", 2, 1) == "mary~~2");
  CHECK(taken("mary~2", 2, 2) == "mary~2~~2++2");
}

TEST_CASE("a trend multiplies whole days of users by so much a year, and less than none of it is left over") {
  std::string log;
  for (int user = 0; user < 200; ++user) {
    for (int day = 1; day <= 5; ++day) {
      const std::string date = fmt::format("2024-01-0{}", day);
      log += fmt::format("u{},A,{}T09:00:00,{}T10:00:00\nu{},B,{}T11:00:00,{}T12:00:00\n", user, date, date, user, date,
                         date);
    }
  }
  const PastWorld world(log);
  const auto drawn = [&](const std::string& trend) {
    const Scenario scenario = world.scenario("history: {sessions: log.csv, trend: " + trend + "}");
    return PastWorld::bootstrap(scenario).log(Seed{5}, 1);
  };
  const SessionLog plain = drawn("0");
  CHECK(plain.trace.size() == 52 * 2000);
  // From 2.01 to 2.99 years later: on average 1.1^2.5, and 0.8^2.5.
  const SessionLog more = drawn("10");
  const SessionLog fewer = drawn("-20");
  CHECK(static_cast<double>(more.trace.size()) / 104'000 == doctest::Approx(1.2696).epsilon(0.005));
  CHECK(static_cast<double>(fewer.trace.size()) / 104'000 == doctest::Approx(0.5735).epsilon(0.01));
  for (const SessionLog& log_drawn : {more, fewer}) {
    std::map<std::pair<std::string, std::int32_t>, std::set<std::uint32_t>> products;
    for (std::size_t i = 0; i < log_drawn.trace.size(); ++i) {
      const ChargeUnit& unit = log_drawn.trace.units[log_drawn.trace.unit[i]];
      products[{log_drawn.trace.users[unit.user], static_cast<std::int32_t>(log_drawn.trace.open[i] / 86'400)}].insert(
          unit.product.value);
    }
    CHECK(std::all_of(products.begin(), products.end(), [](const auto& day) { return day.second.size() == 2; }));
  }
  // What a smaller trend keeps, a larger one keeps too.
  for (const char* user : {"u7", "u150"}) {
    const Told few = of_user(fewer, user);
    const Told all = of_user(drawn("-10"), user);
    CHECK(std::includes(all.begin(), all.end(), few.begin(), few.end()));
  }
}

TEST_CASE("a trend that makes more than a hundred of one is refused") {
  const PastWorld world(
      "ann,A,1990-01-01T09:00:00Z,1990-01-01T10:00:00Z\nann,A,1990-01-05T09:00:00Z,1990-01-05T10:00:00Z\n");
  const Scenario scenario = world.scenario("history: {sessions: log.csv, trend: 100}");
  CHECK_THROWS_WITH_AS((void)PastWorld::bootstrap(scenario), doctest::Contains("more than a hundred uses of one"),
                       InputError);
}

TEST_CASE("results are drawn with the sessions of their week") {
  const PastWorld world(
      "ann,A,2024-01-01T09:00:00,2024-01-01T10:00:00\nann,A,2024-01-05T09:00:00,2024-01-05T10:00:00\n");
  world.put("results.csv", "user,product,time,quantity\nbob,C,2024-01-03T12:00:00,2.5\nann,C,2024-01-03T12:00:00,-1\n");
  const Scenario scenario = world.scenario("history: {sessions: log.csv, results: results.csv, users: 4}");
  const SessionLog log = PastWorld::bootstrap(scenario).log(Seed{1}, 1);
  CHECK(log.trace.size() == 52 * 4);
  CHECK(log.results.results.size() == 52 * 4);
  const LoggedResult& first = log.results.results[0];
  CHECK(format_utc(Instant{first.at}) == "2026-01-07T17:00:00Z");
  CHECK(log.results.users[first.user] == "bob");
  CHECK(log.results.users[log.results.results[1].user] == "bob~2");
  CHECK(first.quantity == 2'500'000);
  const Trace trace = trace_of(log, scenario);
  CHECK(trace.results.size() == 52 * 4);
}

TEST_CASE("a replication is the same whatever was drawn before, and another one differs") {
  const PastWorld world(PastWorld::weeks_told_apart(104));
  const Scenario scenario = world.scenario("history: {sessions: log.csv, users: 6, trend: 5}");
  const DemandSource source(scenario);
  const SessionLog second = source.log(2);
  const Told of_ann = of_user(DemandSource(scenario).log(2), "ann");
  CHECK(of_user(source.log(1), "ann") != of_ann);
  CHECK(of_user(second, "ann") == of_ann);
  CHECK(of_user(source.log(2), "ann") == of_ann);
}

TEST_CASE("a longer simulation meets the same weeks, and other seasons change only what is drawn from them") {
  const PastWorld world(PastWorld::weeks_told_apart(104));
  const Scenario scenario = world.scenario("history: {sessions: log.csv}");
  Scenario later = scenario;
  later.from = scenario.from + 28;
  const Bootstrap all = PastWorld::bootstrap(scenario);
  const Bootstrap part = PastWorld::bootstrap(later);
  for (Day monday = later.from; monday < later.until; monday = monday + 7) {
    CHECK(all.week_for(Seed{5}, 9, monday) == part.week_for(Seed{5}, 9, monday));
  }
}
