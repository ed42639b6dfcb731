#include "engine/planning/adaptive_policy.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/planning/policy_run.h"
#include "engine/replay/replay.h"
#include "tests/policy_worlds.h"
#include "tests/series_world.h"
#include "tests/slow_build.h"

using namespace drawdown;
using namespace drawdown::tests;
using Kind = AdaptivePolicy::Kind;

namespace {

// Orders every day for ten days; tokens come `lead` days later, and last `life`.
PurchaseProblem ten_days(std::size_t lead, std::size_t life) {
  PurchaseProblem problem;
  problem.days = 10;
  for (std::size_t day = 0; day + lead < problem.days; ++day) {
    problem.order_days.push_back({.day = Day{20'454} + static_cast<std::int32_t>(day),
                                  .arrives = day + lead,
                                  .expires = day + lead + life,
                                  .prices = 0,
                                  .year = 0,
                                  .interest = 0});
  }
  problem.prices = {{.discount = OrderPrices::Discount::all_units, .tiers = {{Tokens{}, Money::whole(2)}}}};
  problem.multiple = Tokens::whole(1);
  problem.penalty = Money::whole(10);
  return problem;
}

const DayDemand three_a_day(10, Tokens::whole(3));

bool same(const PlanCost& a, const PlanCost& b) {
  return a.price == b.price && a.order_costs == b.order_costs && a.interest == b.interest && a.penalty == b.penalty &&
         a.left_value == b.left_value && a.bought == b.bought && a.consumed == b.consumed && a.refused == b.refused &&
         a.expired == b.expired && a.left == b.left;
}

PurchasePlan orders(std::initializer_list<std::pair<std::size_t, std::int64_t>> list) {
  PurchasePlan plan;
  for (const auto& [day, tokens] : list) {
    plan.push_back({day, Tokens::whole(tokens)});
  }
  return plan;
}

}  // namespace

TEST_CASE("a reorder point orders the least multiple that brings the position above it, and counts what is on order") {
  const PurchaseProblem problem = ten_days(2, 20);
  const PolicyWorld world(problem, Day{20'454});
  const AdaptivePolicy policy{.kind = Kind::reorder_point, .at = Tokens::whole(5), .quantity = Tokens::whole(4)};
  // Nothing is there on the first two days. At the beginning of the third 8 are free, of the fourth 5; of the fifth 2,
  // with 4 on order; of the sixth 4; of the seventh 1, with 4 on order.
  CHECK(plan_of(world, policy, three_a_day) == orders({{0, 8}, {3, 4}, {5, 4}, {6, 4}}));
  CHECK(outcome_of(world, policy, three_a_day).refused == Tokens::whole(3 + 3 + 1 + 2 + 1));
}

TEST_CASE("(s, S) orders up to S from s or less, and stock counts from the day on which it arrives") {
  PurchaseProblem problem = ten_days(0, 20);
  problem.stock = {{Tokens::whole(9), 4, 9}};
  const PolicyWorld world(problem, Day{20'454});
  const AdaptivePolicy policy{.kind = Kind::order_up_to, .at = Tokens::whole(2), .up_to = Tokens::whole(7)};
  // 7, 4, 1: up to 7 again, 4, then 9 arrive: 10, 7, 4, 1; what is left of the nine on day 9 has been used.
  CHECK(plan_of(world, policy, three_a_day) == orders({{0, 7}, {2, 6}, {7, 6}, {9, 6}}));
}

TEST_CASE("what expires makes room for an order at the beginning of the same day") {
  const PurchaseProblem problem = ten_days(0, 2);
  const PolicyWorld world(problem, Day{20'454});
  const AdaptivePolicy policy{.kind = Kind::periodic, .up_to = Tokens::whole(8), .every = 2};
  CHECK(plan_of(world, policy, three_a_day) == orders({{0, 8}, {2, 8}, {4, 8}, {6, 8}, {8, 8}}));
  CHECK(outcome_of(world, policy, three_a_day).expired == Tokens::whole(8));
}

TEST_CASE("a yearly share is one of what was consumed in 365 days, some of them before the horizon") {
  PurchaseProblem problem = ten_days(0, 400);
  problem.stock = {{Tokens::whole(100), 0, 800}};
  const PolicyWorld world(problem, Day{20'454}, Tokens::whole(365));
  // On the third day 363 of the year's days are before the horizon, at 1 each, and two days have consumed 3.
  CHECK(plan_of(world, {.kind = Kind::yearly_share, .on = 2, .share = Percent::whole(200)}, three_a_day) ==
        orders({{2, 738}}));
  // On the fourth, 362 + 9, of which 110 % is 408.1, rounded up to a whole token.
  CHECK(plan_of(world, {.kind = Kind::yearly_share, .on = 3, .share = Percent::whole(110)}, three_a_day) ==
        orders({{3, 409}}));
}

TEST_CASE("orders are rounded up to the minimum, the multiple and the least that has a price") {
  PurchaseProblem problem = ten_days(0, 20);
  problem.minimum = Tokens::whole(5);
  problem.multiple = Tokens::whole(4);
  const PolicyWorld world(problem, Day{20'454});
  CHECK(world.rounded_order(Tokens::whole(1), 0) == Tokens::whole(8));
  CHECK(world.rounded_order(Tokens::whole(9), 0) == Tokens::whole(12));
  problem.prices[0].tiers[0].quantity = Tokens::whole(13);
  CHECK(world.rounded_order(Tokens::whole(9), 0) == Tokens::whole(16));
}

TEST_CASE("an order that would break a budget is not placed, and nothing smaller is") {
  PurchaseProblem problem = ten_days(0, 20);
  problem.order_cost = Money::whole(1);
  problem.budgets = {Money::whole(26)};
  const PolicyWorld world(problem, Day{20'454});
  const AdaptivePolicy policy{.kind = Kind::order_up_to, .at = Tokens::whole(0), .up_to = Tokens::whole(6)};
  CHECK(plan_of(world, policy, three_a_day) == orders({{0, 6}, {2, 6}}));
  problem.budgets = {Money::whole(25)};
  CHECK(plan_of(world, policy, three_a_day) == orders({{0, 6}}));
  problem.most_orders = 0;
  CHECK(plan_of(world, policy, three_a_day).empty());
}

TEST_CASE("from event to event comes out what comes out day by day, and plans are allowed") {
  std::size_t placed = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 4'000 : 40'000); ++seed) {
    CAPTURE(seed);
    const PolicyCase any = random_case(seed, {.days = 40, .most_demand = 5, .paths = 2});
    const PolicyWorld world(any.problem, any.from, any.before);
    const AdaptivePolicy policy = random_policy(seed, any);
    const ReviewCalendar calendar(world, policy);
    PolicyRun run(world);
    for (const DayDemand& path : any.paths) {
      const PurchasePlan plan = plan_of(world, policy, path);
      REQUIRE(is_allowed(any.problem, plan));
      const PolicyOutcome outcome = run(calendar, policy, cumulative(path));
      REQUIRE(same(outcome.cost, outcome_of(world, policy, path)));
      REQUIRE(outcome.orders == plan.size());
      placed += plan.size();
    }
  }
  CHECK(placed > 50'000 / (slow_build ? 10 : 1));
}

TEST_CASE("years in which a yearly share looks back are those of the day by day course") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    PolicyCase any = random_case(seed, {.days = 30, .most_demand = 4, .paths = 1});
    Dice dice(seed);
    any.problem.days = static_cast<std::size_t>(dice.between(700, 1'500));
    any.problem.most_orders.reset();
    any.problem.order_days.clear();
    for (std::size_t day = 0; day < any.problem.days; day += static_cast<std::size_t>(dice.between(1, 40))) {
      any.problem.order_days.push_back(
          {.day = any.from + static_cast<std::int32_t>(day), .arrives = day, .expires = day + 300});
    }
    any.paths[0].clear();
    for (std::size_t day = 0; day < any.problem.days; ++day) {
      any.paths[0].push_back(Tokens{any.problem.multiple.micro * dice.below(4)});
    }
    const PolicyWorld world(any.problem, any.from, any.before);
    AdaptivePolicy policy{.kind = Kind::yearly_share, .share = Percent::whole(dice.between(20, 200))};
    policy.on = static_cast<std::size_t>(
        dice.below(std::min<std::int64_t>(20, static_cast<std::int64_t>(any.problem.order_days.size()))));
    PolicyRun run(world);
    REQUIRE(same(run(ReviewCalendar(world, policy), policy, cumulative(any.paths[0])).cost,
                 outcome_of(world, policy, any.paths[0])));
  }
}

namespace {

enum class Rhythm { daily, weekly, monthly, every_ten };

bool looks(Rhythm rhythm, Day day, Day from) {
  switch (rhythm) {
    case Rhythm::daily:
      return true;
    case Rhythm::weekly:
      return first_of_week(day) == day;
    case Rhythm::monthly:
      return first_of_month(day) == day;
    case Rhythm::every_ten:
      return (day - from) % 10 == 0;
  }
  return false;
}

// A problem that a scenario can say, with the scenario.
struct Sayable {
  PurchaseProblem problem;
  AdaptivePolicy policy;
  DayDemand demand;
  Tokens before;
  std::string text;  // of the price list and the tranches
  std::string tranches = "[";
  Day from = *parse_day("2026-01-01");
  Day until = *parse_day("2027-04-20");
};

Sayable sayable(std::uint64_t seed) {
  Dice dice(seed);
  Sayable all;
  PurchaseProblem& problem = all.problem;
  problem.days = static_cast<std::size_t>(all.until - all.from);
  const auto lead = static_cast<std::size_t>(dice.pick({0, 0, 1, 5, 20}));
  const auto life = static_cast<std::size_t>(dice.pick({7, 30, 90, 365}));
  const Rhythm rhythm = dice.pick({Rhythm::daily, Rhythm::weekly, Rhythm::monthly, Rhythm::every_ten});
  for (std::size_t day = 0; day + lead < problem.days; ++day) {
    const Day date = all.from + static_cast<std::int32_t>(day);
    if (looks(rhythm, date, all.from)) {
      problem.order_days.push_back({.day = date, .arrives = day + lead, .expires = day + lead + life});
    }
  }
  problem.prices = {{.discount = OrderPrices::Discount::all_units,
                     .tiers = {{Tokens::whole(10), Money{3'100'000}}, {Tokens::whole(80), Money{2'700'000}}}}};
  problem.minimum = Tokens::whole(10);
  problem.multiple = Tokens{dice.pick<std::int64_t>({500'000, 1'000'000, 10'000'000})};
  problem.penalty = Money::whole(9);
  if (dice.one_in(3)) {
    problem.most_orders = static_cast<std::size_t>(dice.between(1, 12));
  }
  if (dice.one_in(3)) {
    problem.budgets = {Money::whole(dice.between(300, 2'000))};
  }
  for (int lot = 1; lot <= 3; ++lot) {
    const std::int64_t tokens = dice.between(1, 200);
    const auto bought = static_cast<std::size_t>(lot == 1 ? 0 : dice.below(400));
    const auto lasts = static_cast<std::size_t>(dice.between(5, 300));
    problem.stock.push_back({Tokens::whole(tokens), bought, bought + lasts});
    all.tranches += fmt::format("{{bought: {}, tokens: {}, unit_price: 3, lifetime: {}d}}, ",
                                format(all.from + static_cast<std::int32_t>(bought)), tokens, lasts);
  }
  all.tranches += "]";
  std::stable_sort(problem.stock.begin(), problem.stock.end(),
                   [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
  for (std::size_t day = 0; day < problem.days; ++day) {
    all.demand.push_back(Tokens{dice.one_in(3) ? 0 : 500'000 * dice.between(0, 14)});
  }
  all.policy.kind = dice.pick({Kind::reorder_point, Kind::order_up_to, Kind::periodic, Kind::yearly_share});
  if (rhythm == Rhythm::every_ten) {
    all.policy.kind = Kind::periodic;
  }
  all.policy.at = Tokens::whole(dice.between(0, 90));
  all.policy.quantity = Tokens{500'000 * dice.between(1, 300)};
  all.policy.up_to = all.policy.at + Tokens{500'000 * dice.between(1, 300)};
  all.policy.every = all.policy.kind == Kind::periodic && rhythm != Rhythm::monthly && rhythm != Rhythm::weekly
                         ? static_cast<std::size_t>(dice.between(1, 40))
                         : 1;
  if (all.policy.kind == Kind::yearly_share) {
    all.policy.share = Percent{dice.between(1'000'000, 150'000'000)};
    all.policy.on = rhythm == Rhythm::daily || rhythm == Rhythm::monthly
                        ? static_cast<std::size_t>(dice.below(12))
                        : static_cast<std::size_t>(dice.between(13, 20));
    all.before = dice.one_in(2) ? Tokens::whole(dice.between(1, 900)) : Tokens{};
  }
  all.text = fmt::format(
      "price_list: [{{quantity: 10, unit_price: 3.1}}, {{quantity: 80, unit_price: 2.7}}]\n"
      "  minimum_order: 10\n  order_multiple: {}\n  purchasing: [",
      format(problem.multiple));
  const PolicyWorld world(problem, all.from, all.before);
  const auto settings = policy_settings(world, all.policy, "plan", std::to_string(life) + "d");
  all.text = settings ? all.text + *settings + "]" : "";
  return all;
}

}  // namespace

TEST_CASE("a replay of the policy's settings orders, consumes, refuses and loses the same, token by token") {
  std::size_t replayed = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 100 : 800); ++seed) {
    CAPTURE(seed);
    const Sayable all = sayable(seed);
    if (all.text.empty()) {  // a yearly share on Mondays: anniversaries are other days
      REQUIRE(all.policy.kind == Kind::yearly_share);
      continue;
    }
    CAPTURE(all.text);
    std::string days = "date,tokens\n";
    for (std::size_t day = 0; day < all.demand.size(); ++day) {
      days += format(all.from + static_cast<std::int32_t>(day)) + "," + format(all.demand[day]) + "\n";
    }
    const SeriesFiles files;
    files.put("d.csv", days);
    const Scenario scenario =
        files.load({.series = "{file: d.csv}", .tranches = all.tranches, .pool = all.text, .until = format(all.until)});
    const Trace trace = DemandSource(scenario).draw(1);
    const Outcome outcome = replay(scenario, trace);
    const PolicyWorld world(all.problem, all.from, all.before);
    const PurchasePlan plan = plan_of(world, all.policy, all.demand);
    const PlanCost cost = cost_of(all.problem, all.demand, plan);

    std::vector<std::pair<Day, Tokens>> planned;
    for (const PlannedOrder& order : plan) {
      planned.emplace_back(all.problem.order_days[order.order_day].day, order.tokens);
    }
    std::vector<std::pair<Day, Tokens>> ordered;
    Money price;
    for (const Tranche& tranche : outcome.tranches) {
      if (tranche.origin.kind == TrancheOrigin::Kind::ordered) {
        ordered.emplace_back(*tranche.ordered, tranche.tokens);
        price += drawdown::cost(tranche.tokens, *tranche.unit_price);
      }
    }
    REQUIRE(ordered == planned);
    const Course course = course_of(trace, outcome);
    REQUIRE(price == cost.price);
    REQUIRE(course.consumed == cost.consumed);
    REQUIRE(course.lost == cost.refused);
    REQUIRE(course.expired == cost.expired);
    REQUIRE(course.remaining == cost.left);
    ++replayed;
  }
  CHECK(replayed > (slow_build ? 80 : 700));
}

TEST_CASE("a policy says itself in words, and as settings where there are some") {
  PurchaseProblem problem = ten_days(3, 20);
  const PolicyWorld world(problem, Day{20'454});
  const AdaptivePolicy up_to{.kind = Kind::order_up_to, .at = Tokens::whole(2), .up_to = Tokens::whole(7)};
  CHECK(describe(world, up_to) == "(s, S): at 2 or less, order up to 7");
  CHECK(policy_settings(world, up_to, "top \"up\"", "20d") ==
        "{name: \"top \\\"up\\\"\", policy: order_up_to, at: 2, up_to: 7, review: daily, lead_time: 3, until: "
        "2026-01-08, lifetime: 20d}");
  CHECK(policy_settings(world, {.kind = Kind::periodic, .up_to = Tokens::whole(7), .every = 3}, "p", "20d") ==
        "{name: \"p\", policy: periodic, every: 3, up_to: 7, lead_time: 3, until: 2026-01-08, lifetime: 20d}");
  problem.budgets = {Money::whole(7)};
  problem.order_cost = Money::whole(1);
  CHECK_FALSE(policy_settings(world, up_to, "p", "20d").has_value());
  problem.budgets.clear();
  problem.order_days.erase(problem.order_days.begin() + 2);
  const PolicyWorld gap(problem, Day{20'454});
  CHECK_FALSE(policy_settings(gap, up_to, "p", "20d").has_value());
}
