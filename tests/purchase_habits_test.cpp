#include "engine/planning/purchase_habits.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "tests/sampled_worlds.h"

using namespace drawdown;

namespace {

const Day begin = *parse_day("2026-01-01");

// Two years of monthly orders whose tokens last a year; ten tokens a day are expected.
PurchaseProblem two_years() {
  PurchaseProblem problem;
  problem.days = 730;
  for (int month = 0; month < 24; ++month) {
    const Day day = add_months(begin, month);
    const auto from = static_cast<std::size_t>(day - begin);
    problem.order_days.push_back(
        {.day = day, .arrives = from, .expires = from + 365, .prices = 0, .year = 0, .interest = 0});
  }
  problem.prices = {{OrderPrices::Discount::all_units, {{Tokens::whole(100), Money::whole(3)}}}};
  problem.multiple = Tokens::whole(100);
  problem.penalty = Money::whole(6);
  return problem;
}

DayDemand daily(std::int64_t first_year, std::int64_t second_year) {
  DayDemand demand(365, Tokens::whole(first_year));
  demand.resize(730, Tokens::whole(second_year));
  return demand;
}

std::int64_t whole(Tokens tokens) { return tokens.micro / micro_per_unit; }

}  // namespace

TEST_CASE("115 % a year: first of what is expected, then of the year that was") {
  const PurchasePlan plan = plan_by_habit(two_years(), begin, Habit::yearly_115, daily(10, 10), daily(8, 40));
  REQUIRE(plan.size() == 2);
  CHECK(plan[0] == PlannedOrder{0, Tokens::whole(4'200)});   // 4,197.5
  CHECK(plan[1] == PlannedOrder{12, Tokens::whole(3'400)});  // 3,358
}

TEST_CASE("top-ups come when the pool would run dry, and are small") {
  // 3,700 tokens last 246 days at 15 a day, until in September; each September's and later order is for a month.
  const PurchasePlan plan = plan_by_habit(two_years(), begin, Habit::top_ups, daily(10, 10), daily(15, 10));
  REQUIRE(plan.size() >= 5);
  CHECK(plan[0] == PlannedOrder{0, Tokens::whole(3'700)});
  CHECK(plan[1].order_day == 8);  // on the first of September 55 are left of 3,700, and 300 are expected
  CHECK(plan[1].tokens == Tokens::whole(300));
  CHECK(plan[2] == PlannedOrder{9, Tokens::whole(400)});  // nothing is left, and 310 are expected
  CHECK(std::find(plan.begin(), plan.end(), PlannedOrder{12, Tokens::whole(3'700)}) != plan.end());
  CHECK(plan_by_habit(two_years(), begin, Habit::top_ups, daily(10, 10), daily(10, 10)).size() == 2);
}

TEST_CASE("a quarter's use each quarter, and one large purchase for as long as its tokens last") {
  const PurchasePlan quarters = plan_by_habit(two_years(), begin, Habit::quarterly, daily(10, 10), daily(0, 0));
  REQUIRE(quarters.size() == 8);
  CHECK(quarters[0] == PlannedOrder{0, Tokens::whole(900)});
  CHECK(quarters[1] == PlannedOrder{3, Tokens::whole(1'000)});  // 91 days
  const PurchasePlan large = plan_by_habit(two_years(), begin, Habit::one_order, daily(10, 10), daily(0, 0));
  REQUIRE(large.size() == 2);
  CHECK(whole(large[0].tokens) == 3'700);
  CHECK(large[1].order_day == 12);
}

TEST_CASE("an order that no budget allows is left out, and what is small is rounded up to what may be ordered") {
  PurchaseProblem problem = two_years();
  problem.most_orders = 1;
  CHECK(plan_by_habit(problem, begin, Habit::quarterly, daily(10, 10), daily(0, 0)).size() == 1);
  problem.minimum = Tokens::whole(5'000);
  CHECK(plan_by_habit(problem, begin, Habit::quarterly, daily(10, 10), daily(0, 0)) ==
        PurchasePlan{{0, Tokens::whole(5'000)}});
  problem.budgets = {Money::whole(14'999)};
  CHECK(plan_by_habit(problem, begin, Habit::quarterly, daily(10, 10), daily(0, 0)).empty());
}

TEST_CASE("no habit knows what is still to come, and all keep to what is allowed") {
  Dice dice(71);
  for (int round = 0; round < 3'000; ++round) {
    SampledWorld world = odd_sampled_world(dice);
    PurchaseProblem& problem = world.problem;
    const auto lead = static_cast<std::int32_t>(dice.below(3));  // some orders are placed before the horizon begins
    for (OrderDay& day : problem.order_days) {
      day.day = begin + static_cast<std::int32_t>(day.arrives) - lead;
    }
    const DayDemand expected = mean_of(world.paths);
    const DayDemand& path = world.paths.front();
    for (const Habit habit : habits) {
      const PurchasePlan plan = plan_by_habit(problem, begin, habit, expected, path);
      REQUIRE(is_allowed(problem, plan));
      for (const PlannedOrder& order : plan) {
        DayDemand other = path;
        const std::int32_t known = std::max(problem.order_days[order.order_day].day - begin, 0);
        for (std::size_t day = static_cast<std::size_t>(known); day < other.size(); ++day) {
          other[day] = Tokens::whole(dice.below(9));
        }
        const PurchasePlan same = plan_by_habit(problem, begin, habit, expected, other);
        REQUIRE(std::find(same.begin(), same.end(), order) != same.end());
      }
    }
  }
}

TEST_CASE("habits cost on each path what their plan costs there, for any number of threads") {
  Dice dice(72);
  const PurchaseProblem problem = two_years();
  DemandPaths paths;
  for (int i = 0; i < 20; ++i) {
    paths.push_back(daily(dice.between(5, 15), dice.between(5, 15)));
  }
  const DayDemand expected = mean_of(paths);
  std::set<std::string_view> names;
  for (const Habit habit : habits) {
    names.insert(name_of(habit));
    const std::vector<PlanCost> costs = costs_by_habit(problem, begin, habit, expected, paths, 3);
    Mean mean;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const PlanCost cost = cost_of(problem, paths[i], plan_by_habit(problem, begin, habit, expected, paths[i]));
      REQUIRE(costs[i].total() == cost.total());
      mean.add(cost.total().micro);
    }
    CHECK(outlook_of(costs).cost.sum() == mean.sum());
  }
  CHECK(names.size() == habits.size());
}
