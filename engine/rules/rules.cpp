#include "engine/rules/rules.h"

namespace drawdown {

bool window_outlasts_grace(const Rules& rules) {
  const auto* rolling = std::get_if<RollingWindow>(&rules.window);
  return rolling == nullptr || rolling->length > rules.grace;
}

Rules flex() { return Rules{}; }

Rules token_flex() {
  Rules rules;
  rules.window = CalendarWindow{};
  rules.grace = Duration{0};
  rules.when_empty = WhenEmpty::overdraft;
  return rules;
}

}  // namespace drawdown
