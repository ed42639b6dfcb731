// What would change the answer of a plan, on a day whose answer can be told by hand.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>

#include "engine/planning/plan_changes.h"
#include "engine/planning/plan_problem.h"
#include "engine/planning/plan_study.h"
#include "engine/scenario/load.h"

using namespace drawdown;

namespace {

// 91 tokens are needed on one day: 100 at 2 each cost 200, 91 at 3 each 273.
struct OneDay {
  ScenarioPlaces places;
  Scenario scenario;
  PlanStudy study;

  explicit OneDay(const std::string& plan = "{every: day}")
      : scenario(load_scenario_text(
            "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-02\npool: {lifetime: 1d, tranches: [], price_list: "
            "[{quantity: 1, unit_price: 3}, {quantity: 100, unit_price: 2}]}\n"
            "demand: {series: {distribution: normal, mean: 91, sd: 0}}\nplan: " +
                plan + "\n",
            "a.yaml", "", {}, &places)) {
    const DemandSource source(scenario);
    PlanProblem problem = plan_problem(scenario, places);
    PlanDemand demand = plan_demand(scenario, source, problem.team, {});
    price_refusals(scenario, places, demand, problem);
    study =
        study_plan(scenario, problem, demand, [&](std::uint64_t replication) { return source.draw(replication); }, {});
  }
};

const PlanTurn& turn_of(const PlanChanges& changes, const std::string& name, bool up) {
  const auto found = std::find_if(changes.turns.begin(), changes.turns.end(),
                                  [&](const PlanTurn& each) { return each.name == name && each.up == up; });
  REQUIRE(found != changes.turns.end());
  return *found;
}

const PlanChange& row_of(const PlanChanges& changes, const std::string& name, std::optional<int> percent) {
  const auto found = std::find_if(changes.rows.begin(), changes.rows.end(),
                                  [&](const PlanChange& each) { return each.name == name && each.percent == percent; });
  REQUIRE(found != changes.rows.end());
  return *found;
}

}  // namespace

TEST_CASE("a plan turns at the first whole percent at which another tier is cheaper") {
  const OneDay day;
  REQUIRE(day.study.orders);
  CHECK(*day.study.orders == PurchasePlan{{0, Tokens::whole(100)}});
  CHECK(day.study.finished);
  CHECK(day.study.proven);
  CHECK(day.study.cost == Money::whole(200));
  const PlanChanges changes = plan_changes(day.scenario, day.study, {});
  CHECK(changes.finished);
  // 100 tokens at 2.74 cost more than 273; at 2.72 less.
  CHECK(turn_of(changes, "the price from 100 tokens on", true).percent == 37);
  CHECK_FALSE(turn_of(changes, "the price from 100 tokens on", false).percent);
  CHECK(turn_of(changes, "the price from 100 tokens on", false).tried == 50);
  // 91 tokens at 2.19 cost less than 200; at 2.22 more.
  CHECK(turn_of(changes, "the price from 1 tokens on", false).percent == -27);
  CHECK_FALSE(turn_of(changes, "the price from 1 tokens on", true).percent);
  // 66 tokens at 3 cost less than 200; 67 more. 65.52 are needed at −28 %.
  CHECK(turn_of(changes, "demand", false).percent == -28);
  CHECK_FALSE(turn_of(changes, "demand", true).percent);
  CHECK_FALSE(turn_of(changes, "all prices", true).percent);
  CHECK(changes.turns.size() == 8);
}

TEST_CASE("for each change the best plan stands beside the plan as it is") {
  const OneDay day;
  const PlanChanges changes = plan_changes(day.scenario, day.study, {});
  CHECK(row_of(changes, "as planned", std::nullopt).cost == Money::whole(200));
  CHECK(row_of(changes, "as planned", std::nullopt).same);
  CHECK(row_of(changes, "prices", 10).cost == Money::whole(220));
  CHECK(row_of(changes, "prices", 10).kept == Money::whole(220));
  const PlanChange& more = row_of(changes, "demand", 20);  // 109.2 tokens
  CHECK(more.cost == Money::whole(220));
  CHECK(more.same);
  CHECK_FALSE(more.kept);
  CHECK(more.kept_refused == *parse_tokens("9.2"));
  const PlanChange& flat = row_of(changes, "no discounts", std::nullopt);
  CHECK(flat.cost == Money::whole(273));
  CHECK_FALSE(flat.same);
  CHECK(flat.kept == Money::whole(300));
  CHECK(changes.rows.size() == 10);
}

TEST_CASE("with a penalty, keeping the plan has a cost whatever happens") {
  const OneDay day("{every: day, penalty: 5}");
  const PlanChanges changes = plan_changes(day.scenario, day.study, {});
  CHECK(row_of(changes, "demand", 20).kept == Money::whole(246));
  CHECK(row_of(changes, "penalty", -50).same);
  CHECK(row_of(changes, "penalty", 100).same);
}

TEST_CASE("prices and demand by percent are rounded to the millionth, halves up") {
  PurchaseProblem problem;
  problem.prices = {{OrderPrices::Discount::all_units, {{Tokens::whole(1), Money{15}}, {Tokens::whole(9), Money{5}}}}};
  problem.left_value = Money{3};
  const PurchaseProblem less = with_prices(problem, -10);
  CHECK(less.prices[0].tiers[0].unit_price == Money{14});                                       // 13.5
  CHECK(less.prices[0].tiers[1].unit_price == Money{5});                                        // 4.5
  CHECK(less.left_value == Money{3});                                                           // 2.7
  CHECK(with_prices(problem, 50, Tokens::whole(9)).prices[0].tiers[1].unit_price == Money{8});  // 7.5
  CHECK(with_prices(problem, 50, Tokens::whole(9)).prices[0].tiers[0].unit_price == Money{15});
  CHECK(with_demand({{Tokens{10}, Tokens{5}}}, 10) == DemandPaths{{Tokens{11}, Tokens{6}}});  // 11, 5.5
}

TEST_CASE("a study that is told to stop before it begins has no files to show") {
  const OneDay day;
  const std::atomic<bool> stop{true};
  const DemandSource source(day.scenario);
  const PlanStudy study =
      study_plan(day.scenario, day.study.plan, day.study.demand,
                 [&](std::uint64_t replication) { return source.draw(replication); }, {.stop = &stop});
  CHECK_FALSE(study.finished);
}
