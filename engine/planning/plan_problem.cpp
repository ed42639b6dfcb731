#include "engine/planning/plan_problem.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/scenario/yaml_tree.h"

namespace drawdown {
namespace {

std::string team_words(const std::string& team) { return team.empty() ? "the default team" : "team " + quoted(team); }

// Why day totals would not say what a replay does.
class Refusals {
 public:
  Refusals(const Scenario& scenario, const ScenarioPlaces& places, const PlanTask& task)
      : scenario_(scenario), places_(places), task_(task) {}

  void check_all() const {
    check_policies();
    check_transfers();
    check_adjustments();
    check_contracts();
    if (scenario_.rules.when_empty == WhenEmpty::overdraft && (task_.penalty || task_.refused_day)) {
      throw InputError(places_.plan, std::string("plan.") + (task_.penalty ? "penalty" : "refused_day") +
                                         ": under `when_empty: overdraft` nothing is refused, but owed; use `risk`, or "
                                         "another `rules.when_empty`");
    }
  }

 private:
  [[nodiscard]] Place at(const std::vector<Place>& places, std::size_t i) const {
    return i < places.size() ? places[i] : Place{scenario_.file, 0, 0};
  }

  void check_policies() const {
    for (std::size_t i = 0; i < scenario_.policies.size(); ++i) {
      if (scenario_.policies[i].team == task_.team) {
        throw InputError(at(places_.policies, i), "plan: the policy " + quoted(scenario_.policies[i].name) +
                                                      " buys for " + team_words(task_.team) +
                                                      ", whose purchases are to be planned; remove it, or give --set "
                                                      "pool.purchasing=[]");
      }
    }
  }

  void check_transfers() const {
    for (std::size_t i = 0; i < scenario_.transfers.size(); ++i) {
      const Transfer& transfer = scenario_.transfers[i];
      const Tranche& tranche = scenario_.tranches[transfer.tranche.value];
      if (transfer.to == task_.team || tranche.team == task_.team) {
        throw InputError(at(places_.transfers, i),
                         "plan: the transfer of " + quoted(tranche.id) + " moves tokens of " + team_words(task_.team) +
                             ", of which nobody knows before how many are left; plan without it");
      }
    }
  }

  // What is given without a tranche is a tranche of its own.
  void check_adjustments() const {
    for (const Adjustment& adjustment : scenario_.adjustments) {
      const bool own_tranche =
          adjustment.tranche &&
          scenario_.tranches[adjustment.tranche->value].origin.kind == TrancheOrigin::Kind::credit &&
          adjustment.tokens > Tokens{};
      const std::string& team =
          adjustment.tranche ? scenario_.tranches[adjustment.tranche->value].team : adjustment.team;
      if (team == task_.team && !own_tranche) {
        throw InputError({scenario_.file, 0, 0}, "plan: the adjustment " + quoted(adjustment.reason) + " of " +
                                                     format(adjustment.tokens) + " tokens changes a tranche of " +
                                                     team_words(task_.team) +
                                                     "; plan without it, or give the tranche what it has then");
      }
    }
  }

  void check_contracts() const {
    for (std::size_t i = 0; i < scenario_.contracts.size(); ++i) {
      const Contract& contract = scenario_.contracts[i];
      if (contract.team == task_.team && contract.multi_year_tranche && contract.from < scenario_.until &&
          scenario_.from < contract.until) {
        throw InputError(at(places_.contracts, i), "plan: multi-year tokens of the contract " + quoted(contract.id) +
                                                       " are not drawn in the order of their expiry, as a plan has it; "
                                                       "plan without them, or list them as a tranche");
      }
    }
  }

  const Scenario& scenario_;
  const ScenarioPlaces& places_;
  const PlanTask& task_;
};

// The tokens of credits come as adjustments.
Tokens tokens_of(const Tranche& tranche) {
  return tranche.origin.kind == TrancheOrigin::Kind::credit ? tranche.tokens : tranche.brings();
}

// By instants, for the clocks of a zone may skip whole days: what outlasts the horizon is not gone within it.
std::size_t gone_on(const Scenario& scenario, Day expires) {
  const std::int32_t day = expires - scenario.from;
  const bool outlasts = scenario.server().start_of(expires) >= scenario.end;
  return static_cast<std::size_t>(outlasts ? std::max(day, scenario.days.size()) : day);
}

std::vector<Stock> stock_of(const Scenario& scenario, const std::string& team) {
  std::vector<Stock> stock;
  for (const Tranche& tranche : scenario.tranches) {
    const bool serves = tranche.team == team && tranche.expires_at > scenario.begin &&
                        tranche.arrives_at < scenario.end && tranche.arrives_at < tranche.expires_at;
    if (serves && tokens_of(tranche) > Tokens{}) {
      stock.push_back({tokens_of(tranche),
                       static_cast<std::size_t>(std::max<std::int32_t>(tranche.bought - scenario.from, 0)),
                       gone_on(scenario, tranche.expires)});
    }
  }
  std::stable_sort(stock.begin(), stock.end(), [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  return stock;
}

// The list that is in force on a day, by quantity.
OrderPrices prices_on(const PriceList& list, Day day, bool incremental) {
  std::optional<std::optional<Day>> in_force;
  for (const PriceList::Entry& entry : list.entries) {
    if ((!entry.from || *entry.from <= day) && (!in_force || *in_force < entry.from)) {
      in_force = entry.from;
    }
  }
  check(in_force.has_value(), "every order day has a price");
  OrderPrices prices;
  prices.discount = incremental ? OrderPrices::Discount::incremental : OrderPrices::Discount::all_units;
  for (const PriceList::Entry& entry : list.entries) {
    if (entry.from == *in_force) {
      prices.tiers.push_back({entry.quantity, entry.unit_price});
    }
  }
  std::sort(prices.tiers.begin(), prices.tiers.end(),
            [](const OrderPrices::Tier& a, const OrderPrices::Tier& b) { return a.quantity < b.quantity; });
  return prices;
}

bool same(const OrderPrices& a, const OrderPrices& b) {
  return std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(),
                    [](const OrderPrices::Tier& x, const OrderPrices::Tier& y) {
                      return x.quantity == y.quantity && x.unit_price == y.unit_price;
                    });
}

void add_order_days(const Scenario& scenario, const PlanTask& task, PurchaseProblem& problem) {
  for (const Day day : task.order_days) {
    const Day there = day + task.lead_days;
    const Day gone = expiry_of(there, task.lifetime);
    const Instant arrives = scenario.server().start_of(there);
    if (arrives >= scenario.end || arrives == scenario.server().start_of(gone)) {
      continue;  // the clocks of the zone skip all days on which they would serve
    }
    const OrderPrices prices = prices_on(*scenario.prices, day, task.incremental);
    const auto known = std::find_if(problem.prices.begin(), problem.prices.end(),
                                    [&](const OrderPrices& other) { return same(prices, other); });
    OrderDay order;
    order.prices = static_cast<std::size_t>(known - problem.prices.begin());
    if (known == problem.prices.end()) {
      problem.prices.push_back(prices);
    }
    order.day = day;
    order.arrives = static_cast<std::size_t>(there - scenario.from);
    order.expires = gone_on(scenario, gone);
    order.year = year_of(scenario.from, day);
    order.interest = interest_for(task.capital_cost, scenario.until - day);
    problem.order_days.push_back(order);
  }
}

std::vector<std::string> notes_of(const Scenario& scenario) {
  std::vector<std::string> notes;
  if (scenario.rules.consume != DrawOrder::soonest_expiry) {
    notes.push_back(std::string("A plan draws what expires first; these rules draw the ") +
                    (scenario.rules.consume == DrawOrder::oldest ? "oldest" : "newest") +
                    " first. No order of drawing refuses less, so the plan's cost is the least that can follow; the "
                    "replay shows what does.");
  }
  if (scenario.rules.grace > Duration{} && !(scenario.demand && scenario.demand->series)) {
    notes.emplace_back(
        "Tokens that are held for a launch that turns out free are not in day totals; near a tranche's last minutes a "
        "replay may draw from the next one instead.");
  }
  if (scenario.rules.when_empty == WhenEmpty::retry) {
    notes.emplace_back("Who is refused tries again under these rules; day totals count what is refused as lost.");
  }
  return notes;
}

}  // namespace

std::int64_t interest_for(Percent capital_cost, std::int32_t days) {
  // Millionths of a percent are hundred-millionths of the whole.
  constexpr Wide whole = Wide{100} * 365;
  return narrow((Wide{capital_cost.micro} * days * 2 + whole) / (2 * whole), "interest");
}

PlanProblem plan_problem(const Scenario& scenario, const ScenarioPlaces& places) {
  if (!scenario.plan) {
    throw InputError({scenario.file, 0, 0},
                     "missing key 'plan': what may be bought when; such as `plan: {every: month}`, or --set "
                     "plan.every=month");
  }
  const PlanTask& task = *scenario.plan;
  Refusals(scenario, places, task).check_all();
  PlanProblem plan;
  plan.from = scenario.from;
  plan.team = task.team;
  plan.notes = notes_of(scenario);
  PurchaseProblem& problem = plan.problem;
  problem.days = static_cast<std::size_t>(scenario.days.size());
  problem.stock = stock_of(scenario, task.team);
  problem.minimum = scenario.prices->minimum_order;
  problem.multiple = scenario.prices->order_multiple > Tokens{} ? scenario.prices->order_multiple : Tokens::whole(1);
  problem.order_cost = task.order_cost;
  problem.penalty = task.penalty;
  problem.budgets.assign(task.budgets.begin(), task.budgets.end());
  if (task.most_orders) {
    problem.most_orders = static_cast<std::size_t>(*task.most_orders);
  }
  problem.left_value = task.left_value;
  add_order_days(scenario, task, problem);
  return plan;
}

}  // namespace drawdown
