#include "engine/analysis/user_costs.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <tuple>

namespace drawdown {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

}  // namespace

UserCosts::UserCosts(const Trace& trace, const Outcome& outcome, std::optional<TeamId> team)
    : outcome_(outcome), pair_of_(trace.units.size(), none) {
  std::vector<std::uint32_t> units;
  for (std::uint32_t unit = 0; unit < trace.units.size(); ++unit) {
    if (!team || trace.units[unit].team == *team) {
      units.push_back(unit);
    }
  }
  std::sort(units.begin(), units.end(), [&](std::uint32_t a, std::uint32_t b) {
    const ChargeUnit& one = trace.units[a];
    const ChargeUnit& other = trace.units[b];
    const int order = one.user == other.user ? 0 : trace.users[one.user].compare(trace.users[other.user]);
    return order != 0 ? order < 0 : std::tie(one.product, a) < std::tie(other.product, b);
  });
  for (const std::uint32_t unit : units) {
    const ChargeUnit& who = trace.units[unit];
    if (pairs_.empty() || pairs_.back().user != who.user || pairs_.back().product != who.product) {
      pairs_.push_back({who.user, who.product});
    }
    pair_of_[unit] = static_cast<std::uint32_t>(pairs_.size() - 1);
  }
  sums_.resize(pairs_.size());
}

void UserCosts::add(const PoolDays& days) {
  changed_.clear();
  if (const int year = date_of(days.day()).year; year != year_) {
    year_ = year;
    std::fill(sums_.begin(), sums_.end(), 0);
    changed_.resize(sums_.size());
    std::iota(changed_.begin(), changed_.end(), 0);
  }
  const bool all = !changed_.empty();
  for (const Charge& charge : days.charges()) {
    const std::uint32_t pair = pair_of_[charge.unit.value];
    if (pair == none) {
      continue;
    }
    for (const Draw& draw : charge.draws()) {
      const std::optional<Money>& price = outcome_.tranches[draw.tranche.value].unit_price;
      sums_[pair] += Wide{draw.tokens.micro} * price.value_or(Money{}).micro;
    }
    if (charge.overdraft != Tokens{}) {
      sums_[pair] += Wide{charge.overdraft.micro} * latest_price(days).micro;
    }
    if (!all) {
      changed_.push_back(pair);
    }
  }
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
}

Money UserCosts::latest_price(const PoolDays& days) const {
  const Tranche* latest = nullptr;
  for (const Tranche& tranche : outcome_.tranches) {
    if (tranche.unit_price && tranche.bought <= days.day() && (latest == nullptr || latest->bought <= tranche.bought)) {
      latest = &tranche;
    }
  }
  return latest == nullptr ? Money{} : *latest->unit_price;
}

Money UserCosts::cost(std::uint32_t pair) const {
  const Wide sum = sums_[pair];
  const Wide half = sum < 0 ? -micro_per_unit / 2 : micro_per_unit / 2;
  return {narrow((sum + half) / micro_per_unit, "money")};
}

}  // namespace drawdown
