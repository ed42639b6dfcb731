#include "engine/scenario/split_rules.h"

#include <array>
#include <cstddef>
#include <string_view>

#include "engine/scenario/describe.h"

namespace drawdown {
namespace {

struct Axis {
  std::string_view name;
  std::string RulesAsYaml::*text;
  void (*keep)(Rules& rules, const Rules& before);  // takes the axis from the rules before
};

// The window comes first, so that no step is left with the window before, whose zone is numbered differently.
constexpr std::array axes{
    Axis{"window", &RulesAsYaml::window, [](Rules&, const Rules&) {}},
    Axis{"charge_per", &RulesAsYaml::charge_per,
         [](Rules& rules, const Rules& before) {
           rules.per_version = before.per_version;
           rules.per_machine = before.per_machine;
         }},
    Axis{"grace", &RulesAsYaml::grace, [](Rules& rules, const Rules& before) { rules.grace = before.grace; }},
    Axis{"renew", &RulesAsYaml::renew, [](Rules& rules, const Rules& before) { rules.renew = before.renew; }},
    Axis{"when_empty", &RulesAsYaml::when_empty,
         [](Rules& rules, const Rules& before) {
           rules.when_empty = before.when_empty;
           rules.retry_after = before.retry_after;
         }},
    Axis{"consume", &RulesAsYaml::consume, [](Rules& rules, const Rules& before) { rules.consume = before.consume; }},
    Axis{"idle", &RulesAsYaml::idle, [](Rules& rules, const Rules& before) { rules.idle = before.idle; }},
};

}  // namespace

std::vector<AxisStep> split_by_axis(const Scenario& before, const Scenario& after) {
  const RulesAsYaml old = as_yaml(before.rules, before);
  const RulesAsYaml fresh = as_yaml(after.rules, after);
  std::vector<AxisStep> steps;
  std::string label;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (old.*axes[i].text == fresh.*axes[i].text) {
      continue;
    }
    label += (label.empty() ? "rules." : " + rules.") + std::string(axes[i].name) + ": " + fresh.*axes[i].text;
    Rules rules = after.rules;
    for (std::size_t later = i + 1; later < axes.size(); ++later) {
      axes[later].keep(rules, before.rules);
    }
    if (window_outlasts_grace(rules)) {
      steps.push_back({label, rules});
      label.clear();
    }
  }
  return steps;
}

}  // namespace drawdown
