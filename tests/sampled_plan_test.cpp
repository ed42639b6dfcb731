#include "engine/planning/sampled_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "engine/planning/path_table.h"
#include "tests/sampled_worlds.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

bool same(const PlanCost& a, const PlanCost& b) {
  return a.price == b.price && a.order_costs == b.order_costs && a.interest == b.interest && a.penalty == b.penalty &&
         a.left_value == b.left_value && a.bought == b.bought && a.consumed == b.consumed && a.refused == b.refused &&
         a.expired == b.expired && a.left == b.left;
}

Wide sum_on(const SampledWorld& world, const PurchasePlan& plan) {
  Wide sum = 0;
  for (const DayDemand& demand : world.paths) {
    sum += cost_of(world.problem, demand, plan).total().micro;
  }
  return sum;
}

}  // namespace

TEST_CASE("a plan looked at through sums costs on each path what it costs day by day") {
  Dice dice(61);
  std::size_t nested = 0;
  for (int round = 0; round < 20'000; ++round) {
    const SampledWorld world = odd_sampled_world(dice);
    const PurchasePlan plan = some_plan(world.problem, dice);
    const std::vector<PlanCost> costs = costs_on(world.problem, world.paths, plan, 1);
    REQUIRE(costs.size() == world.paths.size());
    for (std::size_t i = 0; i < costs.size(); ++i) {
      REQUIRE(same(costs[i], cost_of(world.problem, world.paths[i], plan)));
    }
    nested += world.problem.stock.empty() ? 0U : 1U;
  }
  CHECK(nested > 5'000);
}

TEST_CASE("a cut meets what is refused where it was taken, and is below it everywhere else") {
  Dice dice(62);
  for (int round = 0; round < 20'000; ++round) {
    const SampledWorld world = odd_sampled_world(dice);
    const PurchaseProblem& problem = world.problem;
    const PathTable table(problem, world.paths);
    const auto quantities = [&] {
      Quantities drawn;
      for (std::size_t i = 0; i < problem.order_days.size(); ++i) {
        drawn.push_back(dice.one_in(3) ? 0 : dice.below(12) * 700'001);
      }
      return drawn;
    };
    const Quantities here = quantities();
    for (const bool early : {false, true}) {
      PathTable::CutSums sums{0, std::vector<std::int64_t>(here.size())};
      for (std::size_t path = 0; path < world.paths.size(); ++path) {
        PathTable::Cut cut;
        table.cut(here, path, early, cut);
        const auto off = [&](const Quantities& at) {
          const PathTable::Served served = table.served(at, path);
          std::int64_t above = table.demand(path) - (early ? served.early : served.all) - cut.demand;
          for (std::size_t i = 0; i < at.size(); ++i) {
            above += cut.reaches[i] != 0 ? at[i] : 0;
          }
          return above;
        };
        sums.demand += cut.demand;
        for (std::size_t i = 0; i < here.size(); ++i) {
          sums.reached[i] += cut.reaches[i];
        }
        REQUIRE(off(here) == 0);
        for (int other = 0; other < 5; ++other) {
          REQUIRE(off(quantities()) >= 0);
        }
      }
      const PathTable::CutSums together = table.cut_sums(here, early);
      REQUIRE(together.demand == sums.demand);
      REQUIRE(together.reached == sums.reached);
    }
  }
}

TEST_CASE("the best plan of small worlds is the best of all, and no bound is above it") {
  Dice dice(63);
  std::size_t plans = 0;
  std::size_t impossible = 0;
  for (int round = 0; round < (slow_build ? 1'000 : 8'000); ++round) {
    CAPTURE(round);
    const SampledWorld world = sampled_world(dice);
    SampledPlanOptions options;
    options.gap = 0;
    std::size_t most_dry = world.problem.penalty ? world.paths.size() : 0;
    if (dice.one_in(2)) {
      options.risk = dice.below(micro_per_unit);
      most_dry = static_cast<std::size_t>(*options.risk * static_cast<std::int64_t>(world.paths.size()) / 1'000'000);
    }
    const BestOfAll all = best_of_all(world, most_dry);
    const SampledPlan best = sampled_plan(world.problem, world.paths, options);
    plans += all.plans;
    REQUIRE(best.finished());
    REQUIRE(all.cost.has_value() == best.plan.has_value());
    if (!all.cost) {
      ++impossible;
      REQUIRE(best.ending == SampledPlan::Ending::impossible);
      continue;
    }
    const auto paths = static_cast<Wide>(world.paths.size());
    REQUIRE(is_allowed(world.problem, *best.plan));
    REQUIRE(best.dry <= most_dry);
    REQUIRE(best.bound.micro * paths <= *all.cost);
    REQUIRE(sum_on(world, *best.plan) == *all.cost);
    REQUIRE(best.cost.micro * paths >= *all.cost);
    REQUIRE((best.cost.micro - 1) * paths < *all.cost);
    REQUIRE(best.cost.micro - best.bound.micro < 1'000);
  }
  CHECK(plans > 100'000);
  CHECK(impossible > 50);
}

TEST_CASE(
    "with odd micro-units everywhere no bound is above the best of all, and the plan is within the rounding of it") {
  Dice dice(64);
  for (int round = 0; round < (slow_build ? 300 : 2'000); ++round) {
    CAPTURE(round);
    const SampledWorld world = odd_sampled_world(dice);
    SampledPlanOptions options;
    options.gap = dice.one_in(2) ? 0 : 50'000;
    std::size_t most_dry = world.problem.penalty ? world.paths.size() : 0;
    if (dice.one_in(2)) {
      options.risk = dice.below(micro_per_unit);
      most_dry = static_cast<std::size_t>(*options.risk * static_cast<std::int64_t>(world.paths.size()) / 1'000'000);
    }
    const BestOfAll all = best_of_all(world, most_dry);
    const SampledPlan best = sampled_plan(world.problem, world.paths, options);
    REQUIRE(best.finished());
    REQUIRE(all.cost.has_value() == best.plan.has_value());
    if (all.cost) {
      const auto paths = static_cast<Wide>(world.paths.size());
      REQUIRE(best.bound.micro * paths <= *all.cost);
      REQUIRE(best.cost.micro * paths >= *all.cost);
      if (options.gap == 0) {
        REQUIRE((best.cost.micro - 100) * paths <= *all.cost);
      } else if (best.cost > Money::whole(1)) {
        REQUIRE(best.gap() <= options.gap + 100);  // what the bound gives away to rounding
      }
    }
  }
}
