// What the people of a population do, against the exact moments of what the scenario says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/population_world.h"

using namespace drawdown;

namespace {

// Sums over replications of what `count` tells of each.
struct Sample {
  double n = 0;
  double sum = 0;
  double squares = 0;
  [[nodiscard]] double mean() const { return sum / n; }
  [[nodiscard]] double variance() const { return squares / n - mean() * mean(); }
  void add(double value) {
    n += 1;
    sum += value;
    squares += value * value;
  }
};

Sample over_replications(const Scenario& scenario, std::uint64_t replications,
                         const std::function<double(const Trace&)>& count) {
  const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  Sample sample;
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    source.draw(replication, workspace, trace);
    sample.add(count(trace));
  }
  return sample;
}

double sessions(const Trace& trace) { return static_cast<double>(trace.size()); }

// Within 4.5 standard errors, the variance being estimated from the sample itself.
void check_mean(const Sample& sample, double exact) {
  CAPTURE(sample.mean());
  CAPTURE(exact);
  CHECK(std::fabs(sample.mean() - exact) <= 4.5 * std::sqrt(sample.variance() / sample.n));
}

// Of a count of rare days without spread the variance is the sum of p (1 − p).
void check_independent(const Sample& sample, double exact, double days_with_a_chance) {
  const double p = exact / days_with_a_chance;
  check_mean(sample, exact);
  CHECK(sample.variance() == doctest::Approx(exact * (1 - p)).epsilon(0.12));
}

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("rates per year, per month and per working day have their mean, and days are independent") {
  const auto count = [](const char* rate) {
    return over_replications(people("size: 10, products: {AutoCAD: {" + std::string(rate) + "}}"), 1500, sessions);
  };
  // 2026 has 261 days from Monday to Friday.
  check_independent(count("days_per_year: 20"), 200, 2610);
  check_independent(count("days_per_month: 2"), 240, 2610);
  check_independent(count("per_working_day: 0.1"), 261, 2610);
}

TEST_CASE("rates keep their mean over people, weeks and bursts, though heavy users reach every day") {
  check_mean(over_replications(people("size: 40, spread: 0.8, products: {AutoCAD: {days_per_year: 110, spread: 1}}"),
                               1500, sessions),
             40 * 110);
  check_mean(over_replications(people("size: 40, spread: 0.5, products: {AutoCAD: {days_per_year: 40, spread: 1, "
                                      "bursts: {on: 10, off: 20}}}",
                                      "    shocks: [{name: market, spread: 0.3, half_life: 30d}]\n"),
                               1500, sessions),
             40 * 40);
}

TEST_CASE("people differ by the spread: a few are heavy, many are rare") {
  const Scenario scenario = people("size: 4000, products: {AutoCAD: {days_per_year: 4, spread: 1.5}}");
  const Trace trace = drawn(scenario, 1);
  std::vector<double> days(4000);
  for (const AccessDay& each : access_days(scenario, trace)) {
    days[trace.users.find(each.user)->value] += 1;
  }
  Sample sample;
  for (const double each : days) {
    sample.add(each);
  }
  check_mean(sample, 4);
  // Poisson but for the spread: mean + (spread · mean)².
  CHECK(sample.variance() == doctest::Approx(4 + 36).epsilon(0.2));
  std::sort(days.begin(), days.end());
  CHECK(days[2000] <= 2);
  CHECK(days[3960] >= 20);
}

TEST_CASE("a group's spread is of all its products, a product's own of that alone") {
  const auto correlation = [](const std::string& spreads) {
    const Scenario scenario = people(spreads);
    const Trace trace = drawn(scenario, 1);
    std::map<std::string, std::map<std::string, double>> days;
    for (const AccessDay& each : access_days(scenario, trace)) {
      days[each.user][each.product] += 1;
    }
    double ab = 0;
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    constexpr double n = 3000;
    for (auto& [user, by] : days) {
      ab += by["AutoCAD"] * by["Revit"] / n;
      a += by["AutoCAD"] / n;
      b += by["Revit"] / n;
      aa += by["AutoCAD"] * by["AutoCAD"] / n;
      bb += by["Revit"] * by["Revit"] / n;
    }
    return (ab - a * b) / std::sqrt((aa - a * a) * (bb - b * b));
  };
  CHECK(correlation("size: 3000, spread: 1, products: {AutoCAD: {days_per_year: 20}, Revit: {days_per_year: 20}}") >
        0.8);
  CHECK(std::fabs(correlation("size: 3000, products: {AutoCAD: {days_per_year: 20, spread: 1}, Revit: {days_per_year: "
                              "20, spread: 1}}")) < 0.08);
}

TEST_CASE("in bursts the days of a person come together, and the year varies more") {
  const Sample bursts = over_replications(
      people("size: 1, products: {AutoCAD: {days_per_year: 40, bursts: {on: 10, off: 30}}}"), 6000, sessions);
  check_mean(bursts, 40);
  // Each day's p is 4 q while on, q = 40 ⁄ 261. A pair of days has covariance q² (1 ⁄ π − 1) κ^distance.
  const double q = 40.0 / 261;
  const double keep = 1 - 1.0 / 10 - 1.0 / 30;
  double exact = 0;
  const Scenario plain = people("size: 1, products: {AutoCAD: {days_per_year: 40}}");
  std::vector<std::int32_t> working;
  for (Day each = plain.from; each < plain.until; each = each + 1) {
    if (weekday(each) < 5) {
      working.push_back(each.number);
    }
  }
  for (const std::int32_t one : working) {
    for (const std::int32_t other : working) {
      exact += one == other ? q * (1 - q) : q * q * 3 * std::pow(keep, std::abs(one - other));
    }
  }
  CHECK(bursts.variance() == doctest::Approx(exact).epsilon(0.06));
}

TEST_CASE("shocks are shared: a crowd's year varies by them, and not without them") {
  const auto of = [](const std::string& more) {
    return over_replications(people("size: 1000, products: {AutoCAD: {days_per_year: 5}}", more), 400, sessions);
  };
  const Sample alone = of("");
  check_mean(alone, 5000);
  CHECK(std::sqrt(alone.variance()) < 90);  // of independent people: the root of 5000, about
  const Sample together = of("    shocks: [{name: market, spread: 0.3, half_life: 3650d}]\n");
  check_mean(together, 5000);
  // Half of a deviation is left after ten years: nearly one level for the year.
  CHECK(std::sqrt(together.variance()) == doctest::Approx(0.3 * 5000).epsilon(0.12));
}

TEST_CASE("a shock meets its groups and products only") {
  const std::string groups =
      "      - {name: a, size: 300, products: {AutoCAD: {days_per_year: 20}, Revit: {days_per_year: 20}}}\n"
      "      - {name: b, size: 300, products: {AutoCAD: {days_per_year: 20}}}\n";
  const auto counts = [&](const std::string& shocks) {
    const Scenario scenario = load_scenario_text(populated(groups, shocks), "a.yaml", "");
    std::map<std::string, int> by;
    for (const AccessDay& each : access_days(scenario, drawn(scenario, 4))) {
      ++by[each.user.substr(0, 1) + ' ' + each.product];
    }
    return by;
  };
  auto none = counts("");
  auto one = counts("    shocks: [{name: s, spread: 2, half_life: 3000d, groups: [a], products: [Revit]}]\n");
  CHECK(one["a AutoCAD"] == none["a AutoCAD"]);
  CHECK(one["b AutoCAD"] == none["b AutoCAD"]);
  CHECK(one["a Revit"] != none["a Revit"]);
}

TEST_CASE("seasons and weekdays move the year's days, and keep their number") {
  const Scenario scenario = people(
      "size: 2000, products: {AutoCAD: {days_per_year: 30, season: [3, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1], weekdays: [1, "
      "1, 1, 1, 2, 0.5, 0]}}");
  std::array<double, 7> by_weekday{};
  std::array<double, 12> by_month{};
  double total = 0;
  for (const AccessDay& each : access_days(scenario, drawn(scenario, 1))) {
    by_weekday[static_cast<std::size_t>(weekday(each.day))] += 1;
    by_month[static_cast<std::size_t>(date_of(each.day).month - 1)] += 1;
    total += 1;
  }
  CHECK(total == doctest::Approx(60'000).epsilon(0.02));
  CHECK(by_weekday[4] / by_weekday[0] == doctest::Approx(2).epsilon(0.05));
  CHECK(by_weekday[5] / by_weekday[0] == doctest::Approx(0.5).epsilon(0.05));
  CHECK(by_weekday[6] == 0);
  CHECK(by_month[6] == 0);
  CHECK(by_month[0] / by_month[2] == doctest::Approx(3 * 29.5 / 28).epsilon(0.06));  // by the days they have
  const Scenario monthly =
      people("size: 2000, products: {AutoCAD: {days_per_month: 2, season: [3, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]}}");
  by_month.fill(0);
  for (const AccessDay& each : access_days(monthly, drawn(monthly, 1))) {
    by_month[static_cast<std::size_t>(date_of(each.day).month - 1)] += 1;
  }
  CHECK(by_month[0] == doctest::Approx(2000 * 2 * 3 * 12 / 13.0).epsilon(0.05));
  CHECK(by_month[1] == doctest::Approx(2000 * 2 * 12 / 13.0).epsilon(0.06));
}

TEST_CASE("nobody works on holidays, and the year's days are those that are left") {
  const Scenario scenario = people("size: 3000, holidays: [2026-03-03], products: {AutoCAD: {days_per_year: 30}}",
                                   "    holidays: {America/New_York: [fourth Thursday of November], Europe/London: [1 "
                                   "June]}\n");
  double total = 0;
  bool in_london = false;
  for (const AccessDay& each : access_days(scenario, drawn(scenario, 1))) {
    CHECK(each.day != day("2026-11-26"));
    CHECK(each.day != day("2026-03-03"));
    in_london = in_london || each.day == day("2026-06-01");
    total += 1;
  }
  CHECK(in_london);
  CHECK(total == doctest::Approx(90'000).epsilon(0.015));
}

TEST_CASE("people join and leave, groups and cohorts come and go, and products do") {
  const auto days_of = [](const std::string& keys, const std::string& user) {
    const Scenario scenario = people(keys);
    std::pair<Day, Day> range{last_day, first_day};
    for (const AccessDay& each : access_days(scenario, drawn(scenario, 1))) {
      if (each.user == user) {
        range = {std::min(range.first, each.day), std::max(range.second, each.day)};
      }
    }
    return format(range.first) + ' ' + format(range.second);
  };
  const std::string every_day = ", products: {AutoCAD: {per_working_day: 1}}";
  CHECK(days_of("size: 2" + every_day, "all-002") == "2026-01-01 2026-12-31");
  CHECK(days_of("users: [{id: mary, from: 2026-03-03, until: 2026-04-01}, {id: bob}]" + every_day, "mary") ==
        "2026-03-03 2026-03-31");
  CHECK(days_of("users: [{id: mary, from: 2026-03-03, until: 2026-04-01}, {id: bob}], until: 2026-05-01" + every_day,
                "bob") == "2026-01-01 2026-04-30");
  CHECK(days_of("cohorts: [{from: 2026-01-19, until: 2026-01-24, size: 3}, {from: 2026-02-09, until: 2026-02-21, size: "
                "2}], prefix: c" +
                    every_day,
                "c2-002") == "2026-02-09 2026-02-20");
  CHECK(days_of("size: 1, products: {AutoCAD: {per_working_day: 1, from: 2026-05-05, until: 2026-06-01}}", "all-001") ==
        "2026-05-05 2026-05-29");
}

TEST_CASE("a group grows one by one") {
  const Scenario scenario = people("size: 100, growth: 20, products: {AutoCAD: {per_working_day: 1}}");
  const Group& group = scenario.demand->population->groups[0];
  CHECK(group.members.size() == 120);
  CHECK_FALSE(group.members[99].from.has_value());
  // 100 · 1.2^(t ⁄ 365) + ½ reaches 110 after 365 ln 1.095 ⁄ ln 1.2 = 181.7 days.
  CHECK(*group.members[109].from == day("2026-01-01") + 182);
  std::map<std::string, Day> first;
  for (const AccessDay& each : access_days(scenario, drawn(scenario, 1))) {
    first.try_emplace(each.user, each.day);
  }
  CHECK(first.at("all-110") == day("2026-07-02"));
  CHECK(first.at("all-100") == day("2026-01-01"));
}

TEST_CASE("a product is opened along with another, on top of its own days") {
  const Scenario scenario = people(
      "size: 2000, products: {AutoCAD: {days_per_year: 40, along: {Revit: 30, Maya: 100}}, Revit: {days_per_year: 20}, "
      "Maya: {days_per_year: 0, along: {Revit: 100}}}");
  const std::set<AccessDay> days = access_days(scenario, drawn(scenario, 1));
  double autocad = 0;
  double maya = 0;
  double revit = 0;
  double both = 0;
  for (const AccessDay& each : days) {
    autocad += each.product == "AutoCAD" ? 1 : 0;
    maya += each.product == "Maya" ? 1 : 0;
    revit += each.product == "Revit" ? 1 : 0;
    both += each.product == "AutoCAD" && days.count({each.user, "Revit", each.day}) > 0 ? 1 : 0;
  }
  CHECK(autocad == doctest::Approx(80'000).epsilon(0.02));
  CHECK(maya == autocad);  // days that come along bring nothing along
  const double p = 20.0 / 261;
  CHECK(both / autocad == doctest::Approx(1 - (1 - p) * 0.7).epsilon(0.02));
  CHECK(revit == doctest::Approx(2000 * 261 * (1 - (1 - p) * (1 - 40.0 / 261 * 0.3))).epsilon(0.02));
}
