// Policies against inventory theory: economic order quantities, newsvendors, perishable stock.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/planning/policy_search.h"
#include "tests/dice.h"

using namespace drawdown;
using Kind = AdaptivePolicy::Kind;

namespace {

constexpr Day from{20'454};

// Orders every day, there at once; a token costs 1, and lasts `life` days.
PurchaseProblem every_day(std::size_t days, std::size_t life) {
  PurchaseProblem problem;
  problem.days = days;
  for (std::size_t day = 0; day < days; ++day) {
    problem.order_days.push_back({.day = from + static_cast<std::int32_t>(day), .arrives = day, .expires = day + life});
  }
  problem.prices = {{.discount = OrderPrices::Discount::all_units, .tiers = {{Tokens{}, Money::whole(1)}}}};
  problem.multiple = Tokens::whole(1);
  return problem;
}

std::vector<double> poisson_chances(double mean, int most) {
  std::vector<double> chances{std::exp(-mean)};
  for (int k = 1; k <= most; ++k) {
    chances.push_back(chances.back() * mean / k);
  }
  return chances;
}

std::vector<DayDemand> poisson_paths(std::uint64_t seed, double mean, std::size_t days, int paths) {
  Dice dice(seed);
  const std::vector<double> chances = poisson_chances(mean, 60);
  std::vector<DayDemand> all(static_cast<std::size_t>(paths), DayDemand(days));
  for (DayDemand& path : all) {
    for (Tokens& day : path) {
      double left = static_cast<double>(dice.next() >> 11U) / static_cast<double>(1ULL << 53U);
      std::int64_t demand = 0;
      while (left >= chances[static_cast<std::size_t>(demand)] && demand < 59) {
        left -= chances[static_cast<std::size_t>(demand)];
        ++demand;
      }
      day = Tokens::whole(demand);
    }
  }
  return all;
}

double of(const Estimate& estimate) { return static_cast<double>(estimate.value) / micro_per_unit; }

}  // namespace

TEST_CASE("the best (s, Q) and (s, S) of a steady demand order the economic order quantity, or the tier beyond it") {
  // Harris, "How many parts to make at once" (1913): Q = √(2 K d ÷ h). With all-units discounts the best is that of a
  // price, or the least quantity of a lower one (Hadley and Whitin, Analysis of Inventory Systems, 1963, §2-11).
  // Interest of i on what is paid, for each day from the order to the horizon's end, is a holding cost of i times the
  // price a day: the days' sum of what has been bought is that of the stock and of what has been used before, d (T − 1)
  // ÷ 2 on average. On what an order costs it is as if that were k (1 + i T ÷ 2), and a sum that no policy changes.
  constexpr double d = 10;
  constexpr double interest = 0.1;
  constexpr std::size_t days = 1'800;  // whose divisors the cycles below are
  constexpr double order_cost = 50;
  const double own_order_cost = order_cost / (1 + interest * days / 2);
  const auto daily = [&](double price, double quantity) {
    return price * d * (1 + interest * (days - 1) / 2) + order_cost * d / quantity +
           interest * price * (quantity + d) / 2;
  };
  REQUIRE(std::sqrt(2 * order_cost * d / interest) == doctest::Approx(100));
  int large_ones = 0;
  for (const double off : {0.0, 0.001, 0.002, 0.004, 0.01, 0.1}) {
    CAPTURE(off);
    PurchaseProblem problem = every_day(days, 5'000);
    for (std::size_t day = 0; day < days; ++day) {
      problem.order_days[day].interest = static_cast<std::int64_t>(100'000 * (days - day));
    }
    problem.order_cost = Money{std::llround(own_order_cost * micro_per_unit)};
    problem.prices[0].tiers.push_back({Tokens::whole(200), Money{std::llround(1e6 * (1 - off))}});
    const PolicyWorld world(problem, from);
    const std::vector<DayDemand> path{DayDemand(days, Tokens::whole(10))};
    const bool large = daily(1 - off, 200) < daily(1, 100);
    large_ones += large ? 1 : 0;
    const PolicySearch search{
        .most_tried = 10'000, .resolution = Tokens::whole(10), .most = Tokens::whole(300), .risk = 0};
    const auto quantity = best_policy(world, Kind::reorder_point, path, search);
    CHECK(quantity->exhaustive);
    CHECK(quantity->keeps_risk);
    CHECK(quantity->policy.at == Tokens{});
    CHECK(quantity->policy.quantity == Tokens::whole(large ? 200 : 100));
    const auto level = best_policy(world, Kind::order_up_to, path, search);
    CHECK(level->policy.at == Tokens{});
    CHECK(level->policy.up_to == Tokens::whole(large ? 200 : 100));
    CHECK(level->cost == quantity->cost);
    const auto review =
        best_policy(world, Kind::periodic, path,
                    {.most_tried = 100'000, .resolution = Tokens::whole(10), .most = Tokens::whole(300), .risk = 0});
    CHECK(review->policy.up_to == Tokens::whole(large ? 200 : 100));
    CHECK(review->policy.every == (large ? 20 : 10));
    const double quantity_now = large ? 200 : 100;
    const double expected = days * daily(large ? 1 - off : 1, quantity_now) + own_order_cost * interest * days / 2;
    CHECK(static_cast<double>(quantity->cost) / micro_per_unit == doctest::Approx(expected).epsilon(1e-6));
  }
  CHECK(large_ones == 3);
}

TEST_CASE("tokens of one day are ordered up to the newsvendor's quantity, every day") {
  // Arrow, Harris and Marschak (1951): the least S of which demand exceeds no more than the share price ÷ penalty.
  constexpr double mean = 10;
  const std::vector<double> chances = poisson_chances(mean, 59);
  for (const int penalty : {2, 4, 10, 40}) {
    CAPTURE(penalty);
    PurchaseProblem problem = every_day(400, 1);
    problem.penalty = Money::whole(penalty);
    const PolicyWorld world(problem, from);
    int best = 0;
    double below = chances[0];
    while (below < (penalty - 1.0) / penalty) {
      below += chances[static_cast<std::size_t>(++best)];
    }
    double expected = best;
    for (int k = best; k < 60; ++k) {
      expected += penalty * (k - best) * chances[static_cast<std::size_t>(k)];
    }
    const auto found =
        best_policy(world, Kind::periodic, poisson_paths(7, mean, 400, 50), {.most = Tokens::whole(60), .threads = 2});
    CHECK(found->policy.every == 1);
    CHECK(found->policy.up_to == Tokens::whole(best));
    const PolicyWorth worth = worth_of(world, found->policy, poisson_paths(8, mean, 400, 200));
    CHECK(of(worth.cost) / 400 == doctest::Approx(expected).epsilon(0.005));
  }
}

namespace {

// What (s, S) costs a day in the long run if tokens last two days: what is left of yesterday's order is a Markov chain
// (Nahmias, "Perishable inventory theory: a review", Operations Research 30, 1982, §1.1), here with a cost of ordering.
double cost_a_day(int s, int level, double order_cost, double penalty, const std::vector<double>& chances) {
  std::vector<double> old(static_cast<std::size_t>(level) + 1, 1.0 / (level + 1));
  double cost = 0;
  for (int day = 0; day < 400; ++day) {
    std::vector<double> next(old.size());
    cost = 0;
    for (int x = 0; x <= level; ++x) {
      const double here = old[static_cast<std::size_t>(x)];
      const int fresh = x <= s ? level - x : 0;
      cost += here * (x <= s ? order_cost + fresh : 0);
      for (std::size_t k = 0; k < chances.size(); ++k) {
        const int wanted = static_cast<int>(k);
        cost += here * chances[k] * penalty * std::max(0, wanted - x - fresh);
        next[static_cast<std::size_t>(std::max(0, fresh - std::max(0, wanted - x)))] += here * chances[k];
      }
    }
    old = next;
  }
  return cost;
}

}  // namespace

TEST_CASE("(s, S) for tokens of two days is as good as the best of the perishable inventory model") {
  constexpr double mean = 4;
  constexpr std::size_t days = 400;
  const std::vector<double> chances = poisson_chances(mean, 25);
  for (const int order_cost : {0, 2, 6}) {
    CAPTURE(order_cost);
    constexpr int penalty = 5;
    double least = std::numeric_limits<double>::infinity();
    for (int level = 1; level <= 16; ++level) {
      for (int s = 0; s < level; ++s) {
        least = std::min(least, cost_a_day(s, level, order_cost, penalty, chances));
      }
    }
    PurchaseProblem problem = every_day(days, 2);
    problem.penalty = Money::whole(penalty);
    problem.order_cost = Money::whole(order_cost);
    const PolicyWorld world(problem, from);
    const auto found = best_policy(world, Kind::order_up_to, poisson_paths(5, mean, days, 60),
                                   {.resolution = Tokens::whole(1), .most = Tokens::whole(16), .threads = 2});
    REQUIRE(found->exhaustive);
    const double own =
        cost_a_day(static_cast<int>(found->policy.at.micro / micro_per_unit),
                   static_cast<int>(found->policy.up_to.micro / micro_per_unit), order_cost, penalty, chances);
    CHECK(own <= 1.002 * least);
    const PolicyWorth worth = worth_of(world, found->policy, poisson_paths(6, mean, days, 200));
    CHECK(of(worth.cost) / days == doctest::Approx(own).epsilon(0.01));
    CHECK(worth.cost.low <= worth.cost.value);
  }
}
