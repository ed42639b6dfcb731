// Populations as scenarios write them, and what is wrong with some.
#include <doctest/doctest.h>

#include <string>

#include "tests/population_world.h"
#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

const std::string autocad = "products: {AutoCAD: {days_per_year: 20}}";

std::string use(const std::string& keys) { return one_group("size: 3, products: {AutoCAD: {" + keys + "}}"); }

// Lines of `populated`: 6 demand, 7 population, 8 groups, 9 the first group.
void check_error(const std::string& yaml, const std::string& error) {
  CAPTURE(yaml);
  CHECK(error_of(yaml) == "a.yaml:" + error);
}

}  // namespace

TEST_CASE("a population is read to the last value") {
  const Scenario scenario = load(populated(
      "      - name: London\n"
      "        size: 2\n"
      "        prefix: ld-\n"
      "        team: UK\n"
      "        time_zone: Europe/London\n"
      "        working_days: [monday, saturday]\n"
      "        working_hours: [08:30, 18:00]\n"
      "        holidays: [25 December]\n"
      "        spread: 0.5\n"
      "        machines: {ws: 9, lt: 1}\n"
      "        products:\n"
      "          AutoCAD:\n"
      "            per_working_day: 0.25\n"
      "            spread: 1.5\n"
      "            bursts: {on: 8, off: 12.5}\n"
      "            season: [1, 1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1, 1]\n"
      "            from: 2026-02-01\n"
      "            until: 2026-12-01\n"
      "            along: {Revit: 12.5}\n"
      "            sessions_per_day: 1.5\n"
      "            start: [08:00, 09:30:30]\n"
      "            length: [1m, 2h]\n"
      "            versions: {2026: 4, 2025: 1}\n"
      "            short_launches: 5\n"
      "            short_length: 4m\n"
      "            overnight: 2.5\n"
      "          Revit: {days_per_month: 2}\n"
      "      - {name: others, users: [{id: mary, team: A}, {id: bob}], products: {Render: {days_per_year: 3, results: "
      "{mean: 12, shape: 0.5}}}}\n"
      "    shocks: [{name: market, spread: 0.3, half_life: 60d, groups: [London], products: [Revit]}]\n",
      "    holidays: {Europe/London: [2 days before Easter], Asia/Tokyo: [1 May]}\n"));
  const Population& population = *scenario.demand->population;
  REQUIRE(population.groups.size() == 2);
  const Group& london = population.groups[0];
  CHECK(scenario.zones[london.zone.value].name() == "Europe/London");
  REQUIRE(london.members.size() == 2);
  CHECK(london.members[1].id == "ld-002");
  CHECK(*london.members[1].team == "UK");
  CHECK(london.works == std::array<bool, 7>{true, false, false, false, false, true, false});
  CHECK(london.work_begins == 30'600);
  CHECK(london.work_ends == 64'800);
  CHECK(london.is_holiday(*parse_day("2026-04-03")));
  CHECK(london.is_holiday(*parse_day("2025-12-25")));
  CHECK_FALSE(london.is_holiday(*parse_day("2026-05-01")));
  CHECK(london.spread == 0.5);
  CHECK(london.machines[1].name == "lt");
  CHECK(london.machines[1].weight == 1);
  const Use& a = london.uses[0];
  CHECK(a.per == Use::Per::working_day);
  CHECK(a.rate == 0.25);
  CHECK(a.spread == 1.5);
  CHECK(a.bursts->on == 8);
  CHECK(a.bursts->off == 12.5);
  CHECK(a.season[6] == 0.5);
  CHECK(a.weekdays == std::array<double, 7>{1, 0, 0, 0, 0, 1, 0});
  CHECK(*a.from == *parse_day("2026-02-01"));
  CHECK(*a.until == *parse_day("2026-12-01"));
  REQUIRE(a.along.size() == 1);
  CHECK(a.along[0].product == ProductId(1));
  CHECK(a.along[0].chance == 0.125);
  CHECK(a.sessions_per_day == 1.5);
  CHECK(a.start.quantiles == std::vector<std::int64_t>{28'800, 34'230});
  CHECK(a.length.quantiles == std::vector<std::int64_t>{60, 7200});
  CHECK(a.versions[0].name == "2026");
  CHECK(a.versions[0].weight == 4);
  CHECK(a.short_chance == 0.05);
  CHECK(a.short_length == Duration{240});
  CHECK(a.overnight == 0.025);
  CHECK(london.uses[1].per == Use::Per::month);
  CHECK(london.uses[1].start.quantiles == std::vector<std::int64_t>{30'600, 64'800});
  CHECK(london.uses[1].length.median == 3600);
  CHECK(london.uses[1].length.p90 == 14'400);
  const Group& others = population.groups[1];
  CHECK(others.zone == ZoneId(0));
  CHECK(others.members[0].id == "mary");
  CHECK(*others.members[0].team == "A");
  CHECK_FALSE(others.members[1].team.has_value());
  CHECK(others.uses[0].results->mean == 12);
  CHECK(*others.uses[0].results->shape == 0.5);
  CHECK(population.shocks[0].half_life_days == 60);
  CHECK(population.shocks[0].meets(0, ProductId(1)));
  CHECK_FALSE(population.shocks[0].meets(1, ProductId(1)));
  CHECK_FALSE(population.shocks[0].meets(0, ProductId(0)));
}

TEST_CASE("names do not depend on how many there are") {
  const auto last = [](int size) {
    return people("size: " + std::to_string(size) + ", prefix: u, " + autocad)
        .demand->population->groups[0]
        .members.back()
        .id;
  };
  CHECK(last(5) == "u005");
  CHECK(last(999) == "u999");
  CHECK(last(1000) == "u1000");
}

TEST_CASE("who the people are is said once") {
  check_error(one_group(autocad),
              "9:9: demand.population.groups[0]: missing key 'size' (a whole number such as 4) or "
              "`users` or `cohorts`");
  check_error(one_group("size: 3, users: [{id: mary}], " + autocad),
              "9:37: demand.population.groups[0].users: the group has its people by `size` already");
  check_error(one_group("users: [{id: mary}], growth: 5, " + autocad),
              "9:50: demand.population.groups[0].growth: is for groups with a `size`");
  check_error(one_group("users: [{id: mary}], prefix: x, " + autocad),
              "9:50: demand.population.groups[0].prefix: is for people who are not listed");
  check_error(one_group("users: [{id: mary}, {id: mary}], " + autocad),
              "9:9: demand.population.groups[0]: duplicate user 'mary'; demand.population.groups[0] is called so "
              "already; give the group another `prefix`");
  check_error(one_group("size: 0, " + autocad),
              "9:27: demand.population.groups[0].size: must be more than 0, at most 1000000, found '0'");
  check_error(one_group("size: 900000, growth: 500, " + autocad),
              "9:43: demand.population.groups[0].growth: the group has more than a million people on 2026-01-23");
  check_error(one_group("size: 3, from: 2026-03-01, until: 2026-03-01, " + autocad),
              "9:55: demand.population.groups[0].until: must be later than `from`, 2026-03-01, found '2026-03-01'");
  check_error(populated("      []\n"), "9:7: demand.population.groups: has no group");
  check_error(populated("      - {name: a, size: 1, " + autocad + "}\n      - {name: a, size: 1, " + autocad + "}\n"),
              "10:16: demand.population.groups[1]: duplicate group 'a'; demand.population.groups[0] is called so "
              "already");
}

TEST_CASE("wrong calendars are refused, with what is wrong and where") {
  check_error(one_group("size: 3, working_days: [mondays], " + autocad),
              "9:45: demand.population.groups[0].working_days[0]: expected monday, tuesday, wednesday, thursday, "
              "friday, saturday or sunday, found 'mondays'; did you mean 'monday'?");
  check_error(one_group("size: 3, working_hours: [09:00], " + autocad),
              "9:45: demand.population.groups[0].working_hours: expected two times, such as [09:00, 17:00]");
  check_error(
      one_group("size: 3, working_hours: [17:00, 09:00], " + autocad),
      "9:53: demand.population.groups[0].working_hours[1]: times ascend; '09:00' is earlier than the one before "
      "it");
  check_error(one_group("size: 3, working_hours: [nine, 17:00], " + autocad),
              "9:46: demand.population.groups[0].working_hours[0]: expected a time of day such as 09:00, found 'nine'");
  check_error(one_group("size: 3, holidays: [Christmas], " + autocad),
              "9:41: demand.population.groups[0].holidays[0]: 'Christmas' is no holiday; expected a day such as "
              "2026-02-17, or a rule such as '25 December', 'fourth Thursday of November', 'last Monday before 25 May' "
              "or '2 days before Easter'");
  check_error(one_group("size: 3, " + autocad, "    holidays: {Europe/Londn: [1 May]}\n"),
              "8:16: demand.population.holidays.Europe/Londn: unknown time zone 'Europe/Londn'; did you mean "
              "'Europe/London'?");
}

TEST_CASE("wrong rates are refused, with what is wrong and where") {
  const std::string at = "demand.population.groups[0].products.AutoCAD";
  check_error(use("spread: 1"), "9:50: " + at +
                                    ": missing key 'days_per_year' (a number such as 1.5) or "
                                    "`days_per_month` or `per_working_day`");
  check_error(use("days_per_year: 5, days_per_month: 1"),
              "9:85: " + at + ".days_per_month: the rate is given already; leave one of them out");
  check_error(use("days_per_year: 262"), "9:50: " + at +
                                             ": the rate asks for a chance of nearly 101 % on 2025-12-31, and 100 % "
                                             "is the most that a day can have");
  check_error(use("days_per_year: 80, bursts: {on: 5, off: 20}"),
              "9:50: " + at +
                  ": the rate asks for a chance of nearly 31 % on 2025-12-31, and people are on for 20 % of the "
                  "days");
  check_error(use("days_per_year: 5, bursts: {on: 1, off: 20}"),
              "9:77: " + at + ".bursts: 1 ⁄ on + 1 ⁄ off is more than 1: days would alternate, and come in no bursts");
  check_error(use("per_working_day: 1.1"), "9:68: " + at + ".per_working_day: must be 0 … 1, found '1.1'");
  check_error(use("days_per_year: 5, season: [1, 2]"),
              "9:77: " + at + ".season: a list has twelve numbers, one for each month from January, found 2");
  check_error(use("days_per_year: 5, weekdays: [0, 0, 0, 0, 0, 0, 0]"),
              "9:79: " + at + ".weekdays: one factor at least must be more than 0");
  check_error(use("days_per_year: 5, weekdays: 1"),
              "9:79: " + at + ".weekdays: expected a list of seven numbers, one for each day from Monday, found '1'");
  check_error(use("days_per_year: 5, sessions_per_day: 0.5"),
              "9:87: " + at + ".sessions_per_day: must be 1 … 1000, found '0.5'");
  check_error(use("days_per_year: 5, length: [2h, 1h]"),
              "9:82: " + at + ".length[1]: durations ascend; 1h is shorter than the one before it");
  check_error(use("days_per_year: 5, length: {median: 2h, p90: 1h}"),
              "9:95: " + at + ".length.p90: must not be shorter than the median, 2h");
  check_error(use("days_per_year: 5, length: 31d"), "9:77: " + at + ".length: must be 0 … 30d, found '31d'");
  check_error(use("days_per_year: 5, versions: {'2026': 0}"),
              "9:79: " + at + ".versions: one weight at least must be more than 0");
  check_error(use("days_per_year: 5, along: {Revit: 5}"),
              "9:77: " + at + ".along.Revit: the group has no product 'Revit'; list it, perhaps with days_per_year: 0");
  check_error(use("days_per_year: 5, along: {AutoCAD: 5}"),
              "9:77: " + at + ".along.AutoCAD: a product is not opened along with itself");
  check_error(use("days_per_year: 5, until: 2026-02-01, from: 2026-03-01"),
              "9:76: " + at + ".until: must be later than `from`, 2026-03-01, found '2026-02-01'");
  check_error(one_group("size: 3, products: {AutoCat: {days_per_year: 5}}"),
              "9:41: demand.population.groups[0].products.AutoCat: 'AutoCat' is not on the rate sheet; did you mean "
              "'AutoCAD'?");
}

TEST_CASE("results are of products that are charged per result, and of no others") {
  check_error(use("days_per_year: 5, results: {mean: 3}"),
              "9:78: demand.population.groups[0].products.AutoCAD.results: 'AutoCAD' is charged per window; give its "
              "rate a `per`, or leave this out");
  check_error(one_group("size: 3, products: {Render: {days_per_year: 5}}"),
              "9:49: demand.population.groups[0].products.Render: missing key 'results' (a map) for 'Render', which is "
              "charged per result");
  check_error(one_group("size: 3, products: {Render: {days_per_year: 5, results: {mean: 3}, overnight: 5}}"),
              "9:99: demand.population.groups[0].products.Render.overnight: is for sessions; 'Render' is charged per "
              "result");
}

TEST_CASE("a product that people may open has a rate") {
  const std::string late = replaced(use("days_per_year: 5"), "AutoCAD: 7", "AutoCAD: [{from: 2026-07-01, tokens: 7}]");
  check_error(late,
              "9:50: demand.population.groups[0].products.AutoCAD: the rate sheet has no rate of 'AutoCAD' before "
              "2026-07-01; give this a `from`, or the rate an earlier one");
  CHECK(error_of(replaced(late, "days_per_year: 5", "days_per_year: 5, from: 2026-07-01")) == "no error");
  check_error(replaced(late, "2026-07-01", "2027-07-01"),
              "9:50: demand.population.groups[0].products.AutoCAD: the rate sheet has no rate of 'AutoCAD' in the "
              "simulated days");
}

TEST_CASE("wrong shocks are refused, with what is wrong and where") {
  const auto shock = [](const std::string& keys) {
    return one_group("size: 3, " + autocad, "    shocks: [{name: s, spread: 0.2, half_life: 60d" + keys + "}]\n");
  };
  CHECK(error_of(shock("")) == "no error");
  check_error(shock(", groups: [al]"),
              "8:62: demand.population.shocks[0].groups: there is no group 'al'; did you mean 'all'?");
  check_error(
      shock(", products: [AutoCat]"),
      "8:64: demand.population.shocks[0].products: 'AutoCat' is not on the rate sheet; did you mean 'AutoCAD'?");
  check_error(
      shock("}, {name: s, spread: 0.2, half_life: 1h"),
      "8:61: demand.population.shocks[1]: duplicate shock 's'; demand.population.shocks[0] is called so already");
  check_error(shock("}, {name: t, spread: 0.2, half_life: 1h"),
              "8:88: demand.population.shocks[1].half_life: must be 24h … 3660d, found '1h'");
}

TEST_CASE("a demand is of one kind") {
  check_error(replaced(populated("      - {name: a, size: 1, " + autocad + "}\n"),
                       "  population:", "  series: {distribution: poisson, mean: 3}\n  population:"),
              "9:5: demand.population: demand is by `series` already; leave one of them out");
  CHECK(error_of(replaced(std::string(smallest), "usage: {sessions: s.csv}", "demand: {seed: 3}")) ==
        "a.yaml:8:9: demand: missing key 'population' (a map) or `history` or `series`");
}
