#include "tests/purchase_worlds.h"

#include <algorithm>
#include <tuple>

namespace drawdown::tests {
namespace {

// In whole tokens and units; in all digits; or with prices of single micro-units, so that most of a plan's cost is
// rounding.
enum class Scale : std::uint8_t { whole, fine, tiny };

Tokens tokens(Dice& dice, std::int64_t low, std::int64_t high, Scale scale) {
  return scale == Scale::whole ? Tokens::whole(dice.between(low, high))
                               : Tokens{dice.between(low * 1'000'000, high * 1'000'000)};
}

Money money(Dice& dice, std::int64_t low, std::int64_t high, Scale scale) {
  switch (scale) {
    case Scale::whole:
      return Money::whole(dice.between(low, high));
    case Scale::fine:
      return {dice.between(low * 1'000'000, high * 1'000'000)};
    case Scale::tiny:
      return {dice.between(low, high)};
  }
  return {};
}

OrderPrices prices_of(Dice& dice, Scale scale) {
  OrderPrices prices;
  prices.discount = dice.pick({OrderPrices::Discount::all_units, OrderPrices::Discount::incremental});
  Tokens quantity = dice.one_in(3) ? tokens(dice, 1, 4, scale) : Tokens{};
  Money unit_price = money(dice, 2, 9, scale);
  for (std::int64_t tier = 0; tier < dice.between(1, 3); ++tier) {
    prices.tiers.push_back({quantity, unit_price});
    quantity += tokens(dice, 1, 6, scale) + Tokens{1};
    const Money less = money(dice, 0, 2, scale);
    unit_price = dice.one_in(8) ? unit_price + less : std::max(unit_price - less, Money{1});
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

void add_stock(PurchaseWorld& world, Dice& dice, Scale scale) {
  std::vector<Stock>& stock = world.problem.stock;
  for (std::int64_t i = dice.between(0, 3); i > 0; --i) {
    const auto arrives =
        static_cast<std::size_t>(dice.one_in(2) ? 0 : dice.below(static_cast<std::int64_t>(world.problem.days)));
    const auto lasts = static_cast<std::size_t>(dice.between(1, 10));
    stock.push_back({tokens(dice, 1, 8, scale), arrives, arrives + lasts});
  }
  std::stable_sort(stock.begin(), stock.end(), [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
}

void try_all(const PurchaseWorld& world, PurchasePlan& plan, std::size_t order_day, std::int64_t most,
             std::optional<Cheapest>& best) {
  if (order_day == world.problem.order_days.size()) {
    const PlanCost cost = cost_of(world.problem, world.demand, plan);
    const Cheapest found{cost.total(), plan.size()};
    if ((world.problem.penalty || cost.refused == Tokens{}) &&
        (!best || std::tie(found.total, found.orders) < std::tie(best->total, best->orders))) {
      best = found;
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
  const Scale scale = dice.pick({Scale::whole, Scale::whole, Scale::fine, Scale::tiny});
  const bool fine = scale != Scale::whole;
  PurchaseWorld world;
  world.is_whole = !fine;
  PurchaseProblem& problem = world.problem;
  problem.days = static_cast<std::size_t>(dice.between(1, 9));
  for (std::size_t day = 0; day < problem.days; ++day) {
    world.demand.push_back(dice.one_in(4) ? Tokens{} : tokens(dice, 0, 4, scale));
  }
  for (std::int64_t i = dice.between(1, 3); i > 0; --i) {
    problem.prices.push_back(prices_of(dice, scale));
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
  problem.minimum = dice.one_in(2) ? Tokens{} : tokens(dice, 1, 6, scale);
  problem.order_cost = dice.one_in(3) ? Money{} : money(dice, 0, 9, scale);
  if (dice.one_in(2)) {
    problem.penalty = money(dice, 0, 12, scale);
  }
  if (dice.one_in(3)) {
    problem.most_orders = static_cast<std::size_t>(dice.between(0, 3));
  }
  if (dice.one_in(3)) {
    for (std::int64_t i = dice.between(1, 3); i > 0; --i) {
      problem.budgets.push_back(dice.one_in(3) ? std::nullopt : std::optional(money(dice, 5, 90, scale)));
    }
  }
  if (dice.one_in(3)) {
    const Money most = most_worth(problem);
    problem.left_value = dice.one_in(2) && !fine ? most : Money{most.micro * dice.between(0, 99) / 100};
    if (scale ==
        Scale::tiny) {  // tokens are bought for roundings only: not too many, with half of their price at stake
      problem.left_value = {most.micro / 2};
      problem.order_days.resize(std::min<std::size_t>(problem.order_days.size(), 2));
    }
  }
  if (dice.one_in(2)) {
    add_stock(world, dice, scale);
  }
  return world;
}

std::optional<Cheapest> cheapest_by_trying(const PurchaseWorld& world) {
  Tokens most;
  for (const Tokens use : world.demand) {
    most += use;
  }
  for (const OrderPrices& prices : world.problem.prices) {
    most = std::max(most, prices.tiers.back().quantity);
  }
  most = std::max(most, world.problem.minimum);
  const bool is_tiny = world.problem.left_value > Money{} && world.problem.left_value < Money{1'000};
  const std::int64_t multiples = most.micro / world.problem.multiple.micro + (is_tiny ? 16 : 2);
  PurchasePlan plan;
  std::optional<Cheapest> best;
  try_all(world, plan, 0, multiples, best);
  return best;
}

}  // namespace drawdown::tests
