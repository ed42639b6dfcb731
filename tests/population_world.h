// Populations for tests: a scenario of New York's year 2026 in two lines, and what its people do.
//
//   const Scenario scenario = people("size: 100, products: {AutoCAD: {days_per_year: 20}}");
//   const Trace trace = drawn(scenario, 1);
//   access_days(scenario, trace);                 // who opened what on which civil day, each once
#pragma once

#include <compare>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "engine/demand/population_source.h"
#include "engine/scenario/load.h"

namespace drawdown {

// The groups as YAML, each in a line; `more`: other keys of the population, with an indent of four.
inline std::string populated(std::string_view groups, std::string_view more = "") {
  return "time_zone: America/New_York\nfrom: 2026-01-01\nuntil: 2027-01-01\n"
         "rates: {AutoCAD: 7, Revit: 10, Maya: 6, Render: {tokens: 1, per: 10}}\n"
         "pool: {tranches: []}\n"
         "demand:\n  population:\n" +
         std::string(more) + "    groups:\n" + std::string(groups);
}

// One group `all`, whose people are u001, u002, …
inline std::string one_group(std::string_view keys, std::string_view more = "") {
  return populated("      - {name: all, " + std::string(keys) + "}\n", more);
}

inline Scenario people(std::string_view keys, std::string_view more = "") {
  return load_scenario_text(one_group(keys, more), "a.yaml", "");
}

inline Trace drawn(const Scenario& scenario, std::uint64_t replication,
                   PopulationSource::Detail detail = PopulationSource::Detail::as_charged) {
  const PopulationSource source(scenario, detail);
  PopulationSource::Workspace workspace;
  Trace trace = source.nobody_yet();
  source.draw(replication, workspace, trace);
  return trace;
}

struct AccessDay {
  std::string user;
  std::string product;
  Day day;
  auto operator<=>(const AccessDay&) const = default;
};

// Civil days of the people's zones.
inline std::set<AccessDay> access_days(const Scenario& scenario, const Trace& trace) {
  std::set<AccessDay> days;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const ChargeUnit& unit = trace.units[trace.unit[i]];
    const Zone& zone = scenario.zones[trace.user_zones[unit.user.value].value];
    days.insert({trace.users[unit.user], scenario.products[unit.product.value].name, zone.day_at({trace.open[i]})});
  }
  return days;
}

}  // namespace drawdown
