#include "engine/planning/policy_search.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <optional>
#include <tuple>
#include <vector>

#include "tests/policy_worlds.h"
#include "tests/slow_build.h"

using namespace drawdown;
using namespace drawdown::tests;
using Kind = AdaptivePolicy::Kind;

namespace {

constexpr std::array kinds{Kind::reorder_point, Kind::order_up_to, Kind::periodic, Kind::yearly_share};

struct Tried {
  std::size_t excess = 0;
  Wide refused = 0;  // where too many paths are dry
  Wide cost = 0;

  friend bool operator<(const Tried& a, const Tried& b) {
    return std::tie(a.excess, a.refused, a.cost) < std::tie(b.excess, b.refused, b.cost);
  }
  friend bool operator==(const Tried&, const Tried&) = default;
};

Tried try_out(const PolicyWorld& world, const AdaptivePolicy& policy, const std::vector<DayDemand>& paths,
              std::size_t may_be_dry) {
  std::size_t dry = 0;
  Tried tried;
  for (const DayDemand& path : paths) {
    const PlanCost cost = outcome_of(world, policy, path);
    tried.cost += cost.total().micro;
    tried.refused += cost.refused.micro;
    dry += cost.refused > Tokens{} ? 1U : 0U;
  }
  tried.excess = dry > may_be_dry ? dry - may_be_dry : 0;
  tried.refused = tried.excess > 0 ? tried.refused : 0;
  return tried;
}

// Every pair of parameters, day by day.
std::optional<Tried> best_of_all(const PolicyWorld& world, Kind kind, const PolicyCase& any, std::int64_t unit,
                                 std::int64_t most, std::size_t may_be_dry) {
  std::optional<Tried> best;
  const auto consider = [&](const AdaptivePolicy& policy) {
    const Tried tried = try_out(world, policy, any.paths, may_be_dry);
    best = best && *best < tried ? best : tried;
  };
  const auto order_days = static_cast<std::int64_t>(any.problem.order_days.size());
  for (std::int64_t first = 0; first <= (kind == Kind::periodic ? order_days - 1 : most); ++first) {
    for (std::int64_t second = 1; second <= most; ++second) {
      AdaptivePolicy policy{.kind = kind};
      policy.at = Tokens{unit * first};
      policy.quantity = Tokens{unit * second};
      policy.up_to = Tokens{unit * (kind == Kind::periodic ? second : first + second)};
      policy.every = static_cast<std::size_t>(kind == Kind::periodic ? first + 1 : 1);
      if (kind != Kind::reorder_point || policy.quantity.micro % any.problem.multiple.micro == 0) {
        consider(policy);
      }
    }
  }
  return best;
}

}  // namespace

TEST_CASE("the search finds the best of all pairs of parameters on small problems, without exception") {
  std::size_t with_orders = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 200 : 2'500); ++seed) {
    CAPTURE(seed);
    const PolicyCase any = random_case(seed, {.days = 9, .most_demand = 3, .paths = 3});
    const PolicyWorld world(any.problem, any.from, any.before);
    const Kind kind = kinds[seed % 3];
    const std::size_t may_be_dry = !any.problem.penalty ? 0 : seed % 5 == 0 ? 1 : any.paths.size();
    PolicySearch search;
    if (seed % 5 == 0 && any.problem.penalty) {
      search.risk = 400'000;  // one path of three
    }
    // Every quantity is a multiple of it.
    search.resolution = Tokens{any.problem.multiple.micro % 1'000'000 == 0 ? 1'000'000 : 20'000};
    search.most = Tokens{12 * search.resolution.micro};
    const std::optional<FoundPolicy> found = best_policy(world, kind, any.paths, search);
    REQUIRE(found.has_value());
    REQUIRE(found->exhaustive);
    const std::optional<Tried> best = best_of_all(world, kind, any, search.resolution.micro, 12, may_be_dry);
    REQUIRE(best.has_value());
    const Tried own = try_out(world, found->policy, any.paths, may_be_dry);
    REQUIRE(own == *best);
    REQUIRE(found->cost == own.cost);
    REQUIRE(found->keeps_risk == (own.excess == 0));
    with_orders += plan_of(world, found->policy, any.paths[0]).empty() ? 0U : 1U;
  }
  CHECK(with_orders > (slow_build ? 50U : 700U));
}

TEST_CASE("no parameter between the multiples of what everything is a multiple of is better") {
  for (std::uint64_t seed = 1; seed <= (slow_build ? 30 : 300); ++seed) {
    CAPTURE(seed);
    PolicyCase any = random_case(seed, {.days = 7, .most_demand = 3, .paths = 2});
    any.problem.left_value = {};  // or the more is bought the better, perhaps
    const PolicyWorld world(any.problem, any.from, any.before);
    const std::optional<FoundPolicy> found = best_policy(world, Kind::order_up_to, any.paths, {.most_tried = 100'000});
    REQUIRE(found->exhaustive);
    const std::size_t may_be_dry = any.problem.penalty ? any.paths.size() : 0;
    const Tried own = try_out(world, found->policy, any.paths, may_be_dry);
    Dice dice(seed);
    for (int time = 0; time < 100; ++time) {
      AdaptivePolicy other{.kind = Kind::order_up_to};
      other.at = Tokens{dice.between(0, found->most.micro)};
      // S − s is within what was tried when both are made multiples.
      other.up_to = other.at + Tokens{dice.between(1, found->most.micro - found->resolution.micro)};
      const Tried tried = try_out(world, other, any.paths, may_be_dry);
      REQUIRE_FALSE(tried < own);
    }
  }
}

TEST_CASE("a yearly share is the best of whole percents, on the first order day or on any of the first year") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    PolicyCase any = random_case(seed, {.days = 9, .most_demand = 3, .paths = 3});
    any.before = Tokens{any.problem.multiple.micro * 10};
    const PolicyWorld world(any.problem, any.from, any.before);
    const std::size_t may_be_dry = any.problem.penalty ? any.paths.size() : 0;
    const bool any_day = seed % 2 == 0;
    const std::optional<FoundPolicy> found =
        best_policy(world, Kind::yearly_share, any.paths, {.most_tried = 10'000, .any_day = any_day});
    std::optional<Tried> best;
    for (std::size_t on = 0; on < (any_day ? any.problem.order_days.size() : 1); ++on) {
      for (std::int64_t share = 1; share <= 400; ++share) {
        const Tried tried = try_out(world, {.kind = Kind::yearly_share, .on = on, .share = Percent::whole(share)},
                                    any.paths, may_be_dry);
        best = best && *best < tried ? best : tried;
      }
    }
    REQUIRE(try_out(world, found->policy, any.paths, may_be_dry) == *best);
  }
}

TEST_CASE("a search that cannot try all comes close to the best of all, and says that it is not") {
  for (std::uint64_t seed = 1; seed <= (slow_build ? 5 : 40); ++seed) {
    CAPTURE(seed);
    PolicyCase any = random_case(seed, {.days = 40, .most_demand = 5, .paths = 20});
    any.problem.penalty = Money::whole(12);
    any.problem.most_orders.reset();
    any.problem.left_value = {};
    const PolicyWorld world(any.problem, any.from, any.before);
    for (const Kind kind : {Kind::reorder_point, Kind::order_up_to, Kind::periodic}) {
      const std::optional<FoundPolicy> best = best_policy(world, kind, any.paths, {.most_tried = 200'000});
      REQUIRE(best->exhaustive);
      const std::size_t few = best->tried / 4;
      const std::optional<FoundPolicy> found = best_policy(world, kind, any.paths, {.most_tried = few});
      REQUIRE_FALSE(found->exhaustive);
      CHECK(found->tried < 2 * few + 300);
      CHECK(found->cost >= best->cost);
      CHECK(static_cast<double>(found->cost) <= 1.005 * static_cast<double>(best->cost));
    }
  }
}

TEST_CASE("the answer does not depend on the number of threads, and can be stopped") {
  const PolicyCase any = random_case(11, {.days = 120, .most_demand = 5, .paths = 50});
  const PolicyWorld world(any.problem, any.from, any.before);
  std::atomic<std::uint64_t> done = 0;
  std::atomic<std::uint64_t> total = 0;
  const auto with = [&](unsigned threads) {
    return *best_policy(world, Kind::order_up_to, any.paths,
                        {.most_tried = 600, .threads = threads, .done = &done, .total = &total});
  };
  const FoundPolicy one = with(1);
  CHECK(done == one.tried * any.paths.size());
  CHECK(total > 0);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const FoundPolicy many = with(threads);
    CHECK(many.policy == one.policy);
    CHECK(many.cost == one.cost);
    CHECK(many.tried == one.tried);
  }
  const std::atomic<bool> stop = true;
  CHECK_FALSE(best_policy(world, Kind::order_up_to, any.paths, {.stop = &stop}).has_value());
}

TEST_CASE("what a policy is worth are means of its outcomes, and of differences from a fixed plan") {
  const PolicyCase any = random_case(4, {.days = 60, .most_demand = 5, .paths = 40});
  const PolicyWorld world(any.problem, any.from, any.before);
  const AdaptivePolicy policy{.kind = Kind::order_up_to, .at = Tokens::whole(3), .up_to = Tokens::whole(20)};
  const PurchasePlan none;
  const PolicyWorth worth = worth_of(world, policy, any.paths, none, 2);
  Mean cost;
  Mean difference;
  std::uint64_t dry = 0;
  for (const DayDemand& path : any.paths) {
    const PlanCost own = outcome_of(world, policy, path);
    cost.add(own.total().micro);
    difference.add((own.total() - cost_of(any.problem, path, none).total()).micro);
    dry += own.refused > Tokens{} ? 1U : 0U;
  }
  CHECK(worth.cost == cost.estimate());
  CHECK(worth.difference == difference.estimate());
  CHECK(worth.p_dry == estimate_share(dry, any.paths.size()));
  CHECK_FALSE(worth_of(world, policy, any.paths).difference.has_value());
}
