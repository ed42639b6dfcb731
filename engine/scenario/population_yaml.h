// A population as YAML: what `demand` of a scenario has to say so that it is read back.
//
//   const std::string yaml = demand_as_yaml(population, scenario, {.seed = 1});
//   const std::string whole = with_demand(text_of_the_scenario, yaml);      // that population in place of its log
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/model/population.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct PopulationYamlOptions {
  std::uint64_t seed = 1;
  bool names = false;  // list all people by their names; otherwise groups have a size
};

// The top key `demand` and all below it. Groups, products and zones are the scenario's.
[[nodiscard]] std::string demand_as_yaml(const Population& population, const Scenario& scenario,
                                         const PopulationYamlOptions& options = {});

// Whether the scenario says something of single people, so that they must keep their names.
[[nodiscard]] bool names_matter(const Scenario& scenario);

// The text of a scenario without what it says of `usage`, `demand`, `variants` and `vary`, and with this demand at its
// end. For scenarios whose top keys stand at the beginning of lines, as in all that people write.
[[nodiscard]] std::string with_demand(std::string_view scenario, std::string_view demand);

}  // namespace drawdown
