#include "engine/planning/exact_plan.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/base/check.h"
#include "engine/planning/cost_to_go.h"
#include "engine/planning/plan_search.h"
#include "engine/planning/use_axis.h"

namespace drawdown {
namespace {

constexpr std::size_t width = 16;             // of the search for a first plan
constexpr std::size_t most_size = 4'000'000;  // of a bound: some 200 megabytes

// As fine as asked for, or a little coarser: steps have to divide the multiple.
std::int64_t classes_of(std::int64_t multiple, std::int64_t most) {
  while (multiple % most != 0) {
    --most;
  }
  return most;
}

// Finer and finer steps, until a plan costs what the bound says or steps are fine enough; then all plans that the bound
// allows. A bound takes much less time than a search that it does not guide.
PlanSearch::End find(PlanSearch& search, const UseAxis& axis, const ExactOptions& options) {
  std::int64_t before = 0;
  std::optional<CostToGo> to_go;
  for (const std::int64_t most : {1, 10, 100}) {
    const std::int64_t classes = classes_of(axis.multiple, most);
    if (classes == before ||
        (to_go && to_go->size() / static_cast<std::size_t>(before) * static_cast<std::size_t>(classes) > most_size)) {
      break;
    }
    before = classes;
    to_go.emplace(axis, Surcharges{}, classes, options.stop);
    if (search.run(*to_go, {.width = width}) == PlanSearch::End::stopped) {
      return PlanSearch::End::stopped;
    }
    if (search.best_cost() <= search.bound() + to_go->rounding(0)) {
      break;
    }
  }
  return search.run(*to_go, {});
}

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
  PlanSearch search(axis, problem, options);
  const PlanSearch::End end = find(search, axis, options);

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
