// The exact plan against all plans, on small random problems.
#include <doctest/doctest.h>

#include "engine/planning/exact_plan.h"
#include "tests/purchase_worlds.h"

using namespace drawdown;
using namespace drawdown::tests;

TEST_CASE("no plan of thousands of random problems is cheaper than the exact one, all features together") {
  int infeasible = 0;
  int bought = 0;
  for (std::uint64_t seed = 1; seed <= 6'000; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const PurchaseWorld world = purchase_world(dice);
    if (!has_cheapest_plan(world.problem)) {
      continue;
    }
    const std::optional<Money> cheapest = cheapest_by_trying(world);
    const ExactPlan found = exact_plan(world.problem, world.demand);
    REQUIRE(found.proven);
    REQUIRE(found.feasible == cheapest.has_value());
    if (!cheapest) {
      ++infeasible;
      continue;
    }
    REQUIRE(is_allowed(world.problem, found.plan));
    REQUIRE(found.cost.total() == cost_of(world.problem, world.demand, found.plan).total());
    REQUIRE((world.problem.penalty || found.cost.refused == Tokens{}));
    REQUIRE(found.lower_bound == *cheapest);
    REQUIRE(found.cost.total() == *cheapest);
    bought += found.plan.empty() ? 0 : 1;
  }
  CHECK(infeasible > 300);
  CHECK(bought > 1'500);
}
