#include "engine/planning/surcharges.h"

#include <cstddef>
#include <cstdint>

namespace drawdown {
namespace {

constexpr int most_times = 8;  // if there is no plan within the limits, raising the surcharge helps without end
constexpr std::int64_t most_on_payments = 9'000'000;  // a tenfold price, in millionths

// What no plan can cost less than.
Wide bound_with(const UseAxis& axis, const PurchaseProblem& problem, const Surcharges& surcharges) {
  const CostToGo to_go(axis, surcharges);
  return to_go.at(to_go.place_of(axis.reach(axis.start()))) - refund(problem, surcharges);
}

}  // namespace

Wide refund(const PurchaseProblem& problem, const Surcharges& surcharges) {
  Wide sum = surcharges.order * static_cast<Wide>(problem.most_orders.value_or(0));
  for (std::size_t year = 0; year < surcharges.year.size(); ++year) {
    if (problem.budgets[year]) {
      sum += static_cast<Wide>(problem.budgets[year]->micro) * surcharges.year[year] * 1'000'000;
    }
  }
  return sum;
}

// Each surcharge is raised or lowered as long as that helps, by less and less.
Surcharges good_surcharges(const PurchaseProblem& problem, const UseAxis& axis, const ExactOptions& options) {
  Surcharges best;
  best.year.assign(problem.budgets.size(), 0);
  if (!problem.most_orders && problem.budgets.empty()) {
    return best;
  }
  Wide bound = bound_with(axis, problem, best);
  const auto try_out = [&](const Surcharges& other) {
    const Wide with = options.stop != nullptr && options.stop->load(std::memory_order_relaxed)
                          ? bound
                          : bound_with(axis, problem, other);
    const bool is_better = with > bound;
    if (is_better) {
      best = other;
      bound = with;
    }
    return is_better;
  };
  Wide order_step = problem.most_orders ? bound / 4 : 0;
  for (std::int64_t year_step = 1'000'000; year_step > 500; year_step /= 3, order_step /= 3) {
    if (order_step > 0) {
      for (const Wide change : {order_step, -order_step}) {
        Surcharges other = best;
        int times = 0;
        do {
          other.order += change;
        } while (other.order >= 0 && ++times <= most_times && try_out(other));
      }
    }
    for (std::size_t year = 0; year < problem.budgets.size(); ++year) {
      for (const std::int64_t change : {year_step, -year_step}) {
        Surcharges other = best;
        do {
          other.year[year] += change;
        } while (problem.budgets[year] && other.year[year] >= 0 && other.year[year] <= most_on_payments &&
                 try_out(other));
      }
    }
  }
  return best;
}

}  // namespace drawdown
