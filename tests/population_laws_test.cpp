// What must not change what: people, products, days, threads, rules and pools that are added or changed.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/ensemble/parallel.h"
#include "engine/trace/entitled.h"
#include "tests/population_world.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

// Rows as names and instants, in their order; of some people only.
std::vector<std::string> rows(const Scenario& scenario, const Trace& trace, const std::string& of = "") {
  std::vector<std::string> all;
  const auto who = [&](std::uint32_t unit) {
    const ChargeUnit& each = trace.units[unit];
    return trace.users[each.user] + '/' + scenario.products[each.product.value].name + '/' + trace.teams[each.team];
  };
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if (const std::string name = who(trace.unit[i]); name.starts_with(of)) {
      all.push_back(name + ' ' + std::to_string(trace.open[i]) + ' ' + std::to_string(trace.close[i]));
    }
  }
  for (const UsedResult& result : trace.results) {
    if (const std::string name = who(result.unit); name.starts_with(of)) {
      all.push_back(name + ' ' + std::to_string(result.at) + " x" + std::to_string(result.quantity));
    }
  }
  return all;
}

const std::string products =
    "products: {AutoCAD: {days_per_year: 40, spread: 1, bursts: {on: 8, off: 20}, sessions_per_day: 1.7, along: "
    "{Revit: "
    "20}}, Revit: {days_per_year: 10, overnight: 5}, Render: {days_per_year: 5, results: {mean: 3}}}";
const std::string shocks = "    shocks: [{name: market, spread: 0.3, half_life: 30d}]\n";

std::vector<std::string> mary(const Scenario& scenario) { return rows(scenario, drawn(scenario, 5), "mary/"); }

std::uint64_t hash_of(const Trace& trace) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a, a word at a time
  const auto add = [&hash](std::uint64_t word) { hash = (hash ^ word) * 1'099'511'628'211U; };
  for (std::size_t i = 0; i < trace.size(); ++i) {
    add(trace.open[i]);
    add(trace.close[i]);
    add(trace.unit[i]);
  }
  for (const UsedResult& result : trace.results) {
    add(result.at);
    add(static_cast<std::uint64_t>(result.quantity));
  }
  return hash;
}

Scenario office() { return load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/population-office.yaml"); }

}  // namespace

TEST_CASE("adding, removing or reordering people and products changes nobody else's days") {
  const Scenario plain = people("users: [{id: mary}, {id: bob}], " + products, shocks);
  const std::vector<std::string> expected = mary(plain);
  REQUIRE(expected.size() > 20);
  CHECK(mary(people("users: [{id: ann}, {id: bob}, {id: mary}, {id: carl}], " + products, shocks)) == expected);
  CHECK(mary(people("users: [{id: mary}], " + products, shocks)) == expected);
  CHECK(
      mary(load_scenario_text(populated("      - {name: more, size: 70, products: {AutoCAD: {per_working_day: 0.4}}}\n"
                                        "      - {name: all, users: [{id: mary}], " +
                                            products + "}\n",
                                        shocks),
                              "a.yaml", "")) == expected);
  const Scenario another = people(
      "users: [{id: mary}, {id: bob}], " + std::string(products).insert(11, "Maya: {days_per_year: 9}, "), shocks);
  std::vector<std::string> without;
  for (const std::string& row : mary(another)) {
    if (!row.starts_with("mary/Maya")) {
      without.push_back(row);
    }
  }
  CHECK(without == expected);
}

TEST_CASE("replications, seeds and users differ") {
  const Scenario scenario = people("users: [{id: mary}, {id: bob}], " + products);
  CHECK(rows(scenario, drawn(scenario, 1)) != rows(scenario, drawn(scenario, 2)));
  Scenario other = scenario;
  other.demand->seed = 77;
  CHECK(rows(other, drawn(other, 1)) != rows(scenario, drawn(scenario, 1)));
  const Trace trace = drawn(scenario, 1);
  CHECK(rows(scenario, trace, "mary").size() != rows(scenario, trace, "bob").size());
}

TEST_CASE("a longer simulation, or one that begins earlier, changes none of its days") {
  const std::string yaml = one_group("size: 40, " + products, shocks);
  const auto inside = [](const Scenario& scenario, const Scenario& part) {
    std::vector<std::string> all;
    const Trace trace = drawn(scenario, 5);
    for (std::size_t i = 0; i < trace.size(); ++i) {
      if (trace.open[i] >= part.begin.seconds && trace.open[i] < part.end.seconds) {
        all.push_back(trace.users[trace.units[trace.unit[i]].user] + ' ' + std::to_string(trace.open[i]) + ' ' +
                      std::to_string(trace.close[i]));
      }
    }
    return all;
  };
  const Scenario year = load_scenario_text(yaml, "a.yaml", "");
  for (const auto& [key, value] : {std::pair("until", "2028-03-05"), std::pair("from", "2024-11-11")}) {
    const Scenario longer = load_scenario_text(yaml, "a.yaml", "", {{parse_override(std::string(key) + '=' + value)}});
    CHECK(inside(longer, year) == inside(year, year));
    CHECK(drawn(longer, 5).size() > drawn(year, 5).size());
  }
}

TEST_CASE("a higher rate keeps all access days, and adds some") {
  const Scenario some = people("size: 60, products: {AutoCAD: {days_per_year: 20}}");
  const Scenario more = people("size: 60, products: {AutoCAD: {days_per_year: 25}}");
  const std::set<AccessDay> few = access_days(some, drawn(some, 1));
  const std::set<AccessDay> many = access_days(more, drawn(more, 1));
  CHECK(std::includes(many.begin(), many.end(), few.begin(), few.end()));
  CHECK(many.size() > few.size());
}

TEST_CASE("rules, rates, pools, zones of the server and entitlements meet the same demand") {
  const std::string yaml = one_group("size: 40, time_zone: Europe/London, " + products, shocks);
  const auto of = [&](const char* change) {
    const Scenario scenario = load_scenario_text(yaml, "a.yaml", "", {{parse_override(change)}});
    return rows(scenario, drawn(scenario, 5));
  };
  const Scenario plain = load_scenario_text(yaml, "a.yaml", "");
  const std::vector<std::string> expected = rows(plain, drawn(plain, 5));
  CHECK(of("rules=token-flex") == expected);
  CHECK(of("rates.AutoCAD=9") == expected);
  CHECK(of("pool.tranches=[{bought: 2026-01-01, tokens: 500, expires: 2027-01-01}]") == expected);
  CHECK(of("access={deny: [{user: all-001}]}") == expected);
}

TEST_CASE("a trace is sorted, inside the simulated days, and its units are in the order of their sessions") {
  const Scenario scenario = office();
  const Trace trace = drawn(scenario, 3);
  REQUIRE(trace.size() > 5000);
  std::uint32_t units = 0;
  bool sorted = true;
  bool in_order = true;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    sorted = sorted && (i == 0 || trace.open[i - 1] <= trace.open[i]) && trace.open[i] < trace.close[i];
    in_order = in_order && trace.unit[i] <= units;
    units = std::max(units, trace.unit[i] + 1);
  }
  CHECK(sorted);
  CHECK(in_order);
  CHECK(units == trace.units.size());
  CHECK(trace.users.size() == 120);
  CHECK(trace.user_zones.size() == 120);
  CHECK(Instant{trace.open[0]} >= scenario.begin);
  CHECK(Instant{trace.open[trace.size() - 1]} < scenario.end);
}

TEST_CASE("a workspace remembers nothing") {
  const Scenario scenario = office();
  const PopulationSource source(scenario, PopulationSource::Detail::as_charged);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  for (const std::uint64_t replication : {9U, 4U, 9U}) {
    source.draw(replication, workspace, trace);
    CHECK(rows(scenario, trace) == rows(scenario, drawn(scenario, replication)));
  }
}

TEST_CASE("any number of threads draws the same") {
  const Scenario scenario = office();
  const DemandSource source(scenario);
  std::vector<std::uint64_t> first;
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    std::vector<std::uint64_t> hashes(12);
    in_parallel(hashes.size(), threads, [&](std::size_t i) { hashes[i] = hash_of(source.draw(i + 1)); });
    first = first.empty() ? hashes : first;
    CHECK(hashes == first);
  }
}

TEST_CASE("what is drawn is what a log of it would have read") {
  for (const char* change : {"rules=flex", "rules.charge_per=[user, product, version, machine]",
                             "access={deny: [{user: all-001}, {product: Render}]}",
                             "entitlements={subscriptions: [{user: all-002, product: AutoCAD}]}",
                             "users=[{id: all-003, team: UK, time_zone: Asia/Tokyo}]"}) {
    CAPTURE(change);
    const Scenario scenario = load_scenario_text(
        one_group("size: 30, time_zone: Asia/Singapore, machines: {a: 1, b: 2}, " +
                      std::string(products).insert(std::string(products).find("days"), "versions: {'1': 1, '2': 1}, "),
                  shocks),
        "a.yaml", "", {{parse_override(change)}});
    const DemandSource source(scenario);
    const Trace straight = source.draw(3);
    const Trace logged = trace_of(source.log(3), scenario);
    CHECK(rows(scenario, straight) == rows(scenario, logged));
    CHECK(straight.refused.size() == logged.refused.size());
    CHECK((straight.covered == nullptr) == (logged.covered == nullptr));
    for (std::uint32_t user = 0; user < straight.users.size(); ++user) {
      const std::string& name = straight.users[UserId(user)];
      const std::optional<UserId> same = logged.users.find(name);
      REQUIRE(same.has_value());
      CHECK(straight.user_zones[user] == logged.user_zones[same->value]);
    }
  }
}

TEST_CASE("every compiler and processor draws the same people's year") {
  const Scenario scenario = office();
  CHECK(hash_of(drawn(scenario, 1)) == 12184128876818498122U);
  const Scenario occasional = load_scenario(std::string(DRAWDOWN_SOURCE_DIR) + "/scenarios/population-occasional.yaml");
  CHECK(hash_of(drawn(occasional, 1)) == 4491340598088423372U);
  const Scenario all = people("size: 50, " + products, shocks);
  CHECK(hash_of(drawn(all, 1)) == 13414339306121202889U);
}
