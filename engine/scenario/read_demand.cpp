// `demand`: what is used, where it is not known yet.
#include <string>

#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

// A series is of a product of its own, one token each.
void add_series_product(const SettingValue& series, Scenario& scenario, ScenarioPlaces& places) {
  if (find_product(scenario.products, series_product)) {
    series.refuse("its tokens are charged as the product " + quoted(series_product) +
                  ", which must not be on the rate sheet");
  }
  scenario.products.push_back(
      {std::string(series_product), {{always, Tokens::whole(1), micro_per_unit}}, Partial::divisible});
  places.products.push_back(series.place());
  places.rates.push_back({series.place()});
}

}  // namespace

bool has_series(const Section& root) {
  const SettingValue demand = root["demand"];
  return demand.given() && demand.section()["series"].given();
}

std::optional<Demand> read_demand(const Section& root, const std::string& folder, Scenario& scenario,
                                  ScenarioPlaces& places) {
  if (!root["demand"].given()) {
    return std::nullopt;
  }
  places.demand = root["demand"].place();
  const Section section = root["demand"].section();
  Demand demand;
  demand.seed = static_cast<std::uint64_t>(section["seed"].count());
  const SettingValue series = section["series"];
  const SettingValue population = section["population"];
  const SettingValue history = section["history"];
  const SettingValue* kind = nullptr;
  for (const SettingValue* each : {&series, &population, &history}) {
    if (each->given() && kind != nullptr) {
      each->refuse("demand is by `" + kind->path().substr(kind->path().rfind('.') + 1) +
                   "` already; leave one of them out");
    }
    kind = each->given() ? each : kind;
  }
  if (kind == nullptr) {
    section.refuse_missing("population", "or `history` or `series`");
  }
  if (series.given()) {
    add_series_product(series, scenario, places);
    demand.series = read_series(series, folder, scenario);
  } else if (population.given()) {
    demand.population = read_population(population, scenario);
  } else {
    demand.history = read_history_section(history, folder, scenario);
  }
  return demand;
}

}  // namespace drawdown
