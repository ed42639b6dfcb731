#include "engine/planning/plan_replay.h"

#include <algorithm>
#include <utility>

#include "engine/analysis/access_days.h"
#include "engine/base/check.h"
#include "engine/base/exact_cost.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

// "plan", or if a tranche's name begins like one of ours, "plan2" and so on.
std::string free_prefix(const Scenario& scenario) {
  for (int number = 1;; ++number) {
    const std::string prefix = number == 1 ? "plan" : "plan" + std::to_string(number);
    const bool taken = std::any_of(scenario.tranches.begin(), scenario.tranches.end(),
                                   [&](const Tranche& each) { return each.id.starts_with(prefix + "-"); }) ||
                       std::any_of(scenario.policies.begin(), scenario.policies.end(),
                                   [&](const PurchasePolicy& each) { return each.name == prefix; });
    if (!taken) {
      return prefix;
    }
  }
}

// How many tokens of an order have which price.
std::vector<std::pair<Tokens, Money>> priced(const OrderPrices& prices, Tokens order) {
  std::vector<std::pair<Tokens, Money>> parts;
  for (std::size_t i = 0; i < prices.tiers.size() && prices.tiers[i].quantity <= order; ++i) {
    const Money price = prices.tiers[i].unit_price;
    const Tokens begin = i == 0 ? Tokens{} : prices.tiers[i].quantity;
    if (prices.discount == OrderPrices::Discount::all_units) {
      parts = {{order, price}};
    } else if (order > begin) {
      const bool last = i + 1 == prices.tiers.size();
      parts.emplace_back((last ? order : std::min(order, prices.tiers[i + 1].quantity)) - begin, price);
    }
  }
  return parts;
}

// Of attempts a session's first one counts.
void add_refusals(const Trace& trace, TeamId team, Outcome& outcome, ReplayedPlan& replayed) {
  std::vector<Denial> of_team;
  for (const Denial& denial : outcome.denials) {
    if (denial.reason != DenialReason::tokens) {
      continue;
    }
    if (trace.units[denial.unit.value].team != team) {
      replayed.others_refused = true;
      continue;
    }
    if (denial.first || denial.kind == DenialKind::cut_off) {
      replayed.cost.refused += denial.tokens;
      ++replayed.denied_sessions;
    }
    of_team.push_back(denial);
  }
  for (const Charge& charge : outcome.charges) {
    if (trace.units[charge.unit.value].team == team) {
      replayed.cost.refused += std::max(charge.overdraft, Tokens{});
    }
  }
  outcome.denials = std::move(of_team);
}

}  // namespace

std::vector<OrderPart> parts_of(const Scenario& scenario, const PlanProblem& plan, const PurchasePlan& orders) {
  const std::string prefix = free_prefix(scenario);
  std::vector<OrderPart> all;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const OrderDay& day = plan.problem.order_days[orders[i].order_day];
    const auto parts = priced(plan.problem.prices[day.prices], orders[i].tokens);
    for (std::size_t part = 0; part < parts.size(); ++part) {
      OrderPart& added = all.emplace_back();
      added.id = prefix + '-' + std::to_string(i + 1) + (parts.size() > 1 ? '-' + std::to_string(part + 1) : "");
      added.order = i;
      added.there = plan.from + static_cast<std::int32_t>(day.arrives);
      added.expires = plan.from + static_cast<std::int32_t>(day.expires);
      added.tokens = parts[part].first;
      added.unit_price = parts[part].second;
    }
  }
  return all;
}

Scenario with_orders(const Scenario& scenario, const PlanProblem& plan, const PurchasePlan& orders) {
  Scenario bought = scenario;
  for (const OrderPart& part : parts_of(scenario, plan, orders)) {
    Tranche tranche;
    tranche.id = part.id;
    tranche.team = plan.team;
    tranche.bought = part.there;
    tranche.expires = part.expires;
    tranche.arrives_at = scenario.server().start_of(part.there);
    tranche.expires_at = scenario.server().start_of(part.expires);
    tranche.tokens = part.tokens;
    tranche.unit_price = part.unit_price;
    bought.tranches.push_back(std::move(tranche));
  }
  return bought;
}

ReplayedPlan replay_plan(const Scenario& scenario, const PlanProblem& plan, const PurchasePlan& orders,
                         const Trace& trace) {
  const Scenario bought = with_orders(scenario, plan, orders);
  Trace of_all = trace;
  const TeamId team = of_all.teams.intern(plan.team);  // which may have had no tokens before
  Outcome outcome = replay(bought, of_all);
  ReplayedPlan replayed;
  PlanCost& cost = replayed.cost;
  Wide left_value = 0;
  std::vector<Wide> prices(orders.size());  // in millionths of micro-units
  const std::vector<OrderPart> parts = parts_of(scenario, plan, orders);
  for (std::size_t i = 0; i < outcome.balances.size(); ++i) {
    const TrancheBalance& balance = outcome.balances[i];
    if (balance.team != team || balance.left_out) {
      continue;
    }
    cost.consumed += balance.consumed;
    cost.expired += balance.expired;
    cost.left += balance.remaining;
    left_value += exact_cost(balance.remaining, plan.problem.left_value).pico;
    if (i >= scenario.tranches.size()) {
      const OrderPart& part = parts[i - scenario.tranches.size()];
      cost.bought += balance.bought;
      prices[part.order] += exact_cost(balance.bought, *outcome.tranches[i].unit_price).pico;
    }
  }
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const OrderDay& day = plan.problem.order_days[orders[i].order_day];
    const Money price = rounded(ExactCost{prices[i]});
    cost.price += price;
    cost.order_costs += plan.problem.order_cost;
    cost.interest += rounded(ExactCost{Wide{(price + plan.problem.order_cost).micro} * day.interest});
  }
  cost.left_value = rounded(ExactCost{left_value});
  add_refusals(of_all, team, outcome, replayed);
  replayed.refused_days = AccessDays(bought.days, of_all).refused(bought, outcome);
  if (scenario.plan->refused_day) {
    cost.penalty =
        Money{narrow(Wide{scenario.plan->refused_day->micro} * static_cast<Wide>(replayed.refused_days), "penalties")};
  } else if (plan.problem.penalty) {
    cost.penalty = rounded(exact_cost(cost.refused, *plan.problem.penalty));
  }
  return replayed;
}

}  // namespace drawdown
