#include "tests/oracle/caps.h"

#include <algorithm>

#include "tests/oracle/clocks.h"

namespace drawdown::oracle {

bool Caps::counts(const Budget& budget, const ChargeUnit& who) const {
  return (!budget.user || *budget.user == trace_.users[who.user]) &&
         (!budget.team || *budget.team == trace_.teams[who.team]) &&
         (budget.products.empty() || std::count(budget.products.begin(), budget.products.end(), who.product) > 0);
}

std::int64_t Caps::month_of(std::int64_t at) const { return period_end(scenario_.server().name(), Period::month, at); }

std::optional<Caps::Refusal> Caps::refusal(const ChargeUnit& who, std::int64_t tokens, std::int64_t now) const {
  if (tokens == 0 || scenario_.budgets.empty()) {
    return std::nullopt;
  }
  const std::int64_t month = month_of(now);
  for (std::size_t i = 0; i < scenario_.budgets.size(); ++i) {
    const Budget& budget = scenario_.budgets[i];
    if (!counts(budget, who)) {
      continue;
    }
    std::int64_t left = budget.tokens.micro;
    for (const Spent& other : spent_) {
      const bool same = budget.each == Budget::Each::all ||
                        (budget.each == Budget::Each::user && other.who.user == who.user) ||
                        (budget.each == Budget::Each::team && other.who.team == who.team) ||
                        (budget.each == Budget::Each::product && other.who.product == who.product);
      const bool in_time = budget.period == Budget::Period::horizon || other.month == month;
      left -= same && in_time && counts(budget, other.who) ? other.tokens : 0;
    }
    if (tokens > left) {
      return Refusal{i, left};
    }
  }
  return std::nullopt;
}

void Caps::spend(const ChargeUnit& who, std::int64_t tokens, std::int64_t at) {
  if (!scenario_.budgets.empty()) {
    spent_.push_back({who, tokens, month_of(at)});
  }
}

}  // namespace drawdown::oracle
