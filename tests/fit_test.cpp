#include "engine/ensemble/fit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/demand/fit_people.h"
#include "engine/demand/fit_population.h"
#include "engine/demand/fit_shapes.h"
#include "engine/scenario/load.h"
#include "engine/scenario/population_yaml.h"

using namespace drawdown;

namespace {

// Three years, so that a season can be told from other ups and downs.
std::string yaml_of(const std::string& demand) {
  return "time_zone: Europe/London\nfrom: 2024-01-01\nuntil: 2027-01-01\ncurrency: USD\n"
         "rates: {A: 7, B: 3, C: {tokens: 1, per: 1}}\npool: {tranches: []}\n" +
         demand;
}

Scenario scenario_of(const std::string& demand) { return load_scenario_text(yaml_of(demand), "known.yaml", ""); }

Population fitted(const Scenario& scenario, std::uint64_t replication) {
  const SessionLog log = DemandSource(scenario).log(replication);
  return fit_population(scenario, use_log(scenario, log, scenario.from, scenario.until));
}

// A scenario of the same days with another population.
Scenario with(const Scenario& scenario, const Population& population) {
  return scenario_of(demand_as_yaml(population, scenario));
}

constexpr const char* known = R"(demand:
  seed: 11
  population:
    groups:
      - name: all
        size: 300
        time_zone: Europe/London
        working_hours: [09:00, 17:00]
        products:
          A:
            days_per_year: 50
            spread: 0.7
            season: [1.2, 1.2, 1.2, 1, 1, 1, 0.6, 0.6, 1, 1, 1.1, 1.1]
            weekdays: [1.2, 1, 1, 1, 0.8, 0, 0]
            bursts: {on: 8, off: 16}
            along: {B: 30}
            sessions_per_day: 1.6
            start: [08:00, 09:00, 10:00, 13:00, 18:00]
            length: {median: 60m, p90: 200m}
            short_launches: 8
            overnight: 5
          B:
            days_per_year: 20
            share: 40
            season: [1.2, 1.2, 1.2, 1, 1, 1, 0.6, 0.6, 1, 1, 1.1, 1.1]
            sessions_per_day: 1
            length: [10m, 30m, 31m, 32m, 5h]
          C:
            days_per_year: 30
            results: {mean: 12, shape: 2}
            season: [1.2, 1.2, 1.2, 1, 1, 1, 0.6, 0.6, 1, 1, 1.1, 1.1]
    shocks:
      - {name: market, spread: 0.2, half_life: 30d}
)";

}  // namespace

TEST_CASE("a population that is fitted to a log of a known one has its parameters") {
  const Scenario scenario = scenario_of(known);
  const Population population = fitted(scenario, 1);
  REQUIRE(population.groups.size() == 1);
  const Group& group = population.groups[0];
  CHECK(group.members.size() == 300);
  CHECK(group.works == std::array<bool, 7>{true, true, true, true, true, false, false});
  CHECK(group.spread < 0.2);  // there is none in common
  REQUIRE(group.uses.size() == 3);
  const Use& a = group.uses[0];
  CHECK(a.rate == doctest::Approx(50).epsilon(0.12));  // three years of shared ups and downs move it too
  CHECK(a.share == 1);
  CHECK(a.spread == doctest::Approx(0.7).epsilon(0.15));
  CHECK(a.weekdays[0] == doctest::Approx(1.2).epsilon(0.03));
  CHECK(a.weekdays[4] == doctest::Approx(0.8).epsilon(0.03));
  CHECK(a.weekdays[5] == 0);
  CHECK((a.season[0] + a.season[1] + a.season[2]) / (a.season[6] + a.season[7]) == doctest::Approx(3).epsilon(0.3));
  REQUIRE(a.bursts.has_value());
  CHECK(a.bursts->on == doctest::Approx(8).epsilon(0.2));
  CHECK(a.bursts->off == doctest::Approx(16).epsilon(0.2));
  REQUIRE(a.along.size() == 1);
  CHECK(a.along[0].product == group.uses[1].product);
  CHECK(a.along[0].chance == doctest::Approx(0.3).epsilon(0.1));
  CHECK(a.sessions_per_day == doctest::Approx(1.6).epsilon(0.02));
  CHECK(a.length.quantiles.empty());
  CHECK(a.length.median == doctest::Approx(3600).epsilon(0.05));
  CHECK(a.length.p90 == doctest::Approx(12'000).epsilon(0.05));
  CHECK(a.short_chance == doctest::Approx(0.08).epsilon(0.15));
  CHECK(a.overnight == doctest::Approx(0.05).epsilon(0.15));
  const auto start = [&](std::size_t twentieth) { return static_cast<double>(a.start.quantiles[twentieth]) / 3600; };
  CHECK(start(5) == doctest::Approx(9).epsilon(0.02));
  CHECK(start(10) == doctest::Approx(10).epsilon(0.02));
  CHECK(start(15) == doctest::Approx(13).epsilon(0.02));
  const Use& b = group.uses[1];
  CHECK(b.rate == doctest::Approx(20).epsilon(0.25));
  CHECK(b.share == doctest::Approx(0.4).epsilon(0.2));
  CHECK(b.sessions_per_day == 1);
  CHECK(b.length.quantiles.size() == 21);  // nothing like a log-normal distribution
  const Use& c = group.uses[2];
  CHECK(c.rate == doctest::Approx(30).epsilon(0.12));
  CHECK_FALSE(c.bursts.has_value());
  REQUIRE(c.results.has_value());
  CHECK(c.results->mean == doctest::Approx(12).epsilon(0.03));
  CHECK(c.results->shape.value_or(0) == doctest::Approx(2).epsilon(0.1));
  REQUIRE(population.shocks.size() == 1);
  CHECK(population.shocks[0].spread == doctest::Approx(0.2).epsilon(0.35));
  CHECK(population.shocks[0].half_life_days > 12);
  CHECK(population.shocks[0].half_life_days < 90);
}

TEST_CASE("independent people show no bursts, no shared weeks and nothing opened along") {
  const Scenario scenario = scenario_of(
      "demand: {population: {groups: [{name: all, size: 200, products: {A: {days_per_year: 60}, B: {days_per_year: "
      "40}}}]}}\n");
  const Population population = fitted(scenario, 1);
  CHECK(population.shocks.empty());
  const Group& group = population.groups.at(0);
  CHECK(group.holidays.empty());
  for (const Use& use : group.uses) {
    CHECK_FALSE(use.bursts.has_value());
    CHECK(use.along.empty());
    CHECK(use.spread < 0.1);
    CHECK(use.share == 1);
  }
}

TEST_CASE("what is fitted to a log of a fitted population is that population again") {
  const Scenario scenario = scenario_of(known);
  const Scenario first = with(scenario, fitted(scenario, 1));
  const Population& before = *first.demand->population;
  const Population after = fitted(first, 1);
  REQUIRE(after.groups.size() == before.groups.size());
  REQUIRE(after.shocks.size() == before.shocks.size());
  for (std::size_t i = 0; i < before.groups[0].uses.size(); ++i) {
    const Use& one = before.groups[0].uses[i];
    const Use& other = after.groups[0].uses[i];
    CHECK(other.rate == doctest::Approx(one.rate).epsilon(0.2));
    CHECK(other.spread == doctest::Approx(one.spread).epsilon(0.2));
    CHECK(other.share == doctest::Approx(one.share).epsilon(0.15));
    CHECK(other.bursts.has_value() == one.bursts.has_value());
    CHECK(other.along.size() == one.along.size());
    CHECK(other.sessions_per_day == doctest::Approx(one.sessions_per_day).epsilon(0.03));
    CHECK(other.length.median == doctest::Approx(one.length.median).epsilon(0.05));
    CHECK(other.weekdays[0] == doctest::Approx(one.weekdays[0]).epsilon(0.04));
  }
}

TEST_CASE("a population is written so that it is read back") {
  const Scenario scenario = scenario_of(known);
  const Population population = fitted(scenario, 2);
  const std::string yaml = demand_as_yaml(population, scenario, {.seed = 11});
  const Scenario again =
      with_demand(yaml_of("usage: {sessions: log.csv}\n"), yaml).empty()
          ? scenario
          : load_scenario_text(with_demand(yaml_of("usage: {sessions: log.csv}\n"), yaml), "b.yaml", "");
  CHECK_FALSE(again.usage.given());
  CHECK(again.demand->seed == 11);
  CHECK(demand_as_yaml(*again.demand->population, again, {.seed = 11}) == yaml);
  const std::string named = demand_as_yaml(population, scenario, {.seed = 1, .names = true});
  const Scenario people = load_scenario_text(yaml_of(named), "c.yaml", "");
  CHECK(people.demand->population->groups[0].members.size() == 300);
  CHECK(people.demand->population->groups[0].members[7].id == population.groups[0].members[7].id);
}

TEST_CASE("a scenario's text gets a demand in place of its log and its variants") {
  const std::string text =
      "# What it is.\nname: x\n\n# Of usage.\nusage:\n  sessions: a.csv  # gone\n\n# Of rates.\nrates: {A: 1}\n"
      "# Of variants.\nvariants:\n  other:\n    rules.grace: 0s\n\"vary\": {rules.grace: [0s]}\n";
  CHECK(with_demand(text, "demand: {}\n") == "# What it is.\nname: x\n\n# Of rates.\nrates: {A: 1}\n\ndemand: {}\n");
}

TEST_CASE("holidays are days on which nearly nobody worked, where many would have") {
  Scenario scenario = scenario_of(
      "demand: {population: {groups: [{name: all, size: 120, holidays: [25 December, last Monday of August], products: "
      "{A: {days_per_year: 60}}}]}}\n");
  const Population population = fitted(scenario, 1);
  std::string days;
  for (const Day day : population.groups.at(0).holidays) {
    days += format(day) + " ";
  }
  CHECK(days == "2024-08-26 2024-12-25 2025-08-25 2025-12-25 2026-08-31 2026-12-25 ");
}

TEST_CASE("a group is all users of one team and one home zone") {
  const std::string text =
      "time_zone: UTC\nfrom: 2024-01-01\nuntil: 2024-02-01\nrates: {A: 1}\npool: {tranches: []}\nusers: [{id: ann, "
      "time_zone: Asia/Tokyo}, {id: bob, team: T}, {id: cid, team: T, time_zone: Asia/Tokyo}, {id: dan}, {id: eve}]\n"
      "usage: {sessions: none.csv}\n";
  const Scenario scenario = load_scenario_text(text, "g.yaml", "");
  SessionLog log;
  log.products = scenario.products;
  log.trace = no_sessions({});
  log.trace.teams.intern("U");
  const auto open = [&](const std::string& user, const std::string& team) {
    log.trace.units.push_back({log.trace.teams.intern(team), log.trace.users.intern(user), ProductId(0), {}, {}});
  };
  open("eve", "U");
  open("ann", "");
  // Half past eleven in the evening in London is the next morning in Tokyo.
  const auto at =
      static_cast<std::uint32_t>(scenario.server().instant_of(*parse_day("2024-01-09"), 84'600).instant.seconds);
  SessionRows rows;
  rows.add(at, at + 60, 0);
  rows.add(at, at + 60, 1);
  log.trace.set(std::move(rows));
  const UseLog uses = use_log(scenario, log, scenario.from, scenario.until);
  std::string told;
  for (const GroupLog& group : uses.groups) {
    told += group.name + ":";
    for (const std::string& person : group.people) {
      told += " " + person;
    }
    told += "; ";
  }
  CHECK(told == "Tokyo: ann; T, UTC: bob; T, Tokyo: cid; UTC: dan; U: eve; ");
  CHECK(uses.groups[0].products[0].people[0].days == std::vector<std::uint32_t>{9});
  CHECK(uses.groups[4].products[0].people[0].days == std::vector<std::uint32_t>{8});
}

TEST_CASE("the spread between people is that of their counts, beyond what chance explains") {
  std::vector<double> alike(100, 30);
  CHECK(between_people(alike, {.days = 250}).sigma < 0.06);
  std::vector<double> some(100, 0);
  std::fill(some.begin(), some.begin() + 25, 40);
  const BetweenPeople quarter = between_people(some, {.days = 250});
  CHECK(quarter.share == doctest::Approx(0.25).epsilon(0.02));
  CHECK(quarter.sigma < 0.06);
  CHECK(between_people({}, {.days = 250}).sigma == 0);
  CHECK(between_people({0, 0}, {.days = 250}).share == 1);
  CHECK(between_people({250, 250}, {.days = 250}).sigma == 0);
}

TEST_CASE("quantiles lie at equal steps from the least to the greatest") {
  CHECK(quantiles_in_steps({30, 10, 20}, 4) == std::vector<std::int64_t>{10, 15, 20, 25, 30});
  CHECK(quantiles_in_steps({7}, 0) == std::vector<std::int64_t>{7});
}

TEST_CASE("of margins of a log that the population drew itself, nine tenths fit, by any number of threads") {
  const Scenario scenario = scenario_of(known);
  const SessionLog log = DemandSource(scenario).log(3);
  FitOptions options;
  options.from = scenario.from;
  options.until = scenario.until;
  options.replications = 40;
  const Fit one = fit_to(scenario, log, options);
  options.threads = 3;
  const Fit other = fit_to(scenario, log, options);
  CHECK(fit_page(scenario, one, options) == fit_page(scenario, other, options));
  const auto fits =
      std::count_if(one.margins.begin(), one.margins.end(), [](const MarginFit& margin) { return margin.fits(); });
  MESSAGE(fits << " of " << one.margins.size());
  CHECK(static_cast<double>(fits) > 0.85 * static_cast<double>(one.margins.size()));
  const MarginFit& tokens = one.margins.front();
  CHECK(tokens.about == "tokens");
  CHECK(tokens.fits());
  CHECK(tokens.observed > 0);
}

TEST_CASE("a log without use in its days is no log to fit to") {
  const Scenario scenario = scenario_of(known);
  SessionLog log;
  log.products = scenario.products;
  log.trace = no_sessions({});
  CHECK_THROWS_WITH_AS((void)fit_to(scenario, log, {.from = scenario.from, .until = scenario.until}),
                       doctest::Contains("has no use from 2024-01-01 to 2026-12-31"), InputError);
}
