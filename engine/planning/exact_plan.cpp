#include "engine/planning/exact_plan.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/planning/cost_to_go.h"
#include "engine/planning/plan_search.h"
#include "engine/planning/use_axis.h"

namespace drawdown {
namespace {

constexpr std::size_t first_width = 16;

}  // namespace

bool has_cheapest_plan(const PurchaseProblem& problem) {
  return std::all_of(problem.order_days.begin(), problem.order_days.end(), [&](const OrderDay& day) {
    const OrderPrices& prices = problem.prices[day.prices];
    return std::all_of(prices.tiers.begin(), prices.tiers.end(), [&](const OrderPrices::Tier& tier) {
      const Wide costs = static_cast<Wide>(tier.unit_price.micro) * (1'000'000 + day.interest);
      const Wide worth = static_cast<Wide>(problem.left_value.micro) * 1'000'000;
      return costs > worth || (costs == worth && are_multiples_exact(problem, prices));
    });
  });
}

ExactPlan exact_plan(const PurchaseProblem& problem, const DayDemand& demand, const ExactOptions& options) {
  check(demand.size() == problem.days, "a demand has the days of its problem");
  check(has_cheapest_plan(problem), "tokens that are left are worth no more than they cost");
  const UseAxis axis = use_axis(problem, demand);
  const CostToGo to_go(axis, {}, options.stop);
  PlanSearch search(axis, problem, options);
  PlanSearch::End end = search.run(to_go, {.width = first_width});
  if (end == PlanSearch::End::complete) {
    end = search.run(to_go, {});
  }

  ExactPlan result;
  result.feasible = search.found();
  result.proven = end == PlanSearch::End::complete;
  if (result.feasible) {
    result.plan = search.best();
    result.cost = cost_of(problem, demand, result.plan);
    check(result.cost.total() == search.total(), "the search adds up what a plan costs as everybody does");
  }
  result.lower_bound =
      result.proven ? result.cost.total() : Money{narrow(search.bound() / atto_per_micro - 2, "money")};
  return result;
}

}  // namespace drawdown
