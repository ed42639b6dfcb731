#include "engine/rules/rules.h"

namespace drawdown {

Rules flex() { return Rules{}; }

Rules token_flex() {
  Rules rules;
  rules.window = CalendarWindow{};
  rules.grace = Duration{0};
  rules.when_empty = WhenEmpty::overdraft;
  return rules;
}

}  // namespace drawdown
