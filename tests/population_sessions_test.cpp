// What a day with access brings: sessions, their times, versions and machines; results of per-result services.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/population_world.h"

using namespace drawdown;

namespace {

std::int64_t second_of_day(const Zone& zone, std::uint32_t at) {
  return Instant{at}.seconds - zone.start_of(zone.day_at({at})).seconds;
}

// Of all sessions, sorted.
std::vector<std::int64_t> lengths(const Trace& trace) {
  std::vector<std::int64_t> all;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    all.push_back(std::int64_t{trace.close[i]} - trace.open[i]);
  }
  std::sort(all.begin(), all.end());
  return all;
}

double share_below(const std::vector<std::int64_t>& sorted, std::int64_t limit) {
  const auto end = std::lower_bound(sorted.begin(), sorted.end(), limit);
  return static_cast<double>(end - sorted.begin()) / static_cast<double>(sorted.size());
}

}  // namespace

TEST_CASE("a day with access has 1 + Poisson sessions") {
  const Scenario scenario = people("size: 500, products: {AutoCAD: {days_per_year: 60, sessions_per_day: 2.5}}");
  const Trace trace = drawn(scenario, 1);
  std::map<std::pair<std::uint32_t, std::int32_t>, int> by_day;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    ++by_day[{trace.units[trace.unit[i]].user.value, scenario.server().day_at({trace.open[i]}).number}];
  }
  double sum = 0;
  double squares = 0;
  for (const auto& [day, count] : by_day) {
    sum += count;
    squares += count * count;
  }
  const auto n = static_cast<double>(by_day.size());
  CHECK(n == doctest::Approx(30'000).epsilon(0.02));
  CHECK(std::fabs(sum / n - 2.5) < 4.5 * std::sqrt(1.5 / n));
  CHECK(squares / n - sum / n * sum / n == doctest::Approx(1.5).epsilon(0.04));
}

TEST_CASE("sessions begin evenly within working hours, at one time, or by quantiles, on clocks of the group's zone") {
  const auto starts = [](const std::string& keys) {
    const Scenario scenario = people("time_zone: Asia/Singapore, size: 300, " + keys);
    const Trace trace = drawn(scenario, 1);
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < trace.size(); ++i) {
      all.push_back(second_of_day(*Zone::find("Asia/Singapore"), trace.open[i]));
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto even = starts("working_hours: [08:00, 18:00], products: {AutoCAD: {days_per_year: 60}}");
  CHECK(even.front() >= 8 * 3600);
  CHECK(even.back() <= 18 * 3600);
  CHECK(share_below(even, 13 * 3600) == doctest::Approx(0.5).epsilon(0.03));
  const auto nine = starts("products: {AutoCAD: {days_per_year: 60, start: 09:00}}");
  CHECK(nine.front() == 9 * 3600);
  CHECK(nine.back() == 9 * 3600);
  const auto some = starts("products: {AutoCAD: {days_per_year: 60, start: [06:00, 09:00, 24:00]}}");
  CHECK(share_below(some, 9 * 3600) == doctest::Approx(0.5).epsilon(0.03));
  CHECK(share_below(some, 7 * 3600 + 1800) == doctest::Approx(0.25).epsilon(0.05));
  CHECK(some.back() <= 86'399);
}

TEST_CASE("on days on which clocks change, sessions begin by what clocks show") {
  const Scenario scenario = people(
      "size: 200, products: {AutoCAD: {per_working_day: 1, weekdays: [1, 1, 1, 1, 1, 1, 1], "
      "start: [00:00, 24:00]}}");
  const Trace trace = drawn(scenario, 1);
  const Zone& zone = scenario.server();
  std::map<std::string, int> by_day;
  std::map<std::string, int> early;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const Instant open{trace.open[i]};
    const std::string day = format(zone.day_at(open));
    ++by_day[day];
    early[day] += open < zone.instant_of(zone.day_at(open), 12 * 3600).instant ? 1 : 0;
  }
  CHECK(by_day.size() == 365);
  for (const char* day : {"2026-03-08", "2026-11-01", "2026-06-10"}) {
    CAPTURE(day);
    CHECK(by_day[day] == 200);
    CHECK(std::abs(early[day] - 100) <= 32);
  }
}

TEST_CASE("sessions last as long as is said: always, by quantiles, or log-normal") {
  const auto of = [](const std::string& length) {
    return lengths(drawn(people("size: 500, products: {AutoCAD: {days_per_year: 60, " + length + "}}"), 1));
  };
  const auto fixed = of("length: 45m");
  CHECK(fixed.front() == 2700);
  CHECK(fixed.back() == 2700);
  const auto quantiles = of("length: [1m, 30m, 8h]");
  CHECK(quantiles.front() >= 60);
  CHECK(quantiles.back() <= 8 * 3600);
  CHECK(share_below(quantiles, 1800) == doctest::Approx(0.5).epsilon(0.02));
  const auto log_normal = of("length: {median: 85m, p90: 270m}");
  CHECK(share_below(log_normal, 85 * 60) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(share_below(log_normal, 270 * 60) == doctest::Approx(0.9).epsilon(0.01));
  const auto by_default = of("sessions_per_day: 1");
  CHECK(share_below(by_default, 3600) == doctest::Approx(0.5).epsilon(0.02));
  CHECK(share_below(by_default, 4 * 3600) == doctest::Approx(0.9).epsilon(0.01));
}

TEST_CASE("short launches last less than their limit, evenly") {
  const auto all = lengths(drawn(
      people("size: 800, products: {AutoCAD: {days_per_year: 60, length: 1h, short_launches: 20, short_length: 101s}}"),
      1));
  CHECK(all.front() == 1);
  CHECK(share_below(all, 101) == doctest::Approx(0.2).epsilon(0.05));
  CHECK(share_below(all, 51) == doctest::Approx(0.1).epsilon(0.08));
  CHECK(share_below(all, 3600) == share_below(all, 101));
}

TEST_CASE("products are left open overnight, over weekends and holidays, until somebody is back") {
  const Scenario scenario = people(
      "size: 400, working_hours: [08:00, 17:00], holidays: [2026-11-26], products: {AutoCAD: {days_per_year: 60, "
      "sessions_per_day: 2, length: 10m, overnight: 25}}");
  const Trace trace = drawn(scenario, 1);
  const Zone& zone = scenario.server();
  std::map<std::pair<std::uint32_t, std::int32_t>, std::pair<std::uint32_t, std::uint32_t>> last;
  double long_ones = 0;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    last[{trace.units[trace.unit[i]].user.value, zone.day_at({trace.open[i]}).number}] = {trace.open[i],
                                                                                          trace.close[i]};
    long_ones += trace.close[i] - trace.open[i] > 600 ? 1 : 0;
  }
  double overnight = 0;
  for (const auto& [key, session] : last) {
    if (session.second - session.first <= 600) {
      continue;
    }
    overnight += 1;
    Day back = Day{key.second} + 1;
    while (weekday(back) > 4 || back == *parse_day("2026-11-26")) {
      back = back + 1;
    }
    CHECK(zone.day_at({session.second}) == back);
    CHECK(second_of_day(zone, session.second) >= 8 * 3600);
    CHECK(second_of_day(zone, session.second) < 8 * 3600 + 1800);
  }
  CHECK(overnight == long_ones);  // only last sessions
  CHECK(overnight / static_cast<double>(last.size()) == doctest::Approx(0.25).epsilon(0.04));
}

TEST_CASE("versions and machines have their shares, and are told apart where they are charged or logged") {
  const std::string keys =
      "size: 400, machines: {ws: 3, lt: 1}, products: {AutoCAD: {days_per_year: 60, versions: {'2026': 80, '2025': "
      "20}}, Revit: {days_per_year: 5}}";
  const Scenario scenario = people(keys);
  const Trace log = drawn(scenario, 1, PopulationSource::Detail::as_logged);
  double old_ones = 0;
  double laptops = 0;
  double all = 0;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const ChargeUnit& unit = log.units[log.unit[i]];
    const bool autocad = unit.product == ProductId(0);
    CHECK((log.versions[unit.version].empty() != autocad));
    old_ones += log.versions[unit.version] == "2025" ? 1 : 0;
    laptops += autocad && log.machines[unit.machine] == "lt-" + log.users[unit.user] ? 1 : 0;
    all += autocad ? 1 : 0;
  }
  CHECK(old_ones / all == doctest::Approx(0.2).epsilon(0.05));
  CHECK(laptops / all == doctest::Approx(0.25).epsilon(0.05));
  const Trace plain = drawn(scenario, 1);
  CHECK(plain.versions.size() == 1);
  CHECK(plain.machines.size() == 1);
  CHECK(plain.open.values() == log.open.values());
  CHECK(plain.close.values() == log.close.values());
  const Scenario per_version =
      load_scenario_text(one_group(keys) + "rules: {charge_per: [user, product, version]}\n", "a.yaml", "");
  const Trace told = drawn(per_version, 1);
  CHECK(told.versions.size() == 3);
  CHECK(told.machines.size() == 1);
  CHECK(told.open.values() == log.open.values());
}

TEST_CASE("requests for results ask for Poisson or negative binomial counts") {
  for (const bool negative : {false, true}) {
    const Scenario scenario = people(
        "size: 300, products: {Render: {days_per_year: 50, sessions_per_day: 2, start: [08:00, 09:00], results: "
        "{mean: 12" +
        std::string(negative ? ", shape: 2" : "") + "}}}");
    const Trace trace = drawn(scenario, 1);
    CHECK(trace.size() == 0);
    double sum = 0;
    double squares = 0;
    for (const UsedResult& result : trace.results) {
      CHECK(second_of_day(scenario.server(), result.at) >= 8 * 3600);
      CHECK(second_of_day(scenario.server(), result.at) <= 9 * 3600);
      CHECK(result.quantity % micro_per_unit == 0);
      const double count = static_cast<double>(result.quantity) / micro_per_unit;
      sum += count;
      squares += count * count;
    }
    CHECK(std::is_sorted(trace.results.begin(), trace.results.end(),
                         [](const UsedResult& a, const UsedResult& b) { return a.at < b.at; }));
    const double n = 300 * 50 * 2;  // requests for none are not there
    CHECK(sum / n == doctest::Approx(12).epsilon(0.02));
    const double mean = sum / n;
    CHECK(squares / n - mean * mean == doctest::Approx(negative ? 12 + 72 : 12).epsilon(0.07));
  }
}
