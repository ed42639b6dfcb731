// `plan` of a scenario: what it says, and what is wrong with it.
#include <doctest/doctest.h>

#include <string>

#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

const std::string pool =
    "pool: {lifetime: 365d, price_list: [{quantity: 100, unit_price: 3}, {quantity: 5000, unit_price: 2.5}], "
    "tranches: []}\n";

// Its line 9 is `plan`.
std::string planned(const std::string& plan, const std::string& pool_line = pool) {
  return replaced(smallest, "pool: {lifetime: 365d,\n  tranches: []}\n", pool_line + "\n") + "plan: " + plan + "\n";
}

PlanTask task_of(const std::string& plan) { return *load(planned(plan)).plan; }

}  // namespace

TEST_CASE(
    "a plan orders monthly from the first day on, whole tokens that last as the pool's do, unless it says otherwise") {
  const PlanTask task = task_of("{every: month}");
  CHECK(task.team.empty());
  REQUIRE(task.order_days.size() == 12);
  CHECK(format(task.order_days[0]) == "2026-01-01");
  CHECK(format(task.order_days[11]) == "2026-12-01");
  CHECK(task.lifetime.days == 365);
  CHECK_FALSE(task.incremental);
  CHECK(task.lead_days == 0);
  CHECK_FALSE(task.penalty);
  CHECK_FALSE(task.refused_day);
  CHECK_FALSE(task.risk);
  CHECK(task.budgets.empty());
  CHECK_FALSE(task.most_orders);
  CHECK(task.replications == 400);
  CHECK(task.tests == 1000);
  CHECK_FALSE(load(planned("{}")).plan->order_days.empty());
  CHECK_FALSE(load(smallest).plan);
}

TEST_CASE("a plan says all that may be bought, and what it costs") {
  const PlanTask task = task_of(
      "{every: quarter, lead_time: 5, lifetime: 12mo, discount: incremental, order_cost: 150, capital_cost: 7.5, "
      "penalty: 9, budget: 60000, most_orders: 3, left_value: 1.25, replications: 50, tests: 60}");
  CHECK(task.order_days.size() == 4);
  CHECK(format(task.order_days[1]) == "2026-04-01");
  CHECK(task.lead_days == 5);
  CHECK(task.lifetime.months == 12);
  CHECK(task.incremental);
  CHECK(task.order_cost == Money::whole(150));
  CHECK(format(task.capital_cost) == "7.5");
  CHECK(task.penalty == Money::whole(9));
  CHECK(task.budgets == std::vector<Money>{Money::whole(60'000)});
  CHECK(task.most_orders == 3U);
  CHECK(format(task.left_value) == "1.25");
  CHECK(task.replications == 50);
  CHECK(task.tests == 60);
  CHECK(task_of("{risk: 2}").risk == Percent::whole(2));
  CHECK(task_of("{refused_day: 40}").refused_day == Money::whole(40));
}

TEST_CASE("order days are periods from the first day on, or a list, and what they order is there before the end") {
  const std::string from_31 = replaced(planned("{every: month}"), "2026-01-01", "2026-01-31");
  CHECK(format(load(from_31).plan->order_days[1]) == "2026-02-28");
  CHECK(format(load(from_31).plan->order_days[2]) == "2026-03-31");
  CHECK(task_of("{every: day}").order_days.size() == 365);
  CHECK(task_of("{every: day, lead_time: 360}").order_days.size() == 5);
  CHECK(task_of("{every: week}").order_days.size() == 53);
  CHECK(task_of("{every: year}").order_days.size() == 1);
  const PlanTask listed = task_of("{days: [2026-01-05, 2026-07-01]}");
  REQUIRE(listed.order_days.size() == 2);
  CHECK(format(listed.order_days[1]) == "2026-07-01");
}

TEST_CASE("a budget counts for each year of the horizon, or has one entry for each") {
  const std::string two = replaced(planned("{budget: [10, 20]}"), "until: 2027-01-01", "until: 2027-06-01");
  CHECK(load(two).plan->budgets == std::vector<Money>{Money::whole(10), Money::whole(20)});
  const std::string each = replaced(planned("{budget: 10}"), "until: 2027-01-01", "until: 2027-06-01");
  CHECK(load(each).plan->budgets == std::vector<Money>{Money::whole(10), Money::whole(10)});
}

TEST_CASE("the team of a plan is the only one that has tokens, unless it is named") {
  const auto team_with = [](const std::string& tranches, const std::string& plan) {
    return replaced(planned(plan), "tranches: []", "tranches: [" + tranches + "]");
  };
  const std::string uk = "{bought: 2026-01-05, tokens: 10, unit_price: 1, team: UK}";
  const std::string us = ", {bought: 2026-01-05, tokens: 10, unit_price: 1}";
  CHECK(load(team_with(uk, "{every: month}")).plan->team == "UK");
  CHECK(load(team_with(uk + us, "{team: UK}")).plan->team == "UK");
  CHECK(load(team_with(uk + us, "{team: ''}")).plan->team.empty());
  CHECK(error_of(team_with(uk + us, "{every: month}")) ==
        "a.yaml:9:7: plan: missing key 'team' (text) as several teams have tokens");
}

TEST_CASE("a plan that makes no sense is refused where it stands, with the nearest word") {
  check_errors({
      {planned("{evry: month}"), "a.yaml:9:8: plan: unknown key 'evry'; did you mean 'every'?"},
      {planned("{every: monht}"),
       "a.yaml:9:15: plan.every: expected day, week, month, quarter or year, found 'monht'; did you mean "
       "'month'?"},
      {planned("{discount: all}"), "a.yaml:9:18: plan.discount: expected all_units or incremental, found 'all'"},
      {planned("often"), "a.yaml:9:7: plan: expected a map, found 'often'"},
      {planned("{every: month, days: [2026-01-05]}"), "a.yaml:9:15: plan.every: not together with `days`; remove one"},
      {planned("{days: []}"), "a.yaml:9:14: plan.days: the list is empty; expected days such as 2026-01-05"},
      {planned("{days: 2026-01-05}"),
       "a.yaml:9:14: plan.days: expected a list of days such as [2026-01-05, 2026-07-01], found '2026-01-05'"},
      {planned("{days: [2026-01-05, soon]}"),
       "a.yaml:9:27: plan.days[1]: expected a day such as 2026-01-05, found 'soon'"},
      {planned("{days: [2026-01-05, 2026-01-05]}"),
       "a.yaml:9:27: plan.days: days ascend; 2026-01-05 is not later than the one before it"},
      {planned("{days: [2027-01-05]}"),
       "a.yaml:9:15: plan.days: must be one of the simulated days, 2026-01-01 … 2026-12-31; found '2027-01-05'"},
      {planned("{days: [2026-12-30], lead_time: 5}"),
       "a.yaml:9:15: plan.days: must be one of the simulated days, 2026-01-01 … 2026-12-31, and what is ordered be "
       "there before they end; found '2026-12-30'"},
      {planned("{lead_time: 400}"),
       "a.yaml:9:19: plan.lead_time: nothing that is ordered within the horizon is there before it ends, on "
       "2027-01-01"},
      {planned("{penalty: 9, refused_day: 40}"),
       "a.yaml:9:33: plan.refused_day: not together with `penalty`; remove one"},
      {planned("{refused_day: 40, risk: 2}"), "a.yaml:9:31: plan.risk: not together with `refused_day`; remove one"},
      {planned("{risk: 101}"), "a.yaml:9:14: plan.risk: must be 0 … 100, found '101'"},
      {planned("{penalty: -1}"), "a.yaml:9:17: plan.penalty: must not be negative, found '-1'"},
      {planned("{budget: []}"), "a.yaml:9:16: plan.budget: the list is empty; expected prices such as 60000"},
      {planned("{budget: [1, 2]}"), "a.yaml:9:16: plan.budget: has 2 entries, and the horizon has 1 year"},
      {planned("{budget: [1, x]}"), "a.yaml:9:20: plan.budget[1]: expected a price such as 2.40, found 'x'"},
      {planned("{budget: {}}"),
       "a.yaml:9:16: plan.budget: expected a price such as 60000, or a list of them, found a map"},
      {planned("{left_value: 2.5}"),
       "a.yaml:9:20: plan.left_value: must be less than every price of pool.price_list, of which the least is 2.5, "
       "found '2.5'"},
      {planned("{replications: 0}"), "a.yaml:9:22: plan.replications: must be more than 0, at most 100000, found '0'"},
  });
}

TEST_CASE("a plan needs prices on all its days, and a lifetime") {
  const std::string later = replaced(pool, "{quantity: 100, unit_price: 3}, {quantity: 5000, unit_price: 2.5}",
                                     "{quantity: 100, unit_price: 3, from: 2026-02-01}");
  check_errors({
      {planned("{every: month}", later),
       "a.yaml:9:7: plan: pool.price_list has no price on 2026-01-01, when an order may be placed"},
      {planned("{every: month}", "pool: {lifetime: 365d, tranches: []}\n"),
       "a.yaml:9:7: plan: needs `pool.price_list`, such as [{quantity: 100, unit_price: 3.00}]"},
      {planned("{every: month}", replaced(pool, "lifetime: 365d, ", "")),
       "a.yaml:9:7: plan: missing key 'lifetime' (a lifetime such as 365d, 12mo or 1y) or give all tokens a lifetime "
       "with pool.lifetime"},
  });
  CHECK(load(planned("{days: [2026-02-01]}", later)).plan->order_days.size() == 1);
}
