#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

#include "engine/planning/bound_program.h"
#include "engine/planning/exact_plan.h"
#include "engine/planning/hindsight.h"
#include "engine/planning/sampled_plan.h"
#include "engine/planning/size_curve.h"
#include "engine/random/normal_share.h"
#include "tests/sampled_worlds.h"

using namespace drawdown;

namespace {

// One order on the first of one day.
PurchaseProblem newsvendor(const char* price, const char* penalty, const char* left_value) {
  PurchaseProblem problem;
  problem.days = 1;
  problem.order_days = {{.day = {}, .arrives = 0, .expires = 9, .prices = 0, .year = 0, .interest = 0}};
  problem.prices = {{OrderPrices::Discount::all_units, {{Tokens{}, *parse_money(price)}}}};
  problem.multiple = Tokens::whole(1);
  problem.penalty = parse_money(penalty);
  problem.left_value = *parse_money(left_value);
  return problem;
}

PurchasePlan best_for(const PurchaseProblem& problem, const DemandPaths& paths) {
  SampledPlanOptions options;
  options.gap = 0;
  const SampledPlan best = sampled_plan(problem, paths, options);
  REQUIRE(best.finished());
  return *best.plan;
}

// Monthly orders over so many months, three tiers, tokens that last a year.
SampledWorld months_ahead(int months, int paths, std::uint64_t seed) {
  SampledWorld world;
  PurchaseProblem& problem = world.problem;
  problem.days = static_cast<std::size_t>(30 * months);
  for (int month = 0; month < months; ++month) {
    const auto from = static_cast<std::size_t>(30 * month);
    problem.order_days.push_back({.day = {30 * month},
                                  .arrives = from,
                                  .expires = from + 365,
                                  .prices = 0,
                                  .year = static_cast<std::size_t>(month / 12),
                                  .interest = 80'000L * (months - month) / 12});
  }
  problem.prices = {{OrderPrices::Discount::all_units,
                     {{Tokens::whole(100), *parse_money("3")},
                      {Tokens::whole(3'000), *parse_money("2.85")},
                      {Tokens::whole(8'000), *parse_money("2.7")}}}};
  problem.multiple = Tokens::whole(100);
  problem.order_cost = Money::whole(50);
  problem.penalty = *parse_money("6");
  Dice dice(seed);
  for (int i = 0; i < paths; ++i) {
    DayDemand demand;
    std::int64_t level = dice.between(15, 30);
    for (std::size_t day = 0; day < problem.days; ++day) {
      level = day % 30 == 0 ? std::max<std::int64_t>(2, level + dice.between(-4, 4)) : level;
      demand.push_back(Tokens::whole(dice.between(0, 2 * level)));
    }
    world.paths.push_back(demand);
  }
  return world;
}

}  // namespace

// The newsvendor's answer: the least quantity that a share (penalty − price) / (penalty − left value) of the demands do
// not exceed (Arrow, Harris and Marschak, "Optimal inventory policy", Econometrica 19, 1951).
TEST_CASE("with one order the best plan is the newsvendor's quantile of the paths") {
  Dice dice(81);
  for (int round = 0; round < 300; ++round) {
    const std::int64_t left = dice.below(3);
    const std::int64_t price = left + dice.between(1, 5);
    const std::int64_t penalty = price + dice.between(1, 20);
    const PurchaseProblem problem = newsvendor(
        format(Money::whole(price)).c_str(), format(Money::whole(penalty)).c_str(), format(Money::whole(left)).c_str());
    std::vector<std::int64_t> demands(static_cast<std::size_t>(dice.between(1, 200)));
    DemandPaths paths;
    for (std::int64_t& demand : demands) {
      demand = dice.below(1'000);
      paths.push_back({Tokens::whole(demand)});
    }
    std::sort(demands.begin(), demands.end());
    const auto n = static_cast<std::int64_t>(demands.size());
    const std::int64_t rank = (n * (penalty - price) + penalty - left - 1) / (penalty - left);
    if (n * (penalty - price) % (penalty - left) == 0) {
      continue;  // every quantity up to the next demand is as good
    }
    const PurchasePlan plan = best_for(problem, paths);
    const Tokens bought = plan.empty() ? Tokens{} : plan.front().tokens;
    REQUIRE(bought == Tokens::whole(demands[static_cast<std::size_t>(rank - 1)]));
  }
}

// Cachon and Terwiesch, "Matching Supply with Demand", the Hammer 3/2 wetsuit: demand is normal with mean 3,192 and
// standard deviation 1,181; it sells at 190, costs 110, and what is left brings 90: the critical ratio is 0.8.
TEST_CASE("normal demand: the Hammer 3/2 is ordered at 0.8 of its distribution") {
  DemandPaths paths;
  constexpr int count = 1'999;
  for (int i = 0; i < count; ++i) {
    const double share = (i + 0.5) / count;
    double low = -5;
    double high = 5;
    for (int step = 0; step < 60; ++step) {
      const double middle = (low + high) / 2;
      (normal_share(middle) < share ? low : high) = middle;
    }
    paths.push_back({Tokens::whole(std::max<std::int64_t>(0, std::llround(3'192 + 1'181 * low)))});
  }
  const PurchasePlan plan = best_for(newsvendor("110", "190", "90"), paths);
  REQUIRE(plan.size() == 1);
  CHECK(std::abs(plan[0].tokens.micro - 4'186'000'000) <= 2'000'000);  // 3,192 + 0.8416 × 1,181
}

TEST_CASE("Poisson demand: the least quantity whose distribution reaches the critical ratio") {
  constexpr int count = 10'007;
  DemandPaths paths;
  std::int64_t quantity = 0;
  double probability = std::exp(-20.0);
  double share = probability;
  std::int64_t answer = -1;
  for (int i = 0; i < count; ++i) {
    while ((i + 0.5) / count > share) {
      probability *= 20.0 / static_cast<double>(++quantity);
      share += probability;
    }
    answer = answer < 0 && (i + 1.0) / count >= 0.75 ? quantity : answer;
    paths.push_back({Tokens::whole(quantity)});
  }
  const PurchasePlan plan = best_for(newsvendor("1", "4", "0"), paths);
  CHECK(answer == 23);  // F(22) = 0.7206, F(23) = 0.7875: tables of the Poisson distribution with mean 20
  CHECK(plan == PurchasePlan{{0, Tokens::whole(23)}});
}

TEST_CASE("the size curve says of every size what a look at all paths says") {
  Dice dice(82);
  for (int round = 0; round < 5'000; ++round) {
    const SampledWorld world = odd_sampled_world(dice);
    const PathTable table(world.problem, world.paths);
    const RefusalPlanes planes(world.problem, table, world.paths.size() / 2);
    const ScheduleModel model = model_of(world.problem, table, planes);
    Quantities quantities;
    for (std::size_t i = 0; i < world.problem.order_days.size(); ++i) {
      quantities.push_back(dice.one_in(3) ? 0 : dice.below(12) * 700'001);
    }
    const auto day = static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(quantities.size())));
    const SizeCurve curve(model, quantities, day);
    for (int size = 0; size < 6; ++size) {
      quantities[day] = dice.below(12) * 600'001;
      const RefusalPlanes::Value value = planes.value(quantities);
      REQUIRE(curve.dry(quantities[day]) == value.dry);
      REQUIRE(curve.refused(quantities[day]) == doctest::Approx(value.refused));
      REQUIRE(curve.cost(quantities[day]) == doctest::Approx(value.cost).epsilon(1e-9));
    }
  }
}

TEST_CASE("the linear programme finds the vertex that costs least, and what its rows are worth") {
  BoundProgram program;
  const std::size_t x = program.add_variable(2, 10);
  const std::size_t y = program.add_variable(3, BoundProgram::unlimited);
  const std::size_t z = program.add_variable(-1, 4);
  program.add_row(std::vector<double>{1, 2, -1}, 10);
  REQUIRE(program.solve(100));
  CHECK(program.value(x) == doctest::Approx(0));
  CHECK(program.value(y) == doctest::Approx(5));
  CHECK(program.value(z) == doctest::Approx(0));
  CHECK(program.weight(0) == doctest::Approx(1.5));
  program.add_row(std::vector<double>{1, 0, 0}, 4);
  REQUIRE(program.solve(100));
  CHECK(program.value(y) == doctest::Approx(3));
  CHECK(program.weight(1) == doctest::Approx(0.5));
  program.add_row(std::vector<double>{1, 0, 0}, 11);
  CHECK_FALSE(program.solve(100));
}

TEST_CASE("a year of months: near enough is proven, and for any number of threads the same") {
  const SampledWorld world = months_ahead(12, 60, 83);
  for (const std::optional<std::int64_t> risk : {std::optional<std::int64_t>{}, std::optional<std::int64_t>{50'000}}) {
    SampledPlanOptions options;
    options.gap = 10'000;
    options.risk = risk;
    std::size_t reports = 0;
    options.progress = [&](const SampledProgress&) { ++reports; };
    const SampledPlan one = sampled_plan(world.problem, world.paths, options);
    CHECK(one.ending == SampledPlan::Ending::near_enough);
    CHECK(one.gap() <= 10'000);
    CHECK(reports > 0);
    CHECK((!risk || one.dry <= 3));
    const PlanOutlook outlook = outlook_of(costs_on(world.problem, world.paths, *one.plan, 2));
    CHECK(outlook.dry == one.dry);
    CHECK(std::abs(outlook.cost.estimate().value - one.cost.micro) <= 1);
    for (const unsigned threads : {2U, 3U}) {
      options.threads = threads;
      const SampledPlan many = sampled_plan(world.problem, world.paths, options);
      CHECK(many.plan == one.plan);
      CHECK(many.bound == one.bound);
      CHECK(many.nodes == one.nodes);
      CHECK(many.planes == one.planes);
    }
  }
}

TEST_CASE("a search that is told to stop, or has had its nodes, says so, and its bound holds") {
  const SampledWorld world = months_ahead(12, 60, 84);
  SampledPlanOptions options;
  options.gap = 0;
  options.nodes = 50;
  const SampledPlan short_of_nodes = sampled_plan(world.problem, world.paths, options);
  CHECK(short_of_nodes.ending == SampledPlan::Ending::nodes);
  CHECK_FALSE(short_of_nodes.finished());
  const std::atomic<bool> stop{true};
  options.stop = &stop;
  const SampledPlan stopped = sampled_plan(world.problem, world.paths, options);
  CHECK(stopped.ending == SampledPlan::Ending::stopped);
  REQUIRE(stopped.plan.has_value());
  CHECK(is_allowed(world.problem, *stopped.plan));
  options = {};
  options.gap = 2'000;
  const SampledPlan done = sampled_plan(world.problem, world.paths, options);
  CHECK(done.ending == SampledPlan::Ending::near_enough);
  CHECK(stopped.bound <= done.cost);
  CHECK(short_of_nodes.bound <= done.cost);
  CHECK(done.bound <= short_of_nodes.cost);
  CHECK(done.bound <= stopped.cost);
}

TEST_CASE("who knows each path pays on the mean no more than the best plan for all of them") {
  Dice dice(85);
  std::size_t compared = 0;
  std::size_t impossible = 0;
  for (int round = 0; round < 500; ++round) {
    const SampledWorld world = sampled_world(dice);
    SampledPlanOptions options;
    options.gap = 0;
    const SampledPlan best = sampled_plan(world.problem, world.paths, options);
    const Hindsight hindsight = hindsight_of(world.problem, world.paths, {.threads = 2});
    REQUIRE(hindsight.open == 0);
    impossible += hindsight.impossible;
    if (!best.plan) {
      continue;
    }
    REQUIRE(hindsight.impossible == 0);
    REQUIRE(hindsight.costs.size() == world.paths.size());
    for (std::size_t i = 0; i < world.paths.size(); ++i) {
      REQUIRE(hindsight.costs[i].total() == exact_plan(world.problem, world.paths[i]).cost.total());
    }
    const auto count = static_cast<Wide>(world.paths.size());
    REQUIRE(hindsight.bound.sum() <= best.cost.micro * count);
    // With one path both are the same.
    if (count == 1) {
      ++compared;
      REQUIRE(hindsight.bound.sum() == best.cost.micro);
    }
  }
  CHECK(compared > 20);
  CHECK(impossible > 5);
  const std::atomic<bool> stop{true};
  const SampledWorld world = months_ahead(3, 4, 86);
  CHECK(hindsight_of(world.problem, world.paths, {.stop = &stop}).open == 4);
}

TEST_CASE("independent batches bound how far a plan is from best for all that can happen") {
  const SampledWorld world = months_ahead(6, 40, 87);
  SampledPlanOptions options;
  options.gap = 1'000;
  const SampledPlan best = sampled_plan(world.problem, world.paths, options);
  std::vector<DemandPaths> batches;
  for (std::uint64_t seed = 100; seed < 108; ++seed) {
    batches.push_back(months_ahead(6, 40, seed).paths);
  }
  const DemandPaths fresh = months_ahead(6, 1'000, 200).paths;
  const SampledGap gap = sampled_gap(world.problem, batches, fresh, *best.plan, options);
  CHECK(gap.bound.number() == 8);
  CHECK(gap.unfinished == 0);
  CHECK(gap.at_most >= gap.gap);
  CHECK(gap.cost.sum() == outlook_of(costs_on(world.problem, fresh, *best.plan, 1)).cost.sum());
  // A plan that buys nothing is far from best, and the gap says so.
  const SampledGap nothing = sampled_gap(world.problem, batches, fresh, {}, options);
  CHECK(nothing.bound.sum() == gap.bound.sum());
  CHECK(nothing.gap > gap.at_most);
}

TEST_CASE("where nothing can be ordered the plan is to order nothing, if that is allowed") {
  SampledWorld world = months_ahead(3, 5, 88);
  world.problem.order_days.clear();
  SampledPlanOptions options;
  options.gap = 0;
  const SampledPlan nothing = sampled_plan(world.problem, world.paths, options);
  CHECK(nothing.finished());
  CHECK(nothing.plan == PurchasePlan{});
  CHECK(nothing.dry == 5);
  CHECK(nothing.bound <= nothing.cost);
  CHECK(nothing.gap() <= 1);
  options.risk = 0;
  CHECK(sampled_plan(world.problem, world.paths, options).ending == SampledPlan::Ending::impossible);
  world.problem.stock = {{Tokens::whole(1'000'000), 0, 365}};
  CHECK(sampled_plan(world.problem, world.paths, options).cost == Money{});
}

TEST_CASE("tokens that are worth more when they are left than when they are bought have no best plan") {
  PurchaseProblem problem = newsvendor("3", "9", "3");
  CHECK(is_bounded(problem));
  problem.left_value = *parse_money("3.000004");
  CHECK_FALSE(is_bounded(problem));
  problem.order_days[0].interest = 1;
  CHECK_FALSE(is_bounded(problem));
  problem.order_days[0].interest = 10;
  CHECK(is_bounded(problem));
  problem.penalty = Money::whole(3);
  CHECK_FALSE(is_bounded(problem));
}
