#include "engine/planning/plan_days.h"

#include <algorithm>

#include "engine/base/check.h"

namespace drawdown {

std::vector<PlanDay> plan_days(const PurchaseProblem& problem, const DayDemand& demand, const PurchasePlan& orders) {
  check(demand.size() == problem.days, "a demand has the days of its problem");
  std::vector<Stock> tranches = problem.stock;
  for (const PlannedOrder& order : orders) {
    const OrderDay& day = problem.order_days[order.order_day];
    tranches.push_back({order.tokens, day.arrives, day.expires});
  }
  std::stable_sort(tranches.begin(), tranches.end(),
                   [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  std::vector<PlanDay> days(problem.days);
  for (std::size_t i = 0; i < days.size(); ++i) {
    PlanDay& day = days[i];
    Tokens wanted = demand[i];
    for (Stock& tranche : tranches) {
      if (tranche.arrives == i) {
        day.arrived += tranche.tokens;
      }
      if (tranche.expires == i) {
        day.expired += tranche.tokens;
        tranche.tokens = {};
      }
      if (tranche.arrives <= i && i < tranche.expires) {
        const Tokens paid = std::min(wanted, tranche.tokens);
        tranche.tokens -= paid;
        wanted -= paid;
        day.left += tranche.tokens;
      }
    }
    day.refused = wanted;
  }
  return days;
}

std::optional<std::size_t> first_refusal(const PurchaseProblem& problem, const DayDemand& demand,
                                         const PurchasePlan& orders) {
  const std::vector<PlanDay> days = plan_days(problem, demand, orders);
  const auto dry = std::find_if(days.begin(), days.end(), [](const PlanDay& day) { return day.refused > Tokens{}; });
  return dry == days.end() ? std::nullopt : std::optional(static_cast<std::size_t>(dry - days.begin()));
}

}  // namespace drawdown
