// Rules in words.
#pragma once

#include <string>

#include "engine/scenario/scenario.h"

namespace drawdown::program {

// "rolling windows of 24h per user and product; free under 5m; renewed; refused when the pool is empty; soonest expiry
// first"
[[nodiscard]] std::string rules_in_words(const Scenario& scenario);

}  // namespace drawdown::program
