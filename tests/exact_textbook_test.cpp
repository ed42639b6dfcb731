// The exact plan on instances with known answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engine/planning/exact_plan.h"
#include "tests/dice.h"
#include "tests/plain_plan.h"

using namespace drawdown;

namespace {

constexpr std::size_t never = 1'000'000;

std::int64_t whole(Tokens tokens) { return tokens.micro / micro_per_unit; }

std::string quantities(const PurchasePlan& plan) {
  std::string text;
  for (const auto& [order_day, tokens] : plan) {
    text += (text.empty() ? "" : " ") + std::to_string(order_day) + ":" + format(tokens);
  }
  return text;
}

// A price of `unit` for each token and `setup` for the order, as an incremental discount: of the first token and of
// others.
OrderPrices with_setup(std::int64_t setup, std::int64_t unit) {
  return {.discount = OrderPrices::Discount::incremental,
          .tiers = {{*parse_tokens("0.5"), Money::whole(setup + unit)}, {Tokens::whole(1), Money::whole(unit)}}};
}

// A year of 300 days with the same demand on each, an order on any of them, and the year's cost of capital in
// millionths.
PurchaseProblem constant_year(std::int64_t cost_of_capital, std::size_t lifetime) {
  PurchaseProblem problem;
  problem.days = 300;
  for (std::size_t day = 0; day < problem.days; ++day) {
    const auto rest = static_cast<std::int64_t>(problem.days - day);
    problem.order_days.push_back({.day = {},
                                  .arrives = day,
                                  .expires = day + lifetime,
                                  .prices = 0,
                                  .year = 0,
                                  .interest = cost_of_capital * rest / 300});
  }
  problem.multiple = Tokens::whole(1);
  problem.order_cost = Money::whole(100);
  return problem;
}

}  // namespace

// Wagner and Whitin, "Dynamic Version of the Economic Lot Size Model", Management Science 5 (1958), table 1: setup
// costs differ by month, and each unit costs 1 for each month in stock, which is a unit price that falls by 1 each
// month.
TEST_CASE("Wagner and Whitin's example costs 864") {
  const std::vector<std::int64_t> uses{69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56};
  const std::vector<std::int64_t> setups{85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114};
  PurchaseProblem problem;
  problem.days = 12;
  problem.multiple = Tokens::whole(1);
  DayDemand demand;
  std::int64_t units = 0;  // what all units cost if they are bought when they are used
  for (std::size_t month = 0; month < 12; ++month) {
    const auto price = static_cast<std::int64_t>(12 - month);
    problem.prices.push_back(with_setup(setups[month], price));
    problem.order_days.push_back(
        {.day = {}, .arrives = month, .expires = never, .prices = month, .year = 0, .interest = 0});
    demand.push_back(Tokens::whole(uses[month]));
    units += price * uses[month];
  }
  const ExactPlan best = exact_plan(problem, demand);
  CHECK(best.proven);
  CHECK(best.cost.total() == Money::whole(864 + units));
  CHECK(quantities(best.plan) == "0:98 2:97 4:121 7:112 9:67 10:135");
}

// Chopra and Meindl, "Supply Chain Management", the all-unit discounts of Drugs Online: 10,000 bottles a month, 100 for
// an order, a holding cost of 20 %, and prices of 3.00, 2.96 from 5,000 and 2.92 from 10,000 on. The economic order
// quantities of the prices are 6,324, 6,367 and 6,411; the best lot is 10,000, at 354,520 a year.
TEST_CASE("the economic order quantity with all-units discounts is the plan's, day by day") {
  PurchaseProblem problem = constant_year(200'000, never);
  problem.prices = {{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens{}, Money::whole(3)},
                               {Tokens::whole(5'000), *parse_money("2.96")},
                               {Tokens::whole(10'000), *parse_money("2.92")}}}};
  const DayDemand demand(300, Tokens::whole(400));
  const ExactPlan best = exact_plan(problem, demand);
  CHECK(best.proven);
  REQUIRE(best.plan.size() == 12);
  for (std::size_t i = 0; i < best.plan.size(); ++i) {
    CHECK(best.plan[i] == PlannedOrder{25 * i, Tokens::whole(10'000)});
  }
  // Of capital for the year, tokens cost 20 % of half their price if they were bought as they are used; and orders
  // something.
  const Money capital = Money::whole(35'040 + 130);
  const Money difference = best.cost.total() - (Money::whole(354'520) + capital);
  CHECK(difference > Money{} - *parse_money("0.2"));  // interest is in millionths, rounded down
  CHECK(difference <= Money{});
}

// Nahmias, "Perishable Inventory Systems" (2011), on deterministic demand: with a lifetime shorter than the cycle of
// the economic order quantity, the best lot is what is used during a lifetime.
TEST_CASE("a lifetime that is shorter than the economic cycle is the cycle") {
  PurchaseProblem problem = constant_year(200'000, never);
  problem.prices = {{.discount = OrderPrices::Discount::all_units, .tiers = {{Tokens{}, Money::whole(3)}}}};
  const DayDemand demand(300, Tokens::whole(400));
  const ExactPlan lasting = exact_plan(problem, demand);
  CHECK(lasting.proven);
  for (const PlannedOrder& order : lasting.plan) {  // some 6,324, and more as an order costs its capital, too
    CHECK(whole(order.tokens) >= 6'000);
    CHECK(whole(order.tokens) <= 7'200);
  }
  for (OrderDay& day : problem.order_days) {
    day.expires = day.arrives + 10;
  }
  const ExactPlan perishing = exact_plan(problem, demand);
  CHECK(perishing.proven);
  REQUIRE(perishing.plan.size() == 30);
  for (const PlannedOrder& order : perishing.plan) {
    CHECK(order.tokens == Tokens::whole(4'000));
  }
}

// Federgruen and Lee, "The dynamic lot size model with quantity discount", Naval Research Logistics 37 (1990), give an
// algorithm for one all-units break that can miss the optimum: Xu and Lu, "The dynamic lot size model with quantity
// discount: counterexample and correction", Naval Research Logistics 45 (1998). Their kind of instance: costs that
// differ by period, one break, and orders that are placed while stock is there, so that no order covers whole periods.
TEST_CASE("one all-units break with costs that differ by period is solved though orders come while stock is there") {
  int overlapping = 0;
  int at_break = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    PurchaseProblem problem;
    problem.days = static_cast<std::size_t>(dice.between(3, 7));
    problem.multiple = Tokens::whole(1);
    problem.order_cost = Money::whole(dice.between(0, 20));
    DayDemand demand;
    std::vector<std::int64_t> before{0};
    const Tokens at = Tokens::whole(dice.between(4, 25));
    for (std::size_t day = 0; day < problem.days; ++day) {
      demand.push_back(Tokens::whole(dice.between(0, 12)));
      before.push_back(before.back() + demand.back().micro);
      const std::int64_t price = dice.between(3, 9) + static_cast<std::int64_t>(problem.days - day);
      problem.prices.push_back(
          {.discount = OrderPrices::Discount::all_units,
           .tiers = {{Tokens{}, Money::whole(price)}, {at, Money::whole(price - dice.between(1, 3))}}});
      problem.order_days.push_back(
          {.day = {}, .arrives = day, .expires = never, .prices = day, .year = 0, .interest = 0});
    }
    const ExactPlan best = exact_plan(problem, demand);
    REQUIRE(best.proven);
    REQUIRE(std::optional(best.cost.total()) == plain_cheapest(problem, demand));
    std::int64_t bought = 0;
    for (const PlannedOrder& order : best.plan) {
      overlapping += bought > before[order.order_day] ? 1 : 0;
      at_break += order.tokens == at ? 1 : 0;
      bought += order.tokens.micro;
    }
  }
  CHECK(overlapping > 150);
  CHECK(at_break > 300);
}
