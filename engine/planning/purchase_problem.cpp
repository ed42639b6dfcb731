#include "engine/planning/purchase_problem.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/exact_cost.h"

namespace drawdown {
namespace {

Money interest_on(Money paid, std::int64_t millionths) { return rounded({static_cast<Wide>(paid.micro) * millionths}); }

// All that can pay, in the order in which it does.
std::vector<Stock> tranches_of(const PurchaseProblem& problem, const PurchasePlan& plan) {
  std::vector<Stock> all = problem.stock;
  for (const PlannedOrder& order : plan) {
    const OrderDay& day = problem.order_days[order.order_day];
    all.push_back({order.tokens, day.arrives, day.expires});
  }
  std::stable_sort(all.begin(), all.end(), [](const Stock& a, const Stock& b) {
    return a.expires != b.expires ? a.expires < b.expires : a.arrives < b.arrives;
  });
  return all;
}

}  // namespace

std::optional<Money> OrderPrices::price_of(Tokens order) const {
  if (order < tiers.front().quantity) {
    return std::nullopt;
  }
  ExactCost sum;
  if (discount == Discount::all_units) {
    const auto above = std::upper_bound(tiers.begin(), tiers.end(), order,
                                        [](Tokens tokens, const Tier& tier) { return tokens < tier.quantity; });
    sum = exact_cost(order, std::prev(above)->unit_price);
  } else {
    for (std::size_t i = 0; i < tiers.size(); ++i) {
      const Tokens begin = i == 0 ? Tokens{} : tiers[i].quantity;
      const Tokens end = i + 1 < tiers.size() ? std::min(order, tiers[i + 1].quantity) : order;
      sum += exact_cost(std::max(end - begin, Tokens{}), tiers[i].unit_price);
    }
  }
  return rounded(sum);
}

bool is_allowed(const PurchaseProblem& problem, const PurchasePlan& plan) {
  if (problem.most_orders && plan.size() > *problem.most_orders) {
    return false;
  }
  std::vector<Money> paid(problem.budgets.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& [order_day, tokens] = plan[i];
    if (order_day >= problem.order_days.size() || (i > 0 && plan[i - 1].order_day >= order_day) || tokens <= Tokens{} ||
        tokens < problem.minimum || tokens.micro % problem.multiple.micro != 0) {
      return false;
    }
    const OrderDay& day = problem.order_days[order_day];
    const std::optional<Money> price = problem.prices[day.prices].price_of(tokens);
    if (!price) {
      return false;
    }
    if (day.year < paid.size()) {
      paid[day.year] += *price + problem.order_cost;
      if (problem.budgets[day.year] && paid[day.year] > *problem.budgets[day.year]) {
        return false;
      }
    }
  }
  return true;
}

PlanCost cost_of(const PurchaseProblem& problem, const DayDemand& demand, const PurchasePlan& plan) {
  check(demand.size() == problem.days, "a demand has the days of its problem");
  PlanCost cost;
  for (const auto& [order_day, tokens] : plan) {
    const OrderDay& day = problem.order_days[order_day];
    const std::optional<Money> price = problem.prices[day.prices].price_of(tokens);
    check(price.has_value(), "an order of a plan has a price");
    cost.price += *price;
    cost.order_costs += problem.order_cost;
    cost.interest += interest_on(*price + problem.order_cost, day.interest);
    cost.bought += tokens;
  }

  std::vector<Stock> tranches = tranches_of(problem, plan);
  for (std::size_t day = 0; day < problem.days; ++day) {
    Tokens wanted = demand[day];
    for (Stock& tranche : tranches) {
      if (tranche.arrives <= day && day < tranche.expires) {
        const Tokens paid = std::min(wanted, tranche.tokens);
        tranche.tokens -= paid;
        wanted -= paid;
        cost.consumed += paid;
      }
    }
    cost.refused += wanted;
  }
  for (const Stock& tranche : tranches) {
    (tranche.expires < problem.days ? cost.expired : cost.left) += tranche.tokens;
  }
  if (problem.penalty) {
    cost.penalty = rounded(exact_cost(cost.refused, *problem.penalty));
  }
  cost.left_value = rounded(exact_cost(cost.left, problem.left_value));
  return cost;
}

}  // namespace drawdown
