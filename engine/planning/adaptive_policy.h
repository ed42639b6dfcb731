// Buying by rules on day totals: what a policy orders on one course of demand, and what follows.
//
//   const AdaptivePolicy policy{.kind = AdaptivePolicy::Kind::order_up_to, .at = Tokens::whole(400),
//                               .up_to = Tokens::whole(3'000)};
//   const PolicyWorld world(problem, from);
//   plan_of(world, policy, demand);      // its orders, as a plan
//   outcome_of(world, policy, demand);   // what the plan costs on that demand: cost_of(problem, demand, plan)
//
// A policy looks at the beginning of order days, after tranches have expired and arrived, at its position: what is
// free, and what it has ordered and has not arrived. Stock that is to come counts from the day on which it arrives. It
// is what `pool.purchasing` of a scenario does at the reviews of its calendar (engine/model/purchase_policy.h), and a
// replay of `policy_settings` orders the same tokens on the same days, if demand is a series.
//
// What it wants is rounded up to the problem's minimum, to its multiple and to the smallest order that has a price. An
// order that would break a budget or the number of orders is not placed, and nothing smaller is ordered in its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/planning/purchase_problem.h"
#include "engine/time/civil.h"

namespace drawdown {

struct AdaptivePolicy {
  enum class Kind : std::uint8_t {
    reorder_point,  // (s, nQ): at or below `at`, the smallest multiple of `quantity` that brings the position above it
    order_up_to,    // (s, S): at or below `at`, as much as brings the position to `up_to`
    periodic,       // (R, S): below `up_to`, likewise, on every `every`-th order day
    yearly_share,   // `share` of what was consumed in the 365 days before, on order day `on` and a year later, …
  };
  Kind kind = Kind::reorder_point;
  Tokens at = {};         // s
  Tokens quantity = {};   // Q, more than 0
  Tokens up_to = {};      // S, more than `at`
  std::size_t every = 1;  // R, from the first order day on
  std::size_t on = 0;     // an order day; then the first order day on or after each of its anniversaries
  Percent share = {};

  friend bool operator==(const AdaptivePolicy&, const AdaptivePolicy&) = default;
};

// A problem, prepared for policies. It must outlive this.
class PolicyWorld {
 public:
  // `from`: the first day of the horizon; no order day is earlier. `before`: what was consumed in the 365 days before
  // it, taken as spread evenly.
  PolicyWorld(const PurchaseProblem& problem, Day from, Tokens before = {});

  [[nodiscard]] const PurchaseProblem& problem() const { return *problem_; }
  [[nodiscard]] Day from() const { return from_; }
  [[nodiscard]] Tokens before() const { return before_; }
  // The day of the horizon on which an order day is, from 0 on.
  [[nodiscard]] std::size_t day_of(std::size_t order_day) const { return order_day_on_[order_day]; }
  // The order days on which the policy looks, ascending.
  [[nodiscard]] std::vector<std::size_t> reviews(const AdaptivePolicy& policy) const;
  // What is ordered where so much is wanted; by the problem's prices of that order day.
  [[nodiscard]] Tokens rounded_order(Tokens wanted, std::size_t order_day) const;

 private:
  const PurchaseProblem* problem_;
  Day from_;
  Tokens before_;
  std::vector<std::size_t> order_day_on_;
};

// What it wants in a position; 0: nothing. `trailing`: for yearly_share, what was consumed in the 365 days before.
[[nodiscard]] Tokens wanted_by(const AdaptivePolicy& policy, Tokens position, Tokens trailing);

// What it orders on that demand; the plan is allowed. Throws OverflowError.
[[nodiscard]] PurchasePlan plan_of(const PolicyWorld& world, const AdaptivePolicy& policy, const DayDemand& demand);

// The cost of that plan on that demand.
[[nodiscard]] PlanCost outcome_of(const PolicyWorld& world, const AdaptivePolicy& policy, const DayDemand& demand);

// The policy as an entry of `pool.purchasing`, one line of YAML: "{name: plan, policy: order_up_to, …}". Empty if no
// setting says it: order days that are neither all days, all Mondays, all firsts of a month, nor every so many days
// from the first; budgets by year; lead times that differ. `lifetime`: as the scenario has it, such as 365d.
[[nodiscard]] std::optional<std::string> policy_settings(const PolicyWorld& world, const AdaptivePolicy& policy,
                                                         const std::string& name, const std::string& lifetime);

// "(s, S): at 400 or less, up to 3000".
[[nodiscard]] std::string describe(const PolicyWorld& world, const AdaptivePolicy& policy);

}  // namespace drawdown
