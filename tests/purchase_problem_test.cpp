#include "engine/planning/purchase_problem.h"

#include <doctest/doctest.h>

#include <vector>

using namespace drawdown;

namespace {

// Four days, orders on the first and the third; a tranche lasts two days.
PurchaseProblem four_days() {
  PurchaseProblem problem;
  problem.days = 4;
  problem.order_days = {{.day = {}, .arrives = 0, .expires = 2, .prices = 0, .year = 0, .interest = 100'000},
                        {.day = {}, .arrives = 2, .expires = 4, .prices = 0, .year = 0, .interest = 0}};
  problem.prices = {{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens::whole(1), Money::whole(3)}, {Tokens::whole(10), Money::whole(2)}}}};
  problem.multiple = Tokens::whole(1);
  problem.order_cost = Money::whole(5);
  problem.penalty = Money::whole(7);
  return problem;
}

const DayDemand demand{Tokens::whole(4), Tokens::whole(4), Tokens::whole(4), Tokens::whole(4)};

}  // namespace

TEST_CASE("an all-units discount is on all tokens of an order, an incremental one on those beyond") {
  OrderPrices prices{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens::whole(5), Money::whole(3)}, {Tokens::whole(10), Money::whole(2)}}};
  CHECK_FALSE(prices.price_of(Tokens::whole(4)).has_value());
  CHECK(prices.price_of(Tokens::whole(9)) == Money::whole(27));
  CHECK(prices.price_of(Tokens::whole(10)) == Money::whole(20));
  prices.discount = OrderPrices::Discount::incremental;
  CHECK_FALSE(prices.price_of(Tokens::whole(4)).has_value());
  CHECK(prices.price_of(Tokens::whole(9)) == Money::whole(27));
  CHECK(prices.price_of(Tokens::whole(12)) == Money::whole(34));
}

TEST_CASE("what expires is lost, and what comes later does not pay for what was refused before") {
  const PlanCost cost = cost_of(four_days(), demand, {{0, Tokens::whole(10)}, {1, Tokens::whole(5)}});
  CHECK(cost.price == Money::whole(35));
  CHECK(cost.order_costs == Money::whole(10));
  CHECK(cost.interest == *parse_money("2.5"));
  CHECK(cost.consumed == Tokens::whole(13));
  CHECK(cost.expired == Tokens::whole(2));
  CHECK(cost.refused == Tokens::whole(3));
  CHECK(cost.penalty == Money::whole(21));
  CHECK(cost.total() == *parse_money("68.5"));
}

TEST_CASE("what expires first pays first, though it came later") {
  PurchaseProblem problem = four_days();
  problem.stock = {{Tokens::whole(6), 0, 9}};
  const PlanCost cost = cost_of(problem, demand, {{0, Tokens::whole(8)}});
  CHECK(cost.expired == Tokens{});
  CHECK(cost.refused == Tokens::whole(2));
  problem.left_value = Money::whole(1);
  const PlanCost more = cost_of(problem, demand, {{0, Tokens::whole(8)}, {1, Tokens::whole(4)}});
  CHECK(more.left == Tokens::whole(2));
  CHECK(more.left_value == Money::whole(2));
}

TEST_CASE("a plan keeps to minimum, multiple, prices, budgets and the number of orders") {
  PurchaseProblem problem = four_days();
  problem.minimum = Tokens::whole(4);
  problem.multiple = Tokens::whole(2);
  CHECK(is_allowed(problem, {{0, Tokens::whole(4)}, {1, Tokens::whole(6)}}));
  CHECK_FALSE(is_allowed(problem, {{0, Tokens::whole(2)}}));
  CHECK_FALSE(is_allowed(problem, {{0, Tokens::whole(5)}}));
  CHECK_FALSE(is_allowed(problem, {{1, Tokens::whole(4)}, {0, Tokens::whole(6)}}));
  problem.budgets = {Money::whole(39)};
  CHECK_FALSE(is_allowed(problem, {{0, Tokens::whole(4)}, {1, Tokens::whole(6)}}));
  problem.budgets = {Money::whole(40)};
  CHECK(is_allowed(problem, {{0, Tokens::whole(4)}, {1, Tokens::whole(6)}}));
  problem.most_orders = 1;
  CHECK_FALSE(is_allowed(problem, {{0, Tokens::whole(4)}, {1, Tokens::whole(6)}}));
}
