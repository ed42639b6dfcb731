#include "tests/sampled_worlds.h"

#include <algorithm>
#include <vector>

namespace drawdown {
namespace {

Tokens halves(std::int64_t n) { return {n * 500'000}; }
Money hundredths(std::int64_t n) { return {n * 10'000}; }

std::vector<std::size_t> ascending(Dice& dice, std::size_t count, std::int64_t low, std::int64_t high) {
  std::vector<std::size_t> days(count);
  for (std::size_t& day : days) {
    day = static_cast<std::size_t>(dice.between(low, high));
  }
  std::sort(days.begin(), days.end());
  return days;
}

}  // namespace

SampledWorld sampled_world(Dice& dice) {
  SampledWorld world;
  PurchaseProblem& problem = world.problem;
  const std::int64_t days = dice.between(1, 8);
  problem.days = static_cast<std::size_t>(days);
  const auto orders = static_cast<std::size_t>(dice.between(1, 3));
  const std::vector<std::size_t> arrivals = ascending(dice, orders, 0, days - 1);
  std::vector<std::size_t> expiries = ascending(dice, orders, 1, days + 3);
  for (std::size_t i = 0; i < orders; ++i) {
    expiries[i] = std::max(expiries[i], arrivals[i] + 1);
    problem.order_days.push_back({.day = {static_cast<std::int32_t>(i)},
                                  .arrives = arrivals[i],
                                  .expires = expiries[i],
                                  .prices = static_cast<std::size_t>(dice.below(2)),
                                  .year = i / 2,
                                  .interest = dice.one_in(2) ? 0 : 10'000 * dice.between(0, 20)});
  }
  for (int k = 0; k < 2; ++k) {
    OrderPrices prices{dice.one_in(2) ? OrderPrices::Discount::all_units : OrderPrices::Discount::incremental, {}};
    std::int64_t quantity = dice.between(0, 3);
    std::int64_t price = dice.between(3, 9) * 100;
    for (std::int64_t tiers = dice.between(1, 3); tiers > 0; --tiers) {
      prices.tiers.push_back({halves(2 * quantity), hundredths(price)});
      quantity += dice.between(1, 6);
      price = std::max<std::int64_t>(price - 100 * dice.between(0, 3), 100);
    }
    problem.prices.push_back(prices);
  }
  for (std::int64_t stocks = dice.one_in(2) ? 0 : dice.between(1, 2); stocks > 0; --stocks) {
    const std::int64_t arrives = dice.one_in(2) ? 0 : dice.between(0, days);
    problem.stock.push_back({halves(dice.between(0, 12)), static_cast<std::size_t>(arrives),
                             static_cast<std::size_t>(dice.between(arrives, days + 4))});
  }
  std::stable_sort(problem.stock.begin(), problem.stock.end(),
                   [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  problem.multiple = halves(dice.pick({2, 2, 4, 6}));
  problem.minimum = halves(dice.pick({0, 0, 4, 7}));
  problem.order_cost = hundredths(dice.pick({0, 100, 400, 1500}));
  if (!dice.one_in(4)) {
    problem.penalty = hundredths(dice.between(1, 20) * 100);
  }
  if (dice.one_in(3)) {
    problem.left_value =
        hundredths(problem.penalty ? std::min<std::int64_t>(100, problem.penalty->micro / 10'000) : 50);
  }
  if (dice.one_in(4)) {
    problem.budgets = {hundredths(dice.between(5, 60) * 100), std::nullopt};
  }
  if (dice.one_in(4)) {
    problem.most_orders = static_cast<std::size_t>(dice.between(0, 2));
  }
  for (std::int64_t paths = dice.between(1, 7); paths > 0; --paths) {
    DayDemand demand;
    for (std::int64_t day = 0; day < days; ++day) {
      demand.push_back(halves(dice.one_in(3) ? 0 : dice.between(0, 7)));
    }
    world.paths.push_back(demand);
  }
  return world;
}

SampledWorld odd_sampled_world(Dice& dice) {
  SampledWorld world = sampled_world(dice);
  PurchaseProblem& problem = world.problem;
  for (OrderDay& day : problem.order_days) {
    day.interest = dice.below(200'000);
  }
  for (OrderPrices& prices : problem.prices) {
    for (OrderPrices::Tier& tier : prices.tiers) {
      tier.unit_price.micro += dice.below(1000);
    }
  }
  for (Stock& stock : problem.stock) {
    stock.tokens.micro += dice.below(100);
  }
  problem.multiple.micro += dice.below(2);
  problem.order_cost.micro += dice.below(1000);
  if (problem.penalty) {
    problem.penalty->micro += dice.below(1000);
  }
  for (DayDemand& demand : world.paths) {
    for (Tokens& tokens : demand) {
      tokens.micro += dice.below(1000);
    }
  }
  return world;
}

BestOfAll best_of_all(const SampledWorld& world, std::size_t most_dry) {
  const PurchaseProblem& problem = world.problem;
  // No quantity beyond all demand, the largest tier and the minimum, rounded up, can be of use.
  Tokens most = problem.minimum;
  for (const DayDemand& demand : world.paths) {
    Tokens sum;
    for (const Tokens tokens : demand) {
      sum += tokens;
    }
    most = std::max(most, sum);
  }
  for (const OrderPrices& prices : problem.prices) {
    most = std::max(most, prices.tiers.back().quantity);
  }
  const std::int64_t steps = (most.micro + problem.multiple.micro - 1) / problem.multiple.micro;
  BestOfAll best;
  std::vector<std::int64_t> chosen(problem.order_days.size());
  for (bool more = true; more;) {
    PurchasePlan plan;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (chosen[i] > 0) {
        plan.push_back({i, {chosen[i] * problem.multiple.micro}});
      }
    }
    if (is_allowed(problem, plan)) {
      ++best.plans;
      Wide sum = 0;
      std::size_t dry = 0;
      for (const DayDemand& demand : world.paths) {
        const PlanCost cost = cost_of(problem, demand, plan);
        sum += cost.total().micro;
        dry += cost.refused > Tokens{} ? 1U : 0U;
      }
      if (dry <= most_dry && (!best.cost || sum < *best.cost)) {
        best.cost = sum;
      }
    }
    more = false;
    for (std::size_t i = 0; i < chosen.size() && !more; ++i) {
      more = ++chosen[i] <= steps;
      if (!more) {
        chosen[i] = 0;
      }
    }
  }
  return best;
}

PurchasePlan some_plan(const PurchaseProblem& problem, Dice& dice) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    PurchasePlan plan;
    for (std::size_t i = 0; i < problem.order_days.size(); ++i) {
      if (!dice.one_in(3)) {
        plan.push_back({i, {dice.between(1, 8) * problem.multiple.micro}});
      }
    }
    if (is_allowed(problem, plan)) {
      return plan;
    }
  }
  return {};
}

}  // namespace drawdown
