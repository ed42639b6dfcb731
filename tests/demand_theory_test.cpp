// Replications of a series against exact answers of the theory, within 4.5 standard errors at fixed seeds.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/random/distributions.h"
#include "tests/goodness_of_fit.h"
#include "tests/series_world.h"
#include "tests/slow_build.h"

using namespace drawdown;
using tests::Course;
using tests::course_of;
using tests::series_scenario;

namespace {

constexpr std::uint64_t replications = slow_build ? 300 : 4000;

double whole(Tokens tokens) { return static_cast<double>(tokens.micro) / micro_per_unit; }

// A day's demand in whole tokens: the probability of each number, the last one with all beyond.
using Chances = std::vector<double>;

Chances poisson_chances(double mean) {
  Chances chances{std::exp(-mean)};
  double sum = chances[0];
  while (1 - sum > 1e-13) {
    chances.push_back(chances.back() * mean / static_cast<double>(chances.size()));
    sum += chances.back();
  }
  return chances;
}

// What is known of a pool's stock: the probability of each state, and sums over all that may happen.
struct Expected {
  double exhausted = 0;  // the probability that any demand is lost
  double lost = 0;
  double expired = 0;
};

// Two tranches, the first until the start of day `first_ends`, the second from `second_begins` to the end, drawn in
// this order: dynamic programming over what is left of both, and whether anything was lost yet.
Expected two_tranches(const Chances& demand, int days, int first, int first_ends, int second, int second_begins) {
  using State = std::tuple<int, int, bool>;
  std::map<State, double> states{{{first, 0, false}, 1.0}};
  Expected expected;
  for (int day = 0; day < days; ++day) {
    std::map<State, double> next;
    for (const auto& [state, probability] : states) {
      auto [a, b, lost] = state;
      if (day == first_ends) {
        expected.expired += probability * a;
        a = 0;
      }
      b += day == second_begins ? second : 0;
      for (std::size_t d = 0; d < demand.size(); ++d) {
        const int wanted = static_cast<int>(d);
        const int from_a = std::min(a, wanted);
        const int from_b = std::min(b, wanted - from_a);
        const int rest = wanted - from_a - from_b;
        const double p = probability * demand[d];
        expected.lost += p * rest;
        next[{a - from_a, b - from_b, lost || rest > 0}] += p;
      }
    }
    states = std::move(next);
  }
  for (const auto& [state, probability] : states) {
    expected.exhausted += std::get<2>(state) ? probability : 0;
  }
  return expected;
}

// Means over replications, each within its band of what is expected.
void check_expected(const Scenario& scenario, const Expected& expected) {
  const DemandSource source(scenario);
  std::vector<double> exhausted;
  std::vector<double> lost;
  std::vector<double> expired;
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    const Course course = course_of(scenario, source, replication);
    CHECK(course.demanded == course.consumed + course.lost);
    exhausted.push_back(course.lost > Tokens{} ? 1 : 0);
    lost.push_back(whole(course.lost));
    expired.push_back(whole(course.expired));
  }
  tests::check_sample_mean(exhausted, expected.exhausted);
  tests::check_sample_mean(lost, expected.lost);
  tests::check_sample_mean(expired, expected.expired);
}

}  // namespace

TEST_CASE("a pool against Poisson demand is exhausted, loses demand and expires as often as it must") {
  struct Case {
    double mean;
    int first;
    int second;
  };
  for (const Case& each : {Case{3, 20, 15}, Case{5, 28, 24}, Case{0.4, 3, 2}}) {
    CAPTURE(each.mean);
    const Scenario scenario = series_scenario(
        {.series = "{distribution: poisson, mean: " + std::to_string(each.mean) + "}",
         .tranches = "[{bought: 2026-01-01, expires: 2026-01-06, tokens: " + std::to_string(each.first) +
                     "}, {bought: 2026-01-04, tokens: " + std::to_string(each.second) + "}]"});
    check_expected(scenario, two_tranches(poisson_chances(each.mean), 10, each.first, 5, each.second, 3));
  }
}

TEST_CASE("so does one against binomial demand: every day a lump with the same chance") {
  // A lump of 3 on a quarter of all days: over ten days the lumps are binomial.
  const Scenario scenario = series_scenario(
      {.series = "{distribution: empirical, values: [0, 3, 0, 0]}",
       .tranches = "[{bought: 2026-01-01, expires: 2026-01-05, tokens: 5}, {bought: 2026-01-03, tokens: 4}]",
       .seed = "5"});
  check_expected(scenario, two_tranches({0.75, 0, 0, 0.25}, 10, 5, 4, 4, 2));
}

TEST_CASE("a single purchase against normal demand costs least at the newsvendor's quantity") {
  // A token costs 1, one that is lacking 4: the best quantity suffices with probability 1 − 1/4.
  constexpr double mean = 100;
  constexpr double sd = 20;
  constexpr double penalty = 4;
  const double z = normal_quantile(1 - 1 / penalty);
  const double best = mean + sd * z;
  std::vector<double> cost_of;
  for (const double quantity : {best - 10, best - 4, best, best + 4, best + 10}) {
    CAPTURE(quantity);
    const auto tokens = static_cast<std::int64_t>(std::llround(quantity * micro_per_unit));
    const Scenario scenario = load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/newsvendor.yaml",
                                            {{parse_override("pool.tranches[0].tokens=" + format_micro(tokens))}});
    const DemandSource source(scenario);
    std::vector<double> costs;
    for (std::uint64_t replication = 1; replication <= replications; ++replication) {
      const Course course = course_of(scenario, source, replication);
      CHECK(course.expired == Tokens{tokens} - course.consumed);
      costs.push_back(quantity + penalty * whole(course.lost));
    }
    const double k = (quantity - mean) / sd;
    const double density = std::exp(-k * k / 2) / std::sqrt(2 * std::acos(-1.0));
    const double above = 0.5 * std::erfc(k / std::sqrt(2.0));
    tests::check_sample_mean(costs, quantity + penalty * sd * (density - k * above));
    double sum = 0;
    for (const double cost : costs) {
      sum += cost;
    }
    cost_of.push_back(sum / static_cast<double>(costs.size()));
  }
  // The same demand for every quantity, so that small differences show.
  CHECK(cost_of[0] > cost_of[1]);
  CHECK(cost_of[1] > cost_of[2]);
  CHECK(cost_of[2] < cost_of[3]);
  CHECK(cost_of[3] < cost_of[4]);
}

TEST_CASE("tokens of two days ordered up to a level expire as in the perishable inventory model") {
  // Lifetime 2, no lead time, first in first out, unmet demand lost: what is left of yesterday's order is a Markov
  // chain (Nahmias, "Perishable inventory theory: a review", Operations Research 30, 1982, §1.1).
  constexpr int level = 9;
  constexpr double mean = 4;
  constexpr int days = 120;
  const Chances demand = poisson_chances(mean);
  std::vector<double> old(level + 1);
  old[0] = 1;
  Expected expected;
  for (int day = 0; day < days; ++day) {
    std::vector<double> next(level + 1);
    for (int x = 0; x <= level; ++x) {
      for (std::size_t d = 0; d < demand.size(); ++d) {
        const int wanted = static_cast<int>(d);
        const double p = old[static_cast<std::size_t>(x)] * demand[d];
        const int fresh_left = level - x - std::max(0, wanted - x);
        expected.lost += p * std::max(0, -fresh_left);
        // What expires at the start of the next day; at the end of the last, nothing does any more.
        expected.expired += day + 1 < days ? p * std::max(0, x - wanted) : 0;
        next[static_cast<std::size_t>(std::max(0, fresh_left))] += p;
      }
    }
    old = next;
  }
  const Scenario scenario = series_scenario(
      {.series = "{distribution: poisson, mean: 4}",
       .pool = "purchasing: [{name: daily, policy: base_stock, review: daily, up_to: 9, lead_time: 0, lifetime: 2d}]",
       .until = "2026-05-01"});
  REQUIRE(scenario.days.size() == days);
  const DemandSource source(scenario);
  std::vector<double> lost;
  std::vector<double> expired;
  for (std::uint64_t replication = 1; replication <= replications / 20; ++replication) {
    const Course course = course_of(scenario, source, replication);
    lost.push_back(whole(course.lost));
    expired.push_back(whole(course.expired));
  }
  tests::check_sample_mean(lost, expected.lost);
  tests::check_sample_mean(expired, expected.expired);
}

TEST_CASE("with a lead time and a longer life they do so day by day, order by order") {
  // The model once more, in a few lines that know nothing of the engine but the demand that was drawn.
  constexpr int level = 40;
  constexpr int lead = 3;
  constexpr int life = 5;
  for (const bool back_ordered : {false, true}) {
    CAPTURE(back_ordered);
    const Scenario scenario = series_scenario(
        {.series = "{distribution: negative_binomial, mean: 6, dispersion: 1.5}",
         .rules = back_ordered ? "{preset: flex, when_empty: overdraft}" : "flex",
         .pool =
             "purchasing: [{name: daily, policy: base_stock, review: daily, up_to: 40, lead_time: 3, lifetime: 5d}]",
         .until = "2026-05-01"});
    const DemandSource source(scenario);
    for (std::uint64_t replication = 1; replication <= 20; ++replication) {
      const Trace trace = source.draw(replication);
      std::vector<std::int64_t> demand(static_cast<std::size_t>(scenario.days.size()));
      for (const UsedResult& result : trace.results) {
        demand[static_cast<std::size_t>(scenario.days.index_at(Instant{result.at}))] = result.quantity / micro_per_unit;
      }
      std::vector<std::int64_t> stock(life);      // by days of life left, the last first
      std::vector<std::int64_t> under_way(lead);  // by days until it comes, the next first
      std::int64_t owed = 0;
      Course model;
      for (const std::int64_t wanted : demand) {
        model.expired += Tokens::whole(stock[0]);
        std::rotate(stock.begin(), stock.begin() + 1, stock.end());
        stock.back() = under_way[0];
        std::rotate(under_way.begin(), under_way.begin() + 1, under_way.end());
        under_way.back() = 0;
        const auto pay = [&](std::int64_t tokens) {
          for (std::int64_t& each : stock) {
            const std::int64_t paid = std::min(each, tokens);
            each -= paid;
            tokens -= paid;
            model.consumed += Tokens::whole(paid);
          }
          return tokens;
        };
        owed = pay(owed);
        std::int64_t position = -owed;
        for (const std::int64_t each : stock) {
          position += each;
        }
        for (const std::int64_t each : under_way) {
          position += each;
        }
        under_way.back() = std::max<std::int64_t>(0, level - position);
        const std::int64_t rest = pay(wanted);
        model.demanded += Tokens::whole(wanted);
        (back_ordered ? owed : model.lost.micro) += back_ordered ? rest : rest * micro_per_unit;
      }
      model.owed = Tokens::whole(owed);
      for (const std::int64_t each : stock) {
        model.remaining += Tokens::whole(each);
      }
      const Course course = course_of(trace, replay(scenario, trace));
      CHECK(course == model);
      CHECK((back_ordered ? course.lost : course.owed) == Tokens{});
    }
  }
}
