// The exact plan against all plans, on small random problems.
#include <doctest/doctest.h>

#include "engine/planning/cost_to_go.h"
#include "engine/planning/exact_plan.h"
#include "engine/planning/plan_search.h"
#include "engine/planning/use_axis.h"
#include "tests/purchase_worlds.h"
#include "tests/slow_build.h"

using namespace drawdown;
using namespace drawdown::tests;

namespace {

// By the search alone: without a first plan, that may be the cheapest already and hide what the search then misses.
std::optional<Money> found_alone(const PurchaseWorld& world, std::int64_t classes) {
  const UseAxis axis = use_axis(world.problem, world.demand);
  const ExactOptions options;
  PlanSearch search(axis, world.problem, options);
  REQUIRE(search.run(CostToGo(axis, {}, world.problem.multiple.micro % classes == 0 ? classes : 1), {}) ==
          PlanSearch::End::complete);
  return search.found() ? std::optional(search.total()) : std::nullopt;
}

}  // namespace

TEST_CASE("no plan of thousands of random problems is cheaper than the exact one, all features together") {
  int infeasible = 0;
  int bought = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 3'000 : 12'000); ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const PurchaseWorld world = purchase_world(dice);
    if (!has_cheapest_plan(world.problem)) {
      continue;
    }
    const std::optional<Cheapest> cheapest = cheapest_by_trying(world);
    const std::optional<Money> total = cheapest ? std::optional(cheapest->total) : std::nullopt;
    const ExactPlan found = exact_plan(world.problem, world.demand);
    REQUIRE(found.proven);
    REQUIRE(found.feasible == cheapest.has_value());
    REQUIRE(found_alone(world, static_cast<std::int64_t>(seed % 2 == 0 ? 1 : 8)) == total);
    if (!cheapest) {
      ++infeasible;
      continue;
    }
    REQUIRE(is_allowed(world.problem, found.plan));
    REQUIRE(found.cost.total() == cost_of(world.problem, world.demand, found.plan).total());
    REQUIRE((world.problem.penalty || found.cost.refused == Tokens{}));
    REQUIRE(found.lower_bound == cheapest->total);
    REQUIRE(found.cost.total() == cheapest->total);
    if (world.is_whole) {
      REQUIRE(found.plan.size() == cheapest->orders);
    }
    bought += found.plan.empty() ? 0 : 1;
  }
  CHECK(infeasible > (slow_build ? 200 : 900));
  CHECK(bought > (slow_build ? 600 : 2'500));
}
