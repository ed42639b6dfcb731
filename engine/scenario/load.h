// Reads a scenario: YAML to `Scenario`. What comes back is valid; anything else is an InputError that says where.
//
//   const Scenario scenario = load_scenario("scenarios/office.yaml");
//   const Scenario smaller = load_scenario("scenarios/office.yaml",
//   {{parse_override("pool.tranches[0].tokens=4000")}});
//
// The format is described by engine/scenario/settings.h, and for users by scenarios/README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/scenario/overrides.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct LoadOptions {
  std::vector<Override> overrides;  // applied in this order
};

// Where things stand in the file, for findings about a scenario that is valid. What an override set stands at its
// origin, without a line.
struct ScenarioPlaces {
  Place time_zone;
  Place from;
  Place until;
  Place rules;                            // the whole file if they are left out
  Place sessions;                         // usage.sessions
  Place idle;                             // usage.idle, if it is given
  Place results;                          // usage.results, if it is given
  Place demand;                           // likewise
  std::vector<Place> products;            // by ProductId
  std::vector<std::vector<Place>> rates;  // by ProductId, then by step
  std::vector<Place> users;               // by place in `users`; those of the file of users have none
  std::vector<Place> tranches;            // by TrancheId
  Place plan;                             // `plan`, if it is given
  Place prices;                           // pool.price_list, or pool.minimum_order if there is none
  // By place in the scenario's lists.
  std::vector<Place> policies;
  std::vector<Place> contracts;
  std::vector<Place> transfers;
  std::vector<Place> budgets;
  std::vector<Place> subscriptions;
  std::vector<std::vector<Place>> members;  // of each collection
  std::vector<Place> seats;
  std::vector<Place> denied;  // access.deny
  Place only;                 // access.only, if it is given
  std::vector<Place> alerts;  // by place in the list of alerts
};

[[nodiscard]] Scenario load_scenario(const std::string& path, const LoadOptions& options = {},
                                     ScenarioPlaces* places = nullptr);

// The same from memory. Errors name `name_for_messages`; paths in the scenario are relative to `folder`.
[[nodiscard]] Scenario load_scenario_text(std::string_view yaml, const std::string& name_for_messages,
                                          const std::string& folder, const LoadOptions& options = {},
                                          ScenarioPlaces* places = nullptr);

}  // namespace drawdown
