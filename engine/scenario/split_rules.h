// A change of all the rules at once, axis by axis: what lies between Flex and Token-Flex.
//
//   for (const AxisStep& step : split_by_axis(before, after)) { … }
//   // "rules.window: {kind: calendar, period: day, zone: server}", then "rules.grace: 0s", …
#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace drawdown {

struct AxisStep {
  std::string label;
  Rules rules;  // valid among the zones of the scenario after the change
};

// The axes on which the rules of two scenarios differ, in the order window, charge_per, grace, renew, when_empty,
// consume, idle; each step has those before it. The last step has the rules of `after`; none if the rules are the same.
// Axes between which the rules would not be valid are one step: "rules.window: … + rules.grace: …".
[[nodiscard]] std::vector<AxisStep> split_by_axis(const Scenario& before, const Scenario& after);

}  // namespace drawdown
