#include "engine/planning/exact_plan.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/base/check.h"
#include "engine/planning/cost_to_go.h"
#include "engine/planning/plan_search.h"
#include "engine/planning/surcharges.h"
#include "engine/planning/use_axis.h"

namespace drawdown {
namespace {

constexpr std::size_t width = 16;              // of the search for a first plan
constexpr std::size_t second_width = 256;      // if that is not as good as the bound
constexpr std::int64_t least_steps = 100;      // of the demand, for a plan in coarser multiples to be any good
constexpr std::int64_t most_size = 1'000'000;  // of a bound: some 50 megabytes

// As fine as asked for, or a little coarser: steps have to divide the multiple.
std::int64_t classes_of(std::int64_t multiple, std::int64_t most) {
  while (multiple % most != 0) {
    --most;
  }
  return most;
}

// A first plan, then finer and finer steps, until a plan costs what the bound says or steps are fine enough; then all
// plans that the bound allows. A bound takes much less time than a search that it does not guide.
class Solver {
 public:
  Solver(const PurchaseProblem& problem, const DayDemand& demand, const UseAxis& axis, const ExactOptions& options)
      : problem_(problem), demand_(demand), axis_(axis), options_(options), search_(axis, problem, options) {}

  PlanSearch::End solve() {
    using enum PlanSearch::End;
    bool is_tight = look_with({}, 1);
    const Surcharges surcharges = is_tight ? Surcharges{} : good_surcharges(problem_, axis_, options_);
    is_tight = is_tight || (surcharges.is_any() && look_with(surcharges, 1));
    for (const std::int64_t most : {10, 100}) {
      const std::int64_t classes = classes_of(axis_.multiple, most);
      if (!is_tight && classes > classes_ && to_go_->size() / classes_ * classes <= most_size) {
        is_tight = look_with(surcharges, classes);
      }
    }
    is_tight = is_tight || look(second_width);
    if (!is_tight && (surcharges.is_any() || !axis_.stock.empty())) {
      seed();
    }
    return end_ == stopped ? stopped : search_.run(*to_go_, {});
  }
  [[nodiscard]] const PlanSearch& search() const { return search_; }

 private:
  // Whether no more has to be looked for.
  bool look_with(const Surcharges& surcharges, std::int64_t classes) {
    classes_ = classes;
    to_go_.emplace(axis_, surcharges, classes, options_.stop);
    return look(width);
  }

  // The best plan in tenfold multiples: limits leave gaps between bound and plans, so that a good plan is worth its
  // time.
  void seed() {
    PurchaseProblem coarse = problem_;
    coarse.multiple.micro *= 10;
    if (coarse.multiple.micro < axis_.end / least_steps) {
      const ExactPlan plan = exact_plan(coarse, demand_, {.stop = options_.stop, .most_labels = options_.most_labels});
      if (plan.feasible) {
        search_.seed(plan.plan);
      }
    }
  }

  bool look(std::size_t with_width) {
    end_ = search_.run(*to_go_, {.width = with_width});
    return end_ == PlanSearch::End::stopped || search_.best_cost() <= search_.bound() + to_go_->rounding(0);
  }

  const PurchaseProblem& problem_;
  const DayDemand& demand_;
  const UseAxis& axis_;
  const ExactOptions& options_;
  PlanSearch search_;
  std::optional<CostToGo> to_go_;
  std::int64_t classes_ = 1;
  PlanSearch::End end_ = PlanSearch::End::complete;
};

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
  Solver solver(problem, demand, axis, options);
  const PlanSearch::End end = solver.solve();
  const PlanSearch& search = solver.search();

  ExactPlan result;
  result.feasible = search.found();
  result.proven = end == PlanSearch::End::complete || search.bound() >= no_cost_at_all;
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
