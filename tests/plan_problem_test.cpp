// A scenario with a `plan` as a problem on day totals, and what its demand is.
#include <doctest/doctest.h>

#include <string>

#include "engine/planning/plan_demand.h"
#include "engine/planning/plan_problem.h"
#include "engine/planning/plan_study.h"
#include "engine/scenario/load.h"
#include "tests/smallest_scenario.h"

using namespace drawdown;

namespace {

const std::string base =
    "time_zone: UTC\n"
    "from: 2026-01-01\n"
    "until: 2028-01-01\n"
    "pool:\n"
    "  lifetime: 12mo\n"
    "  minimum_order: 50\n"
    "  order_multiple: 10\n"
    "  price_list:\n"
    "    - {quantity: 5000, unit_price: 2.5}\n"
    "    - {quantity: 100, unit_price: 3}\n"
    "    - {quantity: 100, unit_price: 3.3, from: 2027-01-01}\n"
    "  tranches:\n"
    "    - {bought: 2025-06-01, tokens: 500, remaining: 120, unit_price: 3}\n"
    "    - {bought: 2026-03-01, tokens: 70, expires: 2026-05-01, unit_price: 3}\n"
    "    - {bought: 2024-01-01, tokens: 70, unit_price: 3}\n"
    "    - {bought: 2028-03-01, tokens: 70, unit_price: 3}\n"
    "    - {bought: 2026-03-01, tokens: 7, unit_price: 3, team: UK}\n"
    "plan: {team: '', every: quarter, lead_time: 10, capital_cost: 10, order_cost: 20, penalty: 5, budget: [100, 200], "
    "most_orders: 4, left_value: 1}\n";
const std::string series = "demand: {series: {distribution: normal, mean: 7, sd: 0}}\n";

PlanProblem problem_of(const std::string& yaml) {
  ScenarioPlaces places;
  const Scenario scenario = load_scenario_text(yaml, "a.yaml", "", {}, &places);
  return plan_problem(scenario, places);
}

std::string refusal_of(const std::string& yaml) {
  try {
    (void)problem_of(yaml);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

PlanDemand demand_of(const std::string& yaml) {
  const Scenario scenario = load(yaml);
  return plan_demand(scenario, DemandSource(scenario), scenario.plan->team, {});
}

}  // namespace

TEST_CASE("order days, prices, stock and limits are those of the scenario") {
  const PlanProblem plan = problem_of(base + series);
  const PurchaseProblem& problem = plan.problem;
  CHECK(format(plan.from) == "2026-01-01");
  CHECK(problem.days == 730);
  REQUIRE(problem.order_days.size() == 8);
  const OrderDay& second = problem.order_days[1];
  CHECK(format(second.day) == "2026-04-01");
  CHECK(second.arrives == 100);
  CHECK(second.expires == 465);
  CHECK(second.year == 0);
  CHECK(problem.order_days[4].year == 1);
  CHECK(second.interest == 175'342);  // 640 days at 10 %
  CHECK(problem.order_days[0].interest == 200'000);
  REQUIRE(problem.prices.size() == 2);
  CHECK(second.prices == 0);
  CHECK(problem.order_days[4].prices == 1);
  REQUIRE(problem.prices[0].tiers.size() == 2);
  CHECK(problem.prices[0].tiers[0].quantity == Tokens::whole(100));
  CHECK(problem.prices[1].tiers[0].unit_price == *parse_money("3.3"));
  REQUIRE(problem.stock.size() == 2);  // the others are another team's, gone, or come too late
  CHECK(problem.stock[0].tokens == Tokens::whole(70));
  CHECK(problem.stock[0].arrives == 59);
  CHECK(problem.stock[0].expires == 120);
  CHECK(problem.stock[1].tokens == Tokens::whole(120));
  CHECK(problem.stock[1].arrives == 0);
  CHECK(problem.stock[1].expires == 151);
  CHECK(problem.minimum == Tokens::whole(50));
  CHECK(problem.multiple == Tokens::whole(10));
  CHECK(problem.order_cost == Money::whole(20));
  CHECK(problem.penalty == Money::whole(5));
  CHECK(problem.budgets == std::vector<std::optional<Money>>{Money::whole(100), Money::whole(200)});
  CHECK(problem.most_orders == 4U);
  CHECK(problem.left_value == Money::whole(1));
  CHECK(plan.notes.empty());
}

TEST_CASE("interest is simple, by days of a year of 365, rounded to the millionth") {
  CHECK(interest_for(Percent::whole(8), 365) == 80'000);
  CHECK(interest_for(Percent::whole(8), 730) == 160'000);
  CHECK(interest_for(Percent::whole(10), 73) == 20'000);
  CHECK(interest_for(Percent::whole(1), 1) == 27);  // 27.397
  CHECK(interest_for(Percent{}, 500) == 0);
}

TEST_CASE("without a multiple, tokens are bought whole") {
  const std::string any = replaced(base + series, "  order_multiple: 10\n", "");
  CHECK(problem_of(any).problem.multiple == Tokens::whole(1));
}

TEST_CASE("credits and the annual tokens of contracts are stock") {
  const std::string more = replaced(base + series, "plan:",
                                    "  contracts: [{id: eba, from: 2026-02-01, until: 2028-02-01, annual: [40, 50]}]\n"
                                    "  adjustments: [{day: 2026-01-11, tokens: 9, reason: gift}]\nplan:");
  const std::vector<Stock> stock = problem_of(more).problem.stock;
  REQUIRE(stock.size() == 5);
  CHECK(stock[2].tokens == Tokens::whole(9));
  CHECK(stock[2].arrives == 10);
  CHECK(stock[3].tokens == Tokens::whole(40));
  CHECK(stock[3].expires == 396);
  CHECK(stock[4].tokens == Tokens::whole(50));
}

TEST_CASE("what day totals cannot plan is refused, and only if it is the team's") {
  const auto with_pool = [](const std::string& keys) { return replaced(base + series, "plan:", keys + "plan:"); };
  const std::string policy = "  purchasing: [{name: top, policy: reorder_point, at: 9, quantity: 100%}]\n";
  CHECK(refusal_of(with_pool(replaced(policy, "%", ""))) ==
        "a.yaml:18:16: plan: the policy 'top' buys for the default team, whose purchases are to be planned; remove it, "
        "or give --set pool.purchasing=[]");
  CHECK(refusal_of(with_pool(replaced(policy, "%", ", team: UK"))) == "no error");
  CHECK(refusal_of(with_pool("  transfers: [{day: 2026-04-01, tranche: T2, to: UK}]\n"))
            .starts_with("a.yaml:18:15: plan: the transfer of 'T2' moves tokens of the default team"));
  CHECK(refusal_of(with_pool("  adjustments: [{day: 2026-01-11, tokens: -9, reason: booked twice}]\n"))
            .starts_with("a.yaml: plan: the adjustment 'booked twice' of -9 tokens changes a tranche of the default"));
  CHECK(refusal_of(with_pool("  contracts: [{id: eba, from: 2026-02-01, until: 2028-02-01, multi_year: 40}]\n"))
            .starts_with("a.yaml:18:15: plan: multi-year tokens of the contract 'eba'"));
  CHECK(refusal_of(base + series + "rules: token-flex\n")
            .starts_with("a.yaml:18:7: plan.penalty: under `when_empty: overdraft` nothing is refused"));
  CHECK(refusal_of(replaced(base + series + "rules: token-flex\n", "penalty: 5, ", "")) == "no error");
  CHECK(refusal_of(replaced(base + series, "plan: {", "stress: {penalty: 1}\nreminders: {} #{"))
            .starts_with("a.yaml: missing key 'plan'"));
}

TEST_CASE("rules that do not draw what expires first, or hold tokens for a moment, are noted") {
  const std::string log = "rates: {AutoCAD: 7}\nusage: {sessions: s.csv}\n";
  CHECK(problem_of(base + series + "rules: {preset: flex, consume: newest}\n").notes.size() == 1);
  CHECK(problem_of(base + log).notes.size() == 1);
  CHECK(problem_of(base + log + "rules: {preset: flex, grace: 0s}\n").notes.empty());
  CHECK(problem_of(base + log + "rules: {preset: flex, grace: 0s, when_empty: {retry: 1h}}\n").notes.size() == 1);
}

TEST_CASE("a series without spread is known, and others are drawn as often as the plan says") {
  const PlanDemand known = demand_of(base + series);
  CHECK(known.certain());
  REQUIRE(known.paths.size() == 1);
  CHECK(known.paths[0] == DayDemand(730, Tokens::whole(7)));
  const std::string few = replaced(base, "most_orders: 4", "replications: 5, tests: 3");
  const PlanDemand drawn = demand_of(few + "demand: {series: {distribution: poisson, mean: 7}}\n");
  CHECK_FALSE(drawn.certain());
  CHECK(drawn.paths.size() == 5);
  CHECK(drawn.tests.size() == 3);
  CHECK(drawn.paths[0] != drawn.paths[1]);
  CHECK(demand_of(few + "demand: {series: {distribution: empirical, values: [3, 3]}}\n").certain());
  CHECK_FALSE(demand_of(few + "demand: {series: {distribution: empirical, values: [3, 4]}}\n").certain());
  CHECK_FALSE(demand_of(few + "demand: {series: {distribution: gamma, mean: 7, sd: 1}}\n").certain());
}

TEST_CASE("a demand that is drawn is the same for any number of threads") {
  const Scenario scenario = load(replaced(base, "most_orders: 4", "replications: 5, tests: 3") +
                                 "demand: {series: {distribution: poisson, mean: 7}}\n");
  const DemandSource source(scenario);
  const PlanDemand one = plan_demand(scenario, source, "", {.threads = 1});
  const PlanDemand three = plan_demand(scenario, source, "", {.threads = 3});
  CHECK(one.paths == three.paths);
  CHECK(one.tests == three.tests);
}

TEST_CASE("each team has its own demand") {
  const Scenario scenario =
      load(base +
           "demand: {series: [{team: UK, distribution: normal, mean: 3, sd: 0}, {distribution: normal, mean: 4, "
           "sd: 0}]}\n");
  const DemandSource source(scenario);
  CHECK(plan_demand(scenario, source, "UK", {}).paths[0][5] == Tokens::whole(3));
  CHECK(plan_demand(scenario, source, "", {}).paths[0][5] == Tokens::whole(4));
}

TEST_CASE("an access day's price is that of the tokens that it has on average") {
  PlanDemand demand;
  demand.access_days = 4;
  demand.access_tokens = Tokens::whole(30).micro;
  CHECK(penalty_of_token(Money::whole(15), demand) == Money::whole(2));
  CHECK(penalty_of_token(Money::whole(40), demand) == *parse_money("5.333333"));
  CHECK_FALSE(penalty_of_token(Money::whole(15), {}));
}

TEST_CASE("refusals need a price or a limit where demand is not known, and a series has no access days") {
  const auto error = [](const std::string& yaml) -> std::string {
    ScenarioPlaces places;
    const Scenario scenario = load_scenario_text(yaml, "a.yaml", "", {}, &places);
    PlanProblem plan = plan_problem(scenario, places);
    try {
      price_refusals(scenario, places, plan_demand(scenario, DemandSource(scenario), plan.team, {}), plan);
    } catch (const InputError& bad) {
      return bad.what();
    }
    return "no error";
  };
  const std::string free = replaced(base, "penalty: 5, ", "");
  CHECK(error(free + series) == "no error");
  CHECK(error(free + "demand: {series: {distribution: poisson, mean: 7}}\n")
            .starts_with("a.yaml:18:7: plan: missing key 'penalty', 'refused_day' or 'risk'"));
  CHECK(error(replaced(base, "penalty: 5", "refused_day: 5") + series)
            .starts_with("a.yaml:18:7: plan.refused_day: the demand has no access days"));
  CHECK(error(replaced(base, "penalty: 5", "penalty: 0.5") + series)
            .starts_with("a.yaml:18:7: plan.left_value: must be at most what a refused token costs, 0.5"));
  CHECK(error(replaced(base, "team: ''", "team: US") + series)
            .starts_with("a.yaml:18:7: plan: nothing is used by team 'US' in the horizon"));
}
