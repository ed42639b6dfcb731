// Plans of small random worlds, replayed: day totals and the engine agree to the millionth where nothing is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "engine/planning/exact_plan.h"
#include "engine/planning/plan_days.h"
#include "engine/planning/plan_demand.h"
#include "engine/planning/plan_problem.h"
#include "engine/planning/plan_replay.h"
#include "engine/scenario/load.h"
#include "tests/dice.h"
#include "tests/slow_build.h"
#include "tests/smallest_scenario.h"
#include "tests/worlds.h"

using namespace drawdown;

namespace {

// A random world whose purchases may be planned: on some days, at some prices, of tokens that last for some days.
World planned_world(std::uint64_t seed, bool grace) {
  World world = random_world(seed);
  Dice dice(seed + 1);
  Scenario& scenario = world.scenario;
  scenario.rules.when_empty = WhenEmpty::deny;
  scenario.rules.consume = DrawOrder::soonest_expiry;
  if (!grace) {
    scenario.rules.grace = Duration{};
  }
  PlanTask task;
  task.team = scenario.tranches.empty() ? "" : scenario.tranches.front().team;
  task.lead_days = static_cast<std::int32_t>(dice.below(2));
  for (Day day = scenario.from; day + task.lead_days < scenario.until; day = day + 1) {
    if (task.order_days.empty() || dice.below(2) == 0) {
      task.order_days.push_back(day);
    }
  }
  task.lifetime.days = 1 + static_cast<std::int32_t>(dice.below(12));
  task.incremental = dice.below(2) == 0;
  task.order_cost = Money::whole(static_cast<std::int64_t>(dice.below(30)));
  task.capital_cost = Percent::whole(static_cast<std::int64_t>(dice.below(50)));
  task.left_value = Money{static_cast<std::int64_t>(dice.below(900'000))};
  PriceList prices;
  prices.entries.push_back({Tokens::whole(1), *parse_money("3.000001"), {}});
  prices.entries.push_back({Tokens::whole(20), *parse_money("2.5"), {}});
  prices.entries.push_back({Tokens::whole(60), *parse_money("1.333333"), {}});
  scenario.prices = prices;
  scenario.plan = task;
  rebuild(world);
  // Others have enough: where windows are shared, their refusals would change everybody's charges.
  for (std::uint32_t team = 0; team < world.trace.teams.size(); ++team) {
    if (world.trace.teams[TeamId(team)] != task.team) {
      Tranche enough;
      enough.id = "enough" + std::to_string(team);
      enough.team = world.trace.teams[TeamId(team)];
      enough.bought = scenario.from;
      enough.expires = scenario.until + 1;
      enough.arrives_at = scenario.server().start_of(enough.bought);
      enough.expires_at = scenario.server().start_of(enough.expires);
      enough.tokens = Tokens::whole(1'000'000);
      scenario.tranches.push_back(enough);
    }
  }
  rebuild(world);
  return world;
}

bool same(const PlanCost& a, const PlanCost& b) {
  return a.price == b.price && a.order_costs == b.order_costs && a.interest == b.interest && a.penalty == b.penalty &&
         a.left_value == b.left_value && a.bought == b.bought && a.consumed == b.consumed && a.refused == b.refused &&
         a.expired == b.expired && a.left == b.left;
}

}  // namespace

TEST_CASE("the cheapest plan of a random world is replayed without refusals, to the predicted cost") {
  int planned = 0;
  int bought = 0;
  int expired = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 40 : 400); ++seed) {
    CAPTURE(seed);
    const World world = planned_world(seed, false);
    const PlanProblem plan = plan_problem(world.scenario, {});
    const PlanDemand demand = plan_demand(world.scenario, world.trace, plan.team);
    if (!has_cheapest_plan(plan.problem) || plan.problem.order_days.empty()) {
      continue;
    }
    const ExactPlan best = exact_plan(plan.problem, demand.paths.front());
    REQUIRE(best.proven);
    if (!best.feasible) {
      continue;
    }
    ++planned;
    bought += best.plan.empty() ? 0 : 1;
    expired += best.cost.expired > Tokens{} ? 1 : 0;
    const ReplayedPlan replayed = replay_plan(world.scenario, plan, best.plan, world.trace);
    CHECK_FALSE(replayed.refuses());
    CHECK(replayed.refused_days == 0);
    CHECK(same(replayed.cost, best.cost));
    CHECK(replayed.cost.total() == best.cost.total());
  }
  CHECK(planned > (slow_build ? 5 : 50));
  CHECK(bought > (slow_build ? 5 : 50));
  CHECK(expired > 0);
}

TEST_CASE("any plan of a random world is replayed to the predicted cost, if nothing is refused") {
  int quiet = 0;
  int refusing = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 60 : 600); ++seed) {
    CAPTURE(seed);
    const World world = planned_world(seed, false);
    const PlanProblem plan = plan_problem(world.scenario, {});
    const PlanDemand demand = plan_demand(world.scenario, world.trace, plan.team);
    Dice dice(seed + 2);
    PurchasePlan orders;
    for (std::size_t day = 0; day < plan.problem.order_days.size(); ++day) {
      if (dice.below(2) == 0) {
        orders.push_back({day, Tokens::whole(1 + static_cast<std::int64_t>(dice.below(150)))});
      }
    }
    const PlanCost predicted = cost_of(plan.problem, demand.paths.front(), orders);
    const ReplayedPlan replayed = replay_plan(world.scenario, plan, orders, world.trace);
    CHECK((predicted.refused > Tokens{}) <= replayed.refuses());
    CHECK(replayed.cost.price == predicted.price);
    CHECK(replayed.cost.interest == predicted.interest);
    if (replayed.refuses()) {
      ++refusing;
      continue;
    }
    ++quiet;
    CHECK(same(replayed.cost, predicted));
  }
  CHECK(quiet > (slow_build ? 5 : 50));
  CHECK(refusing > (slow_build ? 5 : 50));
}

TEST_CASE("tokens that are held for a free launch change when others are drawn, and never what is bought") {
  for (std::uint64_t seed = 1; seed <= (slow_build ? 30 : 300); ++seed) {
    CAPTURE(seed);
    const World world = planned_world(seed, true);
    const PlanProblem plan = plan_problem(world.scenario, {});
    const PlanDemand demand = plan_demand(world.scenario, world.trace, plan.team);
    PurchasePlan orders;
    for (std::size_t day = 0; day < plan.problem.order_days.size(); ++day) {
      orders.push_back({day, Tokens::whole(200)});
    }
    const PlanCost predicted = cost_of(plan.problem, demand.paths.front(), orders);
    const ReplayedPlan replayed = replay_plan(world.scenario, plan, orders, world.trace);
    if (!replayed.refuses()) {
      CHECK(replayed.cost.consumed == predicted.consumed);
      CHECK(replayed.cost.price == predicted.price);
      CHECK(replayed.cost.expired + replayed.cost.left == predicted.expired + predicted.left);
    }
  }
}

TEST_CASE("days of a plan sum to its cost") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const World world = planned_world(seed, false);
    const PlanProblem plan = plan_problem(world.scenario, {});
    const PlanDemand demand = plan_demand(world.scenario, world.trace, plan.team);
    if (plan.problem.order_days.empty()) {
      continue;
    }
    const PurchasePlan orders{{0, Tokens::whole(31)}};
    const PlanCost cost = cost_of(plan.problem, demand.paths.front(), orders);
    const std::vector<PlanDay> days = plan_days(plan.problem, demand.paths.front(), orders);
    Tokens arrived;
    Tokens expired;
    Tokens refused;
    for (const PlanDay& day : days) {
      arrived += day.arrived;
      expired += day.expired;
      refused += day.refused;
    }
    CHECK(expired == cost.expired);
    CHECK(refused == cost.refused);
    CHECK(days.back().left == cost.left);
    CHECK(arrived == cost.consumed + cost.expired + cost.left);
    const auto dry = std::find_if(days.begin(), days.end(), [](const PlanDay& day) { return day.refused > Tokens{}; });
    const auto first = first_refusal(plan.problem, demand.paths.front(), orders);
    CHECK(first.has_value() == (dry != days.end()));
    CHECK((!first || days[*first].refused > Tokens{}));
  }
}

TEST_CASE("an order at incremental prices is a tranche for each tier, and costs the same") {
  ScenarioPlaces places;
  const Scenario scenario = load_scenario_text(
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2027-01-01\n"
      "pool: {lifetime: 365d, price_list: [{quantity: 100, unit_price: 3}, {quantity: 500, unit_price: 2}], tranches: "
      "[{id: plan-1, bought: 2026-01-01, tokens: 5, unit_price: 1}]}\n"
      "demand: {series: {distribution: normal, mean: 2, sd: 0}}\nplan: {discount: incremental}\n",
      "a.yaml", "", {}, &places);
  const PlanProblem plan = plan_problem(scenario, places);
  const PurchasePlan orders{{0, Tokens::whole(800)}, {1, Tokens::whole(500)}};
  const std::vector<OrderPart> parts = parts_of(scenario, plan, orders);
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].id == "plan2-1-1");  // plan-1 is there already
  CHECK(parts[0].tokens == Tokens::whole(500));
  CHECK(parts[0].unit_price == Money::whole(3));
  CHECK(parts[1].id == "plan2-1-2");
  CHECK(parts[1].tokens == Tokens::whole(300));
  CHECK(parts[1].unit_price == Money::whole(2));
  CHECK(parts[2].id == "plan2-2");
  CHECK(parts[2].tokens == Tokens::whole(500));
  Money money;
  for (const OrderPart& part : parts) {
    money += cost(part.tokens, part.unit_price);
  }
  CHECK(money == Money::whole(3600));
  CHECK(money ==
        *plan.problem.prices[0].price_of(Tokens::whole(800)) + *plan.problem.prices[0].price_of(Tokens::whole(500)));
}
