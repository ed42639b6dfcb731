// `plan`: what may be bought when.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

// The first day, and every so often after it, as far as what is ordered is there before the horizon ends.
std::vector<Day> days_every(const std::string& period, std::int32_t lead, const Scenario& scenario) {
  const int months = period == "month" ? 1 : period == "quarter" ? 3 : period == "year" ? 12 : 0;
  const std::int32_t step = period == "week" ? 7 : 1;
  std::vector<Day> days;
  for (int i = 0;; ++i) {
    const Day day = months > 0 ? add_months(scenario.from, months * i) : scenario.from + step * i;
    if (day + lead >= scenario.until) {
      return days;
    }
    days.push_back(day);
  }
}

std::vector<Day> read_days(const Section& plan, std::int32_t lead, const Scenario& scenario) {
  const SettingValue list = plan["days"];
  if (!list.given()) {
    std::vector<Day> days = days_every(plan["every"].choice(), lead, scenario);
    if (days.empty()) {
      plan["lead_time"].refuse("nothing that is ordered within the horizon is there before it ends, on " +
                               format(scenario.until));
    }
    return days;
  }
  if (plan["every"].given()) {
    plan["every"].refuse("not together with `days`; remove one");
  }
  std::vector<Day> days;
  for (const auto& [day, place] : list.days()) {
    if (day < scenario.from || day + lead >= scenario.until) {
      throw InputError(place, list.path() + ": must be one of the simulated days, " + format(scenario.from) + " … " +
                                  format(scenario.until - 1) +
                                  (lead > 0 ? ", and what is ordered be there before they end" : "") + "; found '" +
                                  format(day) + "'");
    }
    if (!days.empty() && day <= days.back()) {
      throw InputError(place, list.path() + ": days ascend; " + format(day) + " is not later than the one before it");
    }
    days.push_back(day);
  }
  if (days.empty()) {
    list.refuse("the list is empty; expected days such as 2026-01-05");
  }
  return days;
}

std::string read_team(const Section& plan, const Scenario& scenario) {
  const std::vector<std::string> all = scenario.pool_teams();
  const std::set<std::string> pools(all.begin(), all.end());
  const SettingValue team = plan["team"];
  if (!team.given()) {
    if (pools.size() > 1) {
      plan.refuse_missing("team", "as several teams have tokens");
    }
    return pools.empty() ? "" : *pools.begin();
  }
  return team.text();
}

void read_budgets(const SettingValue& budget, const Scenario& scenario, PlanTask& task) {
  if (!budget.given()) {
    return;
  }
  const std::size_t years = year_of(scenario.from, scenario.until - 1) + 1;
  task.budgets = budget.prices();
  if (!budget.is_list()) {
    task.budgets.resize(years, task.budgets.front());
  }
  if (task.budgets.size() != years) {
    budget.refuse("has " + std::to_string(task.budgets.size()) + (task.budgets.size() == 1 ? " entry" : " entries") +
                  ", and the horizon has " + std::to_string(years) + (years == 1 ? " year" : " years"));
  }
}

// At most one of those that say what a refusal costs.
void read_refusals(const Section& plan, PlanTask& task) {
  const SettingValue penalty = plan["penalty"];
  const SettingValue day = plan["refused_day"];
  const SettingValue risk = plan["risk"];
  if (penalty.given()) {
    task.penalty = penalty.price();
  }
  if (day.given()) {
    if (penalty.given()) {
      day.refuse("not together with `penalty`; remove one");
    }
    task.refused_day = day.price();
  }
  if (risk.given()) {
    if (penalty.given() || day.given()) {
      risk.refuse(std::string("not together with `") + (penalty.given() ? "penalty" : "refused_day") + "`; remove one");
    }
    task.risk = risk.percent();
  }
}

void check_prices(const Section& plan, const PlanTask& task, const Scenario& scenario) {
  if (!scenario.prices || scenario.prices->entries.empty()) {
    throw InputError(plan.place(), "plan: needs `pool.price_list`, such as [{quantity: 100, unit_price: 3.00}]");
  }
  Tokens most;
  Money least = scenario.prices->entries.front().unit_price;
  for (const PriceList::Entry& entry : scenario.prices->entries) {
    most = std::max(most, entry.quantity);
    least = std::min(least, entry.unit_price);
  }
  for (const Day day : task.order_days) {
    if (!scenario.prices->unit_price(most, day)) {
      throw InputError(plan.place(),
                       "plan: pool.price_list has no price on " + format(day) + ", when an order may be placed");
    }
  }
  const SettingValue left = plan["left_value"];
  if (left.given() && task.left_value > Money{} && task.left_value >= least) {
    left.refuse("must be less than every price of pool.price_list, of which the least is " + format(least) +
                ", found '" + format(task.left_value) + "'");
  }
}

}  // namespace

std::optional<PlanTask> read_plan(const Section& root, const Scenario& scenario) {
  if (!root["plan"].given()) {
    return std::nullopt;
  }
  const Section plan = root["plan"].section();
  PlanTask task;
  task.team = read_team(plan, scenario);
  task.lead_days = static_cast<std::int32_t>(plan["lead_time"].count());
  task.order_days = read_days(plan, task.lead_days, scenario);
  const SettingValue lifetime = plan["lifetime"];
  const SettingValue pool_lifetime = root["pool"].section()["lifetime"];
  if (!lifetime.given() && !pool_lifetime.given()) {
    plan.refuse_missing("lifetime", "or give all tokens a lifetime with pool.lifetime");
  }
  task.lifetime = (lifetime.given() ? lifetime : pool_lifetime).lifetime();
  task.incremental = plan["discount"].choice() == "incremental";
  task.order_cost = plan["order_cost"].price();
  task.capital_cost = plan["capital_cost"].percent();
  read_refusals(plan, task);
  read_budgets(plan["budget"], scenario, task);
  if (const SettingValue most = plan["most_orders"]; most.given()) {
    task.most_orders = static_cast<std::uint64_t>(most.count());
  }
  task.left_value = plan["left_value"].price();
  task.replications = static_cast<std::uint64_t>(plan["replications"].count());
  task.tests = static_cast<std::uint64_t>(plan["tests"].count());
  check_prices(plan, task, scenario);
  return task;
}

}  // namespace drawdown
