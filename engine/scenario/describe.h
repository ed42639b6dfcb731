// Rules in words.
//
//   describe(scenario.rules, scenario);
//   // "rolling window of 24h per user and product, free under 5m, renewed while in use, refused when empty, soonest
//   //  expiry first"
#pragma once

#include <string>

#include "engine/rules/rules.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

// Each axis as the scenario format says it: "{kind: rolling, length: 24h}", "[user, product]", "5m", "true", "deny",
// "soonest_expiry", "{after: 15m, except: [Mudbox]}".
struct RulesAsYaml {
  std::string window;
  std::string charge_per;
  std::string grace;
  std::string renew;
  std::string when_empty;
  std::string consume;
  std::string idle;
};

// `scenario` supplies the names of zones.
[[nodiscard]] std::string describe(const Rules& rules, const Scenario& scenario);
[[nodiscard]] RulesAsYaml as_yaml(const Rules& rules, const Scenario& scenario);

}  // namespace drawdown
