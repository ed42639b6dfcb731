#include "engine/planning/plan_outlook.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/planning/path_table.h"

namespace drawdown {

std::vector<PlanCost> costs_on(const PurchaseProblem& problem, const DemandPaths& paths, const PurchasePlan& plan,
                               unsigned threads) {
  // What does not depend on the path is what it is for a demand of nothing, but for the tokens that are left.
  const PlanCost idle = cost_of(problem, DayDemand(problem.days), plan);
  // Only the plan's own order days: a table of all would hold positions that nobody asks for.
  PurchaseProblem ordered = problem;
  ordered.order_days.clear();
  Quantities quantities;
  for (const PlannedOrder& order : plan) {
    ordered.order_days.push_back(problem.order_days[order.order_day]);
    quantities.push_back(order.tokens.micro);
  }
  std::vector<PlanCost> costs(paths.size());
  constexpr std::size_t portion = 256;
  in_parallel((paths.size() + portion - 1) / portion, threads, [&](std::size_t part) {
    const auto begin = paths.begin() + static_cast<std::ptrdiff_t>(part * portion);
    const auto end = paths.begin() + static_cast<std::ptrdiff_t>(std::min((part + 1) * portion, paths.size()));
    const PathTable table(ordered, DemandPaths(begin, end));
    for (std::size_t i = 0; i < table.paths(); ++i) {
      const PathTable::Served served = table.served(quantities, i);
      PlanCost& cost = costs[part * portion + i];
      cost = idle;
      cost.consumed = {served.all};
      cost.refused = Tokens{table.demand(i)} - cost.consumed;
      cost.expired -= Tokens{served.early};
      cost.left -= Tokens{served.all - served.early};
      if (problem.penalty) {
        cost.penalty = drawdown::cost(cost.refused, *problem.penalty);
      }
      cost.left_value = drawdown::cost(cost.left, problem.left_value);
    }
  });
  return costs;
}

PlanOutlook outlook_of(std::span<const PlanCost> costs) {
  check(!costs.empty(), "an outlook is over at least one path");
  PlanOutlook outlook;
  for (const PlanCost& cost : costs) {
    outlook.cost.add(cost.total().micro);
    outlook.paid.add((cost.price + cost.order_costs + cost.interest).micro);
    outlook.penalty.add(cost.penalty.micro);
    outlook.bought.add(cost.bought.micro);
    outlook.refused.add(cost.refused.micro);
    outlook.expired.add(cost.expired.micro);
    outlook.left.add(cost.left.micro);
    outlook.dry += cost.refused > Tokens{} ? 1U : 0U;
  }
  return outlook;
}

Mean advantage(std::span<const PlanCost> first, std::span<const PlanCost> second) {
  check(first.size() == second.size(), "plans are compared on the same paths");
  Mean mean;
  for (std::size_t i = 0; i < first.size(); ++i) {
    mean.add((second[i].total() - first[i].total()).micro);
  }
  return mean;
}

}  // namespace drawdown
