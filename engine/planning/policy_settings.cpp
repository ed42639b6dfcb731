// A policy in words, and as settings of a scenario.
#include <algorithm>
#include <set>

#include "engine/planning/adaptive_policy.h"

namespace drawdown {
namespace {

using Kind = AdaptivePolicy::Kind;

// How `review` says it, or `every`; or nothing does.
struct Rhythm {
  std::string review;
  std::int32_t every = 0;
};

// The days of the horizon before `until` on which a rhythm looks.
template <class Looks>
bool are_all(const std::vector<Day>& days, Day from, Day until, Looks looks) {
  std::vector<Day> all;
  for (Day day = from; day < until; day = day + 1) {
    if (looks(day)) {
      all.push_back(day);
    }
  }
  return days == all;
}

std::optional<Rhythm> rhythm_of(const std::vector<Day>& days, Day from, Day until) {
  if (are_all(days, from, until, [](Day) { return true; })) {
    return Rhythm{"daily", 1};
  }
  const std::int32_t every = days.size() > 1 ? days[1] - days[0] : until - from;
  const bool even = are_all(days, from, until, [&](Day day) { return (day - from) % every == 0; });
  if (are_all(days, from, until, [](Day day) { return first_of_week(day) == day; })) {
    return Rhythm{"weekly", even ? every : 0};
  }
  if (are_all(days, from, until, [](Day day) { return first_of_month(day) == day; })) {
    return Rhythm{"monthly", even ? every : 0};
  }
  return even ? std::optional(Rhythm{"", every}) : std::nullopt;
}

bool are_anniversaries(const std::vector<Day>& days, Day until) {
  for (std::size_t year = 0; year < days.size(); ++year) {
    if (days[year] != add_months(days.front(), 12 * static_cast<int>(year))) {
      return false;
    }
  }
  return add_months(days.front(), 12 * static_cast<int>(days.size())) >= until;
}

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  }
  return text + '"';
}

// The lead time of all order days; none if they differ.
std::optional<std::size_t> lead_time(const PolicyWorld& world) {
  std::set<std::size_t> leads;
  for (std::size_t i = 0; i < world.problem().order_days.size(); ++i) {
    leads.insert(world.problem().order_days[i].arrives - world.day_of(i));
  }
  return leads.size() == 1 ? std::optional(*leads.begin()) : std::nullopt;
}

// A budget, as the settings have it, is one for all orders, and knows no cost of an order.
bool has_plain_budget(const PurchaseProblem& problem) {
  const bool limited = std::any_of(problem.budgets.begin(), problem.budgets.end(),
                                   [](const std::optional<Money>& budget) { return budget.has_value(); });
  if (!limited) {
    return true;
  }
  const bool one_year = std::all_of(problem.order_days.begin(), problem.order_days.end(),
                                    [](const OrderDay& order) { return order.year == 0; });
  const bool all_units = std::all_of(problem.prices.begin(), problem.prices.end(), [](const OrderPrices& prices) {
    return prices.discount == OrderPrices::Discount::all_units;
  });
  return one_year && all_units && problem.order_cost == Money{};
}

}  // namespace

std::optional<std::string> policy_settings(const PolicyWorld& world, const AdaptivePolicy& policy,
                                           const std::string& name, const std::string& lifetime) {
  const PurchaseProblem& problem = world.problem();
  const std::optional<std::size_t> lead = lead_time(world);
  if (!lead || !has_plain_budget(problem)) {
    return std::nullopt;
  }
  std::vector<Day> days;
  for (const std::size_t review : world.reviews(policy)) {
    days.push_back(problem.order_days[review].day);
  }
  const Day end = world.from() + static_cast<std::int32_t>(problem.days);
  const Day until = end - static_cast<std::int32_t>(*lead);  // what is ordered later arrives too late
  std::string text = "{name: " + quoted(name) + ", policy: ";
  if (policy.kind == Kind::yearly_share) {
    if (!are_anniversaries(days, until)) {
      return std::nullopt;
    }
    text += "yearly_share, on: " + format(days.front()) + ", share: " + format(policy.share);
    text += world.before() > Tokens{} ? ", before: " + format(world.before()) : "";
  } else {
    const std::optional<Rhythm> rhythm = rhythm_of(days, world.from(), until);
    if (!rhythm || (policy.kind == Kind::periodic ? false : rhythm->review.empty())) {
      return std::nullopt;
    }
    switch (policy.kind) {
      case Kind::reorder_point:
        text += "reorder_point, at: " + format(policy.at) + ", quantity: " + format(policy.quantity);
        break;
      case Kind::order_up_to:
        text += "order_up_to, at: " + format(policy.at) + ", up_to: " + format(policy.up_to);
        break;
      case Kind::periodic:
      case Kind::yearly_share:
        text += rhythm->every > 0 ? "periodic, every: " + std::to_string(rhythm->every) : "base_stock";
        text += ", up_to: " + format(policy.up_to);
        break;
    }
    if (policy.kind != Kind::periodic || rhythm->every == 0) {
      text += ", review: " + rhythm->review;
    }
  }
  text += *lead > 0 ? ", lead_time: " + std::to_string(*lead) + ", until: " + format(until) : "";
  text += ", lifetime: " + lifetime;
  if (problem.most_orders) {
    text += ", orders: " + std::to_string(*problem.most_orders);
  }
  if (!problem.budgets.empty() && problem.budgets.front()) {
    text += ", budget: " + format(*problem.budgets.front());
  }
  return text + "}";
}

std::string describe(const PolicyWorld& world, const AdaptivePolicy& policy) {
  switch (policy.kind) {
    case Kind::reorder_point:
      return "(s, Q): at " + format(policy.at) + " or less, order " + format(policy.quantity);
    case Kind::order_up_to:
      return "(s, S): at " + format(policy.at) + " or less, order up to " + format(policy.up_to);
    case Kind::periodic:
      return policy.every == 1 ? "(R, S): on every order day, order up to " + format(policy.up_to)
                               : "(R, S): on one order day in " + std::to_string(policy.every) + ", order up to " +
                                     format(policy.up_to);
    case Kind::yearly_share:
      return "yearly: from " + format(world.problem().order_days[policy.on].day) + " on, order " +
             format(policy.share) + " % of the year before";
  }
  return {};
}

}  // namespace drawdown
