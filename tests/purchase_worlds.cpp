#include "tests/purchase_worlds.h"

#include <algorithm>

namespace drawdown::tests {
namespace {

// Micro-tokens and micro-units where `fine`: then everything is rounded.
Tokens tokens(Dice& dice, std::int64_t low, std::int64_t high, bool fine) {
  return fine ? Tokens{dice.between(low * 1'000'000, high * 1'000'000)} : Tokens::whole(dice.between(low, high));
}

OrderPrices prices_of(Dice& dice, bool fine) {
  OrderPrices prices;
  prices.discount = dice.pick({OrderPrices::Discount::all_units, OrderPrices::Discount::incremental});
  Tokens quantity = dice.one_in(3) ? tokens(dice, 1, 4, fine) : Tokens{};
  Money unit_price = fine ? Money{dice.between(1, 5'000'000)} : Money::whole(dice.between(2, 9));
  for (std::int64_t tier = 0; tier < dice.between(1, 3); ++tier) {
    prices.tiers.push_back({quantity, unit_price});
    quantity += tokens(dice, 1, 6, fine) + Tokens{1};
    if (dice.one_in(8)) {  // an increase
      unit_price += Money{unit_price.micro / 2};
    } else {
      unit_price = fine ? Money{unit_price.micro * dice.between(50, 100) / 100}
                        : std::max(Money::whole(1), unit_price - Money::whole(dice.between(0, 2)));
    }
  }
  return prices;
}

Money most_worth(const PurchaseProblem& problem) {
  Money least = Money::whole(100);
  for (const OrderPrices& prices : problem.prices) {
    for (const OrderPrices::Tier& tier : prices.tiers) {
      least = std::min(least, tier.unit_price);
    }
  }
  return least;
}

void add_stock(PurchaseWorld& world, Dice& dice, bool fine) {
  std::vector<Stock>& stock = world.problem.stock;
  for (std::int64_t i = dice.between(0, 3); i > 0; --i) {
    const auto arrives =
        static_cast<std::size_t>(dice.one_in(2) ? 0 : dice.below(static_cast<std::int64_t>(world.problem.days)));
    const auto lasts = static_cast<std::size_t>(dice.between(1, 10));
    stock.push_back({tokens(dice, 1, 8, fine), arrives, arrives + lasts});
  }
  std::stable_sort(stock.begin(), stock.end(), [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
}

void try_all(const PurchaseWorld& world, PurchasePlan& plan, std::size_t order_day, std::int64_t most,
             std::optional<Money>& best) {
  if (order_day == world.problem.order_days.size()) {
    const PlanCost cost = cost_of(world.problem, world.demand, plan);
    if ((world.problem.penalty || cost.refused == Tokens{}) && (!best || cost.total() < *best)) {
      best = cost.total();
    }
    return;
  }
  try_all(world, plan, order_day + 1, most, best);
  for (std::int64_t i = 1; i <= most; ++i) {
    plan.push_back({order_day, {i * world.problem.multiple.micro}});
    if (is_allowed(world.problem, plan)) {
      try_all(world, plan, order_day + 1, most, best);
    }
    plan.pop_back();
  }
}

}  // namespace

PurchaseWorld purchase_world(Dice& dice) {
  const bool fine = dice.one_in(3);
  PurchaseWorld world;
  PurchaseProblem& problem = world.problem;
  problem.days = static_cast<std::size_t>(dice.between(1, 9));
  for (std::size_t day = 0; day < problem.days; ++day) {
    world.demand.push_back(dice.one_in(4) ? Tokens{} : tokens(dice, 0, 4, fine));
  }
  for (std::int64_t i = dice.between(1, 3); i > 0; --i) {
    problem.prices.push_back(prices_of(dice, fine));
  }
  const bool one_list = dice.one_in(2);
  const bool has_interest = dice.one_in(2);
  std::size_t arrives =
      static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(std::min<std::size_t>(problem.days, 3))));
  std::size_t lasts = static_cast<std::size_t>(dice.between(1, 9));
  std::int64_t interest = has_interest ? dice.between(0, 300'000) : 0;
  std::size_t year = 0;
  std::size_t expires = 0;
  for (std::int64_t i = dice.between(0, 4); i > 0 && arrives < problem.days; --i) {
    expires = std::max(expires, arrives + lasts);
    const auto list =
        one_list ? 0U : static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(problem.prices.size())));
    problem.order_days.push_back({{}, arrives, expires, list, year, interest});
    arrives += static_cast<std::size_t>(dice.between(0, 3));
    lasts = dice.one_in(3) ? static_cast<std::size_t>(dice.between(1, 9)) : lasts;
    interest = dice.one_in(4) ? interest + 1 : interest - dice.between(0, interest);
    year += static_cast<std::size_t>(dice.one_in(3));
  }
  problem.multiple = fine ? Tokens{dice.between(800'000, 3'000'000)} : Tokens::whole(dice.pick({1, 1, 2, 3}));
  problem.minimum = dice.one_in(2) ? Tokens{} : tokens(dice, 1, 6, fine);
  problem.order_cost = dice.one_in(3) ? Money{}
                       : fine         ? Money{dice.between(0, 9'000'000)}
                                      : Money::whole(dice.between(1, 12));
  if (dice.one_in(2)) {
    problem.penalty = fine ? Money{dice.between(0, 12'000'000)} : Money::whole(dice.between(0, 15));
  }
  if (dice.one_in(3)) {
    problem.most_orders = static_cast<std::size_t>(dice.between(0, 3));
  }
  if (dice.one_in(3)) {
    for (std::int64_t i = dice.between(1, 3); i > 0; --i) {
      problem.budgets.push_back(dice.one_in(3) ? std::nullopt : std::optional(Money::whole(dice.between(5, 90))));
    }
  }
  if (dice.one_in(3)) {
    const Money most = most_worth(problem);
    problem.left_value = dice.one_in(2) && !fine ? most : Money{most.micro * dice.between(0, 99) / 100};
  }
  if (dice.one_in(2)) {
    add_stock(world, dice, fine);
  }
  return world;
}

std::optional<Money> cheapest_by_trying(const PurchaseWorld& world) {
  Tokens most;
  for (const Tokens use : world.demand) {
    most += use;
  }
  for (const OrderPrices& prices : world.problem.prices) {
    most = std::max(most, prices.tiers.back().quantity);
  }
  most = std::max(most, world.problem.minimum);
  const std::int64_t multiples = most.micro / world.problem.multiple.micro + 2;
  PurchasePlan plan;
  std::optional<Money> best;
  try_all(world, plan, 0, multiples, best);
  return best;
}

}  // namespace drawdown::tests
