// How fast the best fixed schedule for uncertain demand is found, and how near to best it is proven: monthly orders
// over two years, three tiers, tokens that last a year.
//
// DRAWDOWN_BENCH_PATHS sets the number of courses of demand. "schedule" tells the time on the wall on one and on two
// threads until a gap of 1 % is proven; "risk" may run dry on 5 % of the paths only; "incremental" has the tiers'
// prices only for the tokens beyond them; "hindsight" solves each path by itself. The rival draws plans by dice for as
// long as "schedule" took on one thread. Labels: cost, bound, gap, plan; the rival's plans depend on the machine.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "bench/measure.h"
#include "engine/planning/hindsight.h"
#include "engine/planning/order_choices.h"
#include "engine/planning/sampled_plan.h"
#include "tests/dice.h"

namespace {

using namespace drawdown;
using namespace drawdown::bench;

struct World {
  PurchaseProblem problem;
  DemandPaths paths;
};

World world_of(OrderPrices::Discount discount) {
  World world;
  PurchaseProblem& problem = world.problem;
  constexpr int months = 24;
  problem.days = 730;
  for (int month = 0; month < months; ++month) {
    const auto from = static_cast<std::size_t>(month * 730 / months);
    problem.order_days.push_back({.day = {static_cast<std::int32_t>(from)},
                                  .arrives = from,
                                  .expires = from + 365,
                                  .prices = 0,
                                  .year = static_cast<std::size_t>(month / 12),
                                  .interest = 80'000L * (months - month) / 12});
  }
  problem.prices = {{discount,
                     {{Tokens::whole(100), *parse_money("3")},
                      {Tokens::whole(3'000), *parse_money("2.85")},
                      {Tokens::whole(8'000), *parse_money("2.7")}}}};
  problem.multiple = Tokens::whole(100);
  problem.minimum = Tokens::whole(100);
  problem.order_cost = Money::whole(50);
  problem.penalty = *parse_money("6");
  Dice dice(7);
  for (std::uint64_t paths = setting("DRAWDOWN_BENCH_PATHS", 20); paths > 0; --paths) {
    DayDemand demand;
    std::int64_t level = dice.between(5, 40);
    for (std::size_t day = 0; day < problem.days; ++day) {
      level = day % 30 == 0 ? std::max<std::int64_t>(2, level + dice.between(-5, 5)) : level;
      demand.push_back(Tokens::whole(dice.between(0, 2 * level)));
    }
    world.paths.push_back(demand);
  }
  return world;
}

std::string label_of(const SampledPlan& best) {
  std::string label = "cost " + format(best.cost) + " bound " + format(best.bound) + " gap " +
                      std::to_string(best.gap()) + " nodes " + std::to_string(best.nodes);
  for (const PlannedOrder& order : best.plan.value_or(PurchasePlan{})) {
    label += " " + std::to_string(order.order_day) + ":" + format(order.tokens);
  }
  return label;
}

SampledPlan best_of(const World& world, std::int64_t threads, std::optional<std::int64_t> risk) {
  SampledPlanOptions options;
  options.gap = 10'000;
  options.threads = static_cast<unsigned>(threads);
  options.risk = risk;
  return sampled_plan(world.problem, world.paths, options);
}

void search(benchmark::State& state, OrderPrices::Discount discount, std::optional<std::int64_t> risk) {
  const World world = world_of(discount);
  for (auto _ : state) {
    state.SetLabel(label_of(best_of(world, state.range(0), risk)));
  }
}

void hindsight(benchmark::State& state) {
  const World world = world_of(OrderPrices::Discount::all_units);
  for (auto _ : state) {
    const Hindsight all = hindsight_of(world.problem, world.paths, {.threads = static_cast<unsigned>(state.range(0))});
    state.SetLabel("open " + std::to_string(all.open) + " mean " + format(Money{all.bound.estimate().value}));
  }
}

void rival(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  const World world = world_of(OrderPrices::Discount::all_units);
  const auto before = Clock::now();
  benchmark::DoNotOptimize(best_of(world, 1, std::nullopt).cost);
  const auto budget = Clock::now() - before;
  for (auto _ : state) {
    Dice dice(11);
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    std::size_t plans = 0;
    for (const auto end = Clock::now() + budget; Clock::now() < end; ++plans) {
      Quantities quantities(world.problem.order_days.size());
      for (std::int64_t orders = dice.between(1, 6); orders > 0; --orders) {
        quantities[static_cast<std::size_t>(dice.below(24))] = Tokens::whole(100 * dice.between(1, 120)).micro;
      }
      const PlanOutlook outlook = outlook_of(costs_on(world.problem, world.paths, plan_of(quantities), 1));
      best = std::min(best, outlook.cost.estimate().value);
    }
    state.SetLabel("cost " + format(Money{best}) + " of " + std::to_string(plans) + " plans");
  }
}

}  // namespace

BENCHMARK_CAPTURE(search, schedule, OrderPrices::Discount::all_units, std::nullopt)
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, risk, OrderPrices::Discount::all_units, 50'000)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search, incremental, OrderPrices::Discount::incremental, std::nullopt)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK(hindsight)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(rival)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
