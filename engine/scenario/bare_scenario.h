// A scenario for a log that has none: its products, at one token each, and a pool that owes all it is asked for.
//
//   const std::string yaml = bare_scenario("history.csv", {.time_zone = "Europe/London"});
#pragma once

#include <string>

#include "engine/time/civil.h"

namespace drawdown {

struct BareScenario {
  std::string time_zone = "UTC";
  Day from;
  Day until;
};

// YAML that names the log by its path as it is given. Throws InputError if the log cannot be read or has no products.
[[nodiscard]] std::string bare_scenario(const std::string& log, const BareScenario& bare);

}  // namespace drawdown
