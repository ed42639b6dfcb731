#include "engine/replay/budget_caps.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "engine/time/zone.h"

namespace drawdown {
namespace {

bool matches(const Budget& budget, const Trace& trace, const ChargeUnit& unit) {
  return (!budget.user || *budget.user == trace.users[unit.user]) &&
         (!budget.team || *budget.team == trace.teams[unit.team]) &&
         (budget.products.empty() ||
          std::find(budget.products.begin(), budget.products.end(), unit.product) != budget.products.end());
}

// Which of a budget's caps the unit's charges count in.
std::uint32_t part_of(const Budget& budget, const ChargeUnit& unit) {
  switch (budget.each) {
    case Budget::Each::all:
      return 0;
    case Budget::Each::user:
      return unit.user.value;
    case Budget::Each::team:
      return unit.team.value;
    case Budget::Each::product:
      return unit.product.value;
  }
  return 0;
}

}  // namespace

BudgetCaps::BudgetCaps(const Scenario& scenario, const Trace& trace) : budgets_(scenario.budgets) {
  if (budgets_.empty()) {
    return;
  }
  for (const Instant start : period_starts(scenario.server(), Period::month, scenario.begin, scenario.end)) {
    if (scenario.begin < start && start < scenario.end) {
      months_.push_back(start);
    }
  }
  std::map<std::tuple<std::uint32_t, std::uint32_t>, std::uint32_t> accounts;  // by budget and part
  for (const ChargeUnit& unit : trace.units) {
    std::vector<Cap>& caps = caps_.emplace_back();
    for (std::uint32_t number = 0; number < budgets_.size(); ++number) {
      const Budget& budget = budgets_[number];
      if (!matches(budget, trace, unit)) {
        continue;
      }
      const auto [found, is_new] =
          accounts.try_emplace({number, part_of(budget, unit)}, static_cast<std::uint32_t>(spent_.size()));
      if (is_new) {
        spent_.resize(spent_.size() + (budget.period == Budget::Period::month ? months_.size() + 1 : 1));
      }
      caps.push_back({number, found->second});
    }
  }
}

std::size_t BudgetCaps::account(const Cap& cap, std::int64_t instant) const {
  if (budgets_[cap.budget].period == Budget::Period::horizon) {
    return cap.account;
  }
  const auto month = std::upper_bound(months_.begin(), months_.end(), Instant{instant});
  return cap.account + static_cast<std::size_t>(month - months_.begin());
}

std::optional<BudgetCaps::Refusal> BudgetCaps::refusal(std::uint32_t unit, std::int64_t tokens,
                                                       std::int64_t now) const {
  if (tokens == 0 || budgets_.empty()) {
    return std::nullopt;
  }
  for (const Cap& cap : caps_[unit]) {
    const std::int64_t left = budgets_[cap.budget].tokens.micro - spent_[account(cap, now)];
    if (tokens > left) {
      return Refusal{cap.budget, {left}};
    }
  }
  return std::nullopt;
}

std::int64_t BudgetCaps::left(std::uint32_t unit, std::int64_t now) const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  if (budgets_.empty()) {
    return least;
  }
  for (const Cap& cap : caps_[unit]) {
    least = std::min(least, budgets_[cap.budget].tokens.micro - spent_[account(cap, now)]);
  }
  return least;
}

void BudgetCaps::add(std::uint32_t unit, std::int64_t tokens, std::int64_t at) {
  if (budgets_.empty()) {
    return;
  }
  for (const Cap& cap : caps_[unit]) {
    spent_[account(cap, at)] += tokens;
  }
}

}  // namespace drawdown
