// Small random purchase problems with paths of demand, for policies that buy on day totals.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/planning/adaptive_policy.h"
#include "tests/dice.h"

namespace drawdown::tests {

struct PolicyCase {
  PurchaseProblem problem;
  Day from{20'454};  // 2026-01-01
  Tokens before;
  std::vector<DayDemand> paths;
};

struct CaseSize {
  std::int64_t days = 30;
  std::int64_t most_demand = 5;  // of a day, in units
  std::int64_t paths = 3;
};

inline OrderPrices random_prices(Dice& dice, std::int64_t unit) {
  OrderPrices prices;
  prices.discount = dice.one_in(3) ? OrderPrices::Discount::incremental : OrderPrices::Discount::all_units;
  Tokens quantity{dice.one_in(3) ? unit * dice.between(1, 4) : 0};
  std::int64_t price = dice.between(2, 6);
  for (std::int64_t tier = dice.between(1, 3); tier > 0; --tier) {
    prices.tiers.push_back({quantity, Money{price * 1'000'000 - dice.below(500'000)}});
    quantity += Tokens{unit * dice.between(2, 8)};
    price = std::max<std::int64_t>(1, price - dice.below(3));
  }
  return prices;
}

inline std::vector<OrderDay> random_order_days(Dice& dice, Day from, std::size_t days, std::size_t prices) {
  std::vector<OrderDay> order_days;
  const auto lead = static_cast<std::size_t>(dice.pick({0, 0, 1, 2, 4}));
  const auto life = static_cast<std::size_t>(dice.between(1, 2 * static_cast<std::int64_t>(days)));
  const bool steady = dice.one_in(2);
  for (std::size_t day = 0; day + lead < days; ++day) {
    if (!order_days.empty() && !steady && dice.one_in(3)) {
      continue;
    }
    order_days.push_back({.day = from + static_cast<std::int32_t>(day),
                          .arrives = day + lead,
                          .expires = day + lead + life,
                          .prices = prices == 1 ? 0 : std::min(prices - 1, 2 * day / days),
                          .year = 2 * day / days,
                          .interest = static_cast<std::int64_t>(1'000 * (days - day))});
  }
  return order_days;
}

inline PolicyCase random_case(std::uint64_t seed, const CaseSize& size = {}) {
  Dice dice(seed);
  PolicyCase any;
  const auto unit = dice.pick<std::int64_t>({1'000'000, 1'000'000, 20'000});
  PurchaseProblem& problem = any.problem;
  problem.days = static_cast<std::size_t>(dice.between(5, size.days));
  for (std::int64_t lists = dice.between(1, 2); lists > 0; --lists) {
    problem.prices.push_back(random_prices(dice, unit));
  }
  problem.order_days = random_order_days(dice, any.from, problem.days, problem.prices.size());
  for (std::int64_t lots = dice.between(0, 3); lots > 0; --lots) {
    const auto arrives = static_cast<std::size_t>(dice.one_in(2) ? 0 : dice.below(size.days));
    const auto life = static_cast<std::size_t>(dice.between(0, size.days + 5));
    problem.stock.push_back({Tokens{unit * dice.between(0, 3 * size.most_demand)}, arrives, arrives + life});
  }
  std::stable_sort(problem.stock.begin(), problem.stock.end(),
                   [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  problem.multiple = Tokens{unit * dice.pick<std::int64_t>({1, 1, 1, 2, 3})};
  problem.minimum = Tokens{dice.one_in(3) ? unit * dice.between(1, 6) : 0};
  problem.order_cost = Money{dice.pick<std::int64_t>({0, 500'000, 3'000'000, 8'000'000})};
  if (!dice.one_in(5)) {
    problem.penalty = Money{dice.pick<std::int64_t>({2'000'000, 7'000'000, 20'000'000})};
  }
  if (dice.one_in(4)) {
    problem.budgets = {Money::whole(dice.between(1, 60)), std::nullopt};
  }
  if (dice.one_in(4)) {
    problem.most_orders = static_cast<std::size_t>(dice.between(0, 3));
  }
  problem.left_value = Money{dice.pick<std::int64_t>({0, 0, 1'000'000})};
  any.before = Tokens{dice.one_in(2) ? unit * dice.between(1, 400) : 0};
  const std::int64_t often = dice.between(1, 3);
  for (std::int64_t path = 0; path < size.paths; ++path) {
    DayDemand demand(problem.days);
    for (Tokens& day : demand) {
      day = Tokens{dice.one_in(often) ? unit * dice.between(0, size.most_demand) : 0};
    }
    any.paths.push_back(std::move(demand));
  }
  return any;
}

inline AdaptivePolicy random_policy(std::uint64_t seed, const PolicyCase& any) {
  Dice dice(seed ^ 0x9e37U);
  const std::int64_t unit = any.problem.multiple.micro;
  const auto order_days = static_cast<std::int64_t>(any.problem.order_days.size());
  AdaptivePolicy policy;
  policy.kind = dice.pick({AdaptivePolicy::Kind::reorder_point, AdaptivePolicy::Kind::order_up_to,
                           AdaptivePolicy::Kind::periodic, AdaptivePolicy::Kind::yearly_share});
  switch (policy.kind) {
    case AdaptivePolicy::Kind::reorder_point:
      policy.at = Tokens{dice.between(0, 8 * unit)};
      policy.quantity = Tokens{dice.between(1, 12 * unit)};
      break;
    case AdaptivePolicy::Kind::order_up_to:
      policy.at = Tokens{dice.between(0, 8 * unit)};
      policy.up_to = policy.at + Tokens{dice.between(1, 12 * unit)};
      break;
    case AdaptivePolicy::Kind::periodic:
      policy.every = static_cast<std::size_t>(dice.between(1, order_days));
      policy.up_to = Tokens{dice.between(1, 20 * unit)};
      break;
    case AdaptivePolicy::Kind::yearly_share:
      policy.on = static_cast<std::size_t>(dice.below(order_days));
      policy.share = Percent{dice.between(1, 300'000'000)};
      break;
  }
  return policy;
}

}  // namespace drawdown::tests
