// A plan's orders as tranches of its scenario, and what a replay of that scenario makes of them.
//
//   const Scenario bought = with_orders(scenario, plan.problem, orders);
//   const ReplayedPlan replayed = replay_plan(scenario, plan, orders, trace);
//   replayed.cost.total();               // what cost_of says, to the micro-unit, where nothing is refused
//
// A replay charges, refuses and expires by the engine's rules, session by session; the cost is made of that in the
// same way as that of a plan on day totals.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/planning/plan_problem.h"
#include "engine/planning/purchase_problem.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Tokens of one order at one price. Of incremental prices, an order has a part for each tier that it reaches, so that
// each has a price per token that is exact.
struct OrderPart {
  std::string id;         // as a tranche: plan-1; plan-1-2 for the second part of an order
  std::size_t order = 0;  // place in the plan
  Day there;
  Day expires;
  Tokens tokens;
  Money unit_price;
};

// Names that the scenario has no tranche of.
[[nodiscard]] std::vector<OrderPart> parts_of(const Scenario& scenario, const PlanProblem& plan,
                                              const PurchasePlan& orders);

[[nodiscard]] Scenario with_orders(const Scenario& scenario, const PlanProblem& plan, const PurchasePlan& orders);

struct ReplayedPlan {
  PlanCost cost;  // penalty: by `refused_days`, if that is what the scenario's plan asks for
  std::uint64_t refused_days = 0;
  std::uint64_t denied_sessions = 0;  // of the team, for want of tokens: attempts, and cut-offs
  bool others_refused = false;        // somebody of another team is: where windows are shared, all charges may differ
  [[nodiscard]] bool refuses() const { return denied_sessions > 0 || cost.refused > Tokens{} || others_refused; }
};

// The trace is the scenario's.
[[nodiscard]] ReplayedPlan replay_plan(const Scenario& scenario, const PlanProblem& plan, const PurchasePlan& orders,
                                       const Trace& trace);

}  // namespace drawdown
