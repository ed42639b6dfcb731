// What the exact plan promises: waste where it pays, no plan where there is none, and a bound if it is stopped.
#include "engine/planning/exact_plan.h"

#include <doctest/doctest.h>

#include <atomic>

#include "engine/planning/cost_to_go.h"
#include "engine/planning/covered.h"
#include "engine/planning/plan_search.h"
#include "engine/planning/staircase.h"
#include "engine/planning/use_axis.h"
#include "tests/dice.h"
#include "tests/plain_plan.h"

using namespace drawdown;

namespace {

// Ten tokens a day; an order every `every` days, that lasts `lasts`, at 3, and at 2 from 50 on.
PurchaseProblem days_of_ten(std::size_t days, std::size_t every, std::size_t lasts) {
  PurchaseProblem problem;
  problem.days = days;
  for (std::size_t day = 0; day < days; day += every) {
    problem.order_days.push_back(
        {.day = {}, .arrives = day, .expires = day + lasts, .prices = 0, .year = 0, .interest = 0});
  }
  problem.prices = {{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens{}, Money::whole(3)}, {Tokens::whole(50), Money::whole(2)}}}};
  problem.multiple = Tokens::whole(1);
  return problem;
}

DayDemand tens(std::size_t days) { return DayDemand(days, Tokens::whole(10)); }

// Daily orders for years, with a tie at every turn: no interest, no cost per order, quantities of which many lead to
// the same.
PurchaseProblem daily_years(std::size_t years) {
  PurchaseProblem problem = days_of_ten(365 * years, 1, 365);
  problem.prices[0].tiers = {{Tokens{}, Money::whole(3)},
                             {Tokens::whole(1'000), *parse_money("2.85")},
                             {Tokens::whole(3'000), *parse_money("2.6")}};
  return problem;
}

DayDemand uneven(std::size_t days, std::uint64_t seed) {
  Dice dice(seed);
  DayDemand demand;
  for (std::size_t day = 0; day < days; ++day) {
    demand.push_back(Tokens{day % 7 >= 5 ? 0 : dice.between(6'000'000, 15'000'000)});
  }
  return demand;
}

}  // namespace

TEST_CASE("a bigger tier that expires in part is the plan if it is the cheapest") {
  PurchaseProblem problem = days_of_ten(4, 4, 4);
  const ExactPlan waste = exact_plan(problem, tens(4));
  CHECK(waste.proven);
  CHECK(waste.plan == PurchasePlan{{0, Tokens::whole(50)}});
  CHECK(waste.cost.total() == Money::whole(100));
  CHECK(waste.lower_bound == Money::whole(100));
  problem.prices[0].tiers[1].quantity = Tokens::whole(61);
  CHECK(exact_plan(problem, tens(4)).plan == PurchasePlan{{0, Tokens::whole(40)}});
  problem.prices[0].tiers[1].quantity = Tokens::whole(60);  // both cost 120: the fewer orders, and then the less bought
  CHECK(exact_plan(problem, tens(4)).cost.total() == Money::whole(120));
}

TEST_CASE("of plans that cost the same it is one with the fewest orders") {
  PurchaseProblem problem = days_of_ten(12, 1, 12);
  problem.prices[0].tiers.resize(1);
  CHECK(exact_plan(problem, tens(12)).plan == PurchasePlan{{0, Tokens::whole(120)}});
}

TEST_CASE("use is refused where the penalty is less than the price, and only there") {
  PurchaseProblem problem = days_of_ten(4, 1, 4);
  problem.prices[0].tiers.resize(1);
  problem.penalty = Money::whole(2);
  CHECK(exact_plan(problem, tens(4)).plan.empty());
  CHECK(exact_plan(problem, tens(4)).cost.penalty == Money::whole(80));
  problem.penalty = Money::whole(4);
  CHECK(exact_plan(problem, tens(4)).cost.penalty == Money{});
}

TEST_CASE("that there is no plan is a result, and proven") {
  PurchaseProblem late = days_of_ten(4, 1, 4);
  late.order_days.erase(late.order_days.begin());
  CHECK_FALSE(exact_plan(late, tens(4)).feasible);
  CHECK(exact_plan(late, tens(4)).proven);
  PurchaseProblem poor = days_of_ten(40, 4, 8);
  poor.budgets = {Money::whole(799)};
  CHECK_FALSE(exact_plan(poor, tens(40)).feasible);
  CHECK(exact_plan(poor, tens(40)).proven);
  poor.budgets = {Money::whole(860)};
  CHECK(exact_plan(poor, tens(40)).feasible);
  PurchaseProblem few = days_of_ten(40, 4, 8);
  few.most_orders = 4;
  CHECK_FALSE(exact_plan(few, tens(40)).feasible);
  few.most_orders = 5;
  CHECK(exact_plan(few, tens(40)).plan.size() == 5);
}

TEST_CASE("without order days, use or days there is nothing to buy") {
  PurchaseProblem problem = days_of_ten(4, 1, 4);
  CHECK(exact_plan(problem, DayDemand(4)).plan.empty());
  CHECK(exact_plan(problem, DayDemand(4)).proven);
  problem.order_days.clear();
  CHECK_FALSE(exact_plan(problem, tens(4)).feasible);
  problem.stock = {{Tokens::whole(40), 0, 4}};
  CHECK(exact_plan(problem, tens(4)).feasible);
  problem.days = 0;
  CHECK(exact_plan(problem, {}).feasible);
}

TEST_CASE("tokens that are worth more when they are left than they cost would be bought without end") {
  PurchaseProblem problem = days_of_ten(4, 1, 9);
  problem.left_value = Money::whole(2);
  CHECK(has_cheapest_plan(problem));
  CHECK(exact_plan(problem, tens(4)).cost.total() == Money::whole(80));  // 50 or more, of which some are left
  problem.left_value += Money{1};
  CHECK_FALSE(has_cheapest_plan(problem));
  problem.left_value = Money::whole(2);
  problem.multiple = *parse_tokens("0.0000015") + Tokens{1};
  problem.left_value = *parse_money("1.999999");
  CHECK(has_cheapest_plan(problem));
}

TEST_CASE("a search that is stopped returns a plan, and a bound that is no higher than the best plan's total") {
  PurchaseProblem problem = daily_years(2);
  problem.penalty = Money::whole(9);
  const DayDemand demand = uneven(730, 7);
  const ExactPlan best = exact_plan(problem, demand);
  REQUIRE(best.proven);
  const std::atomic<bool> stop = true;
  const ExactPlan stopped = exact_plan(problem, demand, {.stop = &stop});
  CHECK_FALSE(stopped.proven);
  CHECK(stopped.feasible);  // nothing is bought
  CHECK(stopped.lower_bound <= best.cost.total());
  for (const std::size_t most_labels : {3U, 30U, 100U}) {
    const ExactPlan full = exact_plan(problem, demand, {.most_labels = most_labels});
    CHECK_FALSE(full.proven);
    CHECK(full.lower_bound <= best.cost.total());
    CHECK(full.cost.total() >= best.cost.total());
    CHECK(full.cost.total() == cost_of(problem, demand, full.plan).total());
  }
}

TEST_CASE("how far the search is can be read while it goes on") {
  std::atomic<std::int64_t> best{0};
  std::atomic<std::uint64_t> order_days{0};
  const PurchaseProblem problem = daily_years(1);
  const ExactPlan plan = exact_plan(problem, uneven(365, 5), {.best_micro = &best, .order_days = &order_days});
  CHECK(best.load() == plan.cost.total().micro);
  CHECK(order_days.load() == 364);
}

TEST_CASE("amounts that the search has no room for are refused") {
  PurchaseProblem problem = days_of_ten(4, 1, 4);
  problem.prices[0].tiers[0].unit_price = Money::whole(9'000'000'000'000);
  CHECK_THROWS_AS((void)exact_plan(problem, DayDemand(4, Tokens::whole(900'000'000'000))), OverflowError);
}

TEST_CASE("daily decisions over years are proven, at any multiple, with interest and without") {
  for (const char* const multiple : {"1", "100", "0.5"}) {
    for (const std::int64_t interest : {0, 100}) {
      CAPTURE(multiple);
      CAPTURE(interest);
      PurchaseProblem problem = daily_years(3);
      problem.multiple = *parse_tokens(multiple);
      problem.penalty = interest == 0 ? std::nullopt : std::optional(Money::whole(6));
      for (OrderDay& day : problem.order_days) {
        day.interest = interest * static_cast<std::int64_t>(problem.days - day.arrives);
      }
      const DayDemand demand = uneven(problem.days, 3);
      const ExactPlan best = exact_plan(problem, demand);
      CHECK(best.proven);
      CHECK(best.cost.total() == cost_of(problem, demand, best.plan).total());
      CHECK(best.plan.size() >= 3);
      CHECK(best.plan.size() <= 8);
    }
  }
}

TEST_CASE("larger problems cost what textbook dynamic programming finds") {
  int refused = 0;
  int expired = 0;
  int left = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    PurchaseProblem problem;
    problem.days = static_cast<std::size_t>(dice.between(20, 60));
    DayDemand demand;
    for (std::size_t day = 0; day < problem.days; ++day) {
      demand.push_back(dice.one_in(3) ? Tokens{} : Tokens{dice.between(0, 9) * dice.pick({1'000'000, 250'000})});
    }
    const std::int64_t multiple = dice.pick({1, 2, 5, 12});
    problem.multiple = Tokens::whole(multiple);
    problem.minimum = Tokens::whole(dice.pick({0, 7}));
    problem.order_cost = Money::whole(dice.between(0, 25));
    if (dice.one_in(2)) {
      problem.penalty = Money::whole(dice.between(3, 12));
    }
    problem.left_value = dice.one_in(2) ? Money{} : Money::whole(dice.between(1, 2));
    const auto discount = dice.pick({OrderPrices::Discount::all_units, OrderPrices::Discount::incremental});
    for (int list = 0; list < 2; ++list) {
      problem.prices.push_back({.discount = discount,
                                .tiers = {{Tokens::whole(dice.between(0, 9)), Money::whole(dice.between(5, 8))},
                                          {Tokens::whole(dice.between(10, 40)), Money::whole(dice.between(4, 5))},
                                          {Tokens::whole(dice.between(41, 90)), Money::whole(dice.between(2, 4))}}});
    }
    const std::size_t lasts = static_cast<std::size_t>(dice.between(5, 30));
    const std::size_t lead = static_cast<std::size_t>(dice.between(0, 2));
    const std::int64_t interest = dice.pick({0, 1'000, 12'345});
    const std::size_t change = static_cast<std::size_t>(dice.between(10, 60));
    const std::size_t every = static_cast<std::size_t>(dice.between(1, 6));
    for (std::size_t day = 0; day + lead < problem.days; day += every) {
      problem.order_days.push_back({.day = {},
                                    .arrives = day + lead,
                                    .expires = day + lead + lasts,
                                    .prices = day < change ? 0U : 1U,
                                    .year = 0,
                                    .interest = interest * static_cast<std::int64_t>(problem.days - day)});
    }
    const ExactPlan best = exact_plan(problem, demand);
    const std::optional<Money> known = plain_cheapest(problem, demand);
    REQUIRE(best.proven);
    REQUIRE(best.feasible == known.has_value());
    if (known) {
      REQUIRE(best.cost.total() == *known);
      const UseAxis axis = use_axis(problem, demand);
      const ExactOptions options;
      PlanSearch alone(axis, problem, options);  // without a first plan, which may be the best already
      REQUIRE(alone.run(CostToGo(axis, {}, dice.pick({1, 4, 10})), {}) == PlanSearch::End::complete);
      REQUIRE(alone.total() == *known);
      refused += best.cost.refused > Tokens{} ? 1 : 0;
      expired += best.cost.expired > Tokens{} ? 1 : 0;
      left += best.cost.left > Tokens{} ? 1 : 0;
    }
  }
  CHECK(refused > 50);
  CHECK(expired > 50);
  CHECK(left > 50);
}

TEST_CASE("ranges that are covered join, and what is outside is what they leave") {
  Covered covered;
  covered.add(10, 20);
  covered.add(30, 40);
  covered.add(21, 22);
  std::vector<std::int64_t> found;
  const auto note = [&](std::int64_t low, std::int64_t high) {
    found.push_back(low);
    found.push_back(high);
  };
  covered.outside(5, 45, note);
  CHECK(found == std::vector<std::int64_t>{5, 9, 23, 29, 41, 45});
  found.clear();
  covered.outside(12, 30, note);
  CHECK(found == std::vector<std::int64_t>{23, 29});
  covered.add(0, 100);
  found.clear();
  covered.outside(5, 45, note);
  CHECK(found.empty());
}

TEST_CASE("a staircase knows whether a pair is as good") {
  Staircase best;
  CHECK_FALSE(best.has_as_good(10, 10));
  best.add(10, 5);
  best.add(20, 3);
  CHECK(best.has_as_good(10, 5));
  CHECK(best.has_as_good(15, 6));
  CHECK_FALSE(best.has_as_good(9, 9));
  CHECK_FALSE(best.has_as_good(15, 4));
  best.add(8, 2);
  CHECK(best.has_as_good(30, 2));
  CHECK_FALSE(best.has_as_good(30, 1));
}
