#include "engine/planning/size_study.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/ensemble/sizes.h"
#include "engine/planning/size_search.h"
#include "engine/replay/replay.h"
#include "engine/replay/tranche_teams.h"
#include "tests/dice.h"
#include "tests/series_world.h"
#include "tests/slow_build.h"
#include "tests/stress_world.h"

using namespace drawdown;
using namespace drawdown::tests;

namespace {

SizeStudy study_of(const Scenario& scenario, const SizeQuestion& question) {
  const DemandSource source(scenario);
  return study_size(
      scenario, [&source](std::uint64_t replication) { return source.draw(replication); }, question);
}

double whole_of(Tokens tokens) { return static_cast<double>(tokens.micro) / micro_per_unit; }

// The least k of which a Poisson number is at most k with that probability.
int poisson_quantile(double mean, double share) {
  double chance = std::exp(-mean);
  double sum = chance;
  int k = 0;
  while (sum < share) {
    chance *= mean / ++k;
    sum += chance;
  }
  return k;
}

// A day of demand, and one purchase for it.
SeriesYaml one_day(const std::string& series) {
  return {.series = series,
          .tranches = "[{id: once, bought: 2026-01-01, lifetime: 1d, tokens: 100, unit_price: 1}]",
          .until = "2026-01-02"};
}

}  // namespace

TEST_CASE("a day's purchase is the newsvendor's quantity: of a Poisson demand to the token") {
  // Arrow, Harris and Marschak, "Optimal inventory policy", Econometrica 19 (1951).
  for (const int mean : {3, 40}) {
    for (const int penalty : slow_build ? std::vector{4} : std::vector{2, 4, 20}) {
      CAPTURE(mean);
      CAPTURE(penalty);
      const Scenario scenario = series_scenario(one_day("{distribution: poisson, mean: " + std::to_string(mean) + "}"));
      const SizeStudy study =
          study_of(scenario, {.risk = 100'000, .penalty = Money::whole(penalty), .replications = 20'000, .threads = 2});
      const int best = poisson_quantile(mean, (penalty - 1.0) / penalty);
      CHECK(std::abs(whole_of(*study.by_cost) - best) <= (mean > 10 ? 1 : 0));
      CHECK(std::abs(whole_of(study.by_risk->size) - poisson_quantile(mean, 0.9)) <= (mean > 10 ? 1 : 0));
      CHECK(study.by_risk->low <= study.by_risk->size);
      CHECK(study.by_risk->size <= *study.by_risk->high);
    }
  }
}

TEST_CASE("of a normal demand it is the quantile of the critical ratio, and costs what the closed form says") {
  constexpr double mean = 100;
  constexpr double sd = 20;
  const Scenario scenario = series_scenario(one_day("{distribution: normal, mean: 100, sd: 20, round: micro}"));
  const SizeStudy study =
      study_of(scenario, {.risk = 50'000, .penalty = Money::whole(4), .replications = 20'000, .threads = 2});
  constexpr double k = 0.674490;  // of which a standard normal is below with probability 3/4
  // The standard error of a quantile is √(p (1 − p) ÷ n) ÷ density.
  CHECK(whole_of(*study.by_cost) == doctest::Approx(mean + k * sd).epsilon(0.006));
  CHECK(whole_of(study.by_risk->size) == doctest::Approx(mean + 1.644854 * sd).epsilon(0.01));
  CHECK(whole_of(study.by_risk->low) < mean + 1.644854 * sd);
  CHECK(whole_of(*study.by_risk->high) > mean + 1.644854 * sd);
  const double density = std::exp(-k * k / 2) / std::sqrt(2 * 3.14159265358979);
  const double least = mean + 4 * sd * density;  // c μ + p σ φ(k), with c = 1 and p = 4
  const auto point = std::find_if(study.curve.begin(), study.curve.end(),
                                  [&](const SizePoint& each) { return each.size == *study.by_cost; });
  REQUIRE(point != study.curve.end());
  CHECK(static_cast<double>(point->estimates.cost.low) / micro_per_unit < least);
  CHECK(static_cast<double>(point->estimates.cost.high) / micro_per_unit > least);
}

namespace {

struct Tallied {
  std::size_t dry = 0;
  Wide cost = 0;  // without the price
};

// Full replays of a size, one by one.
Tallied replayed(const Scenario& scenario, std::size_t tranche, Tokens size, const std::vector<Trace>& traces,
                 Money penalty) {
  Tallied all;
  const Scenario sized = with_size(scenario, {SizeOf::Kind::tranche, tranche}, size);
  for (const Trace& trace : traces) {
    const Outcome outcome = replay(sized, trace);
    bool dry = false;
    for (const Denial& denial : outcome.denials) {
      const bool own = trace.units[denial.unit.value].team == team_called(trace, sized.tranches[tranche].team);
      dry |= own && denial.reason == DenialReason::tokens;
      all.cost += own ? Wide{denial.tokens.micro} * penalty.micro : 0;
    }
    all.dry += dry ? 1U : 0U;
  }
  return all;
}

}  // namespace

TEST_CASE("of a series the answers are the best of replays of all whole sizes") {
  for (std::uint64_t seed = 1; seed <= (slow_build ? 6 : 40); ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto day = [&] { return std::to_string(dice.between(1, 9)); };
    const std::string consume = dice.pick({"soonest_expiry", "oldest", "newest"});
    const Scenario scenario = series_scenario(
        {.series = "{distribution: poisson, mean: " + std::to_string(dice.between(1, 4)) + "}",
         .tranches = "[{id: old, bought: 2025-12-01, expires: 2026-01-0" + day() + ", tokens: 9, unit_price: 2}, " +
                     "{id: own, bought: 2026-01-0" + day() + ", lifetime: " + day() + "d, tokens: 5, unit_price: 3}, " +
                     "{id: late, bought: 2026-01-0" + day() + ", lifetime: 4d, tokens: 6, unit_price: 2}]",
         .rules = "{preset: flex, consume: " + consume + "}",
         .pool = "price_list: [{quantity: 2, unit_price: 3}, {quantity: 12, unit_price: " +
                 std::string(dice.pick({"2.9", "2.5", "1.9"})) +
                 "}]\n  order_multiple: " + std::string(dice.pick({"1", "3"})),
         .seed = std::to_string(seed)});
    const SizeQuestion question{.tranche = 1,
                                .risk = dice.pick<std::int64_t>({0, 200'000, 500'000, 800'000}),
                                .penalty = Money::whole(dice.between(2, 12)),
                                .replications = 30};
    const SizeStudy study = study_of(scenario, question);
    const DemandSource source(scenario);
    std::vector<Trace> traces;
    for (std::uint64_t replication = 1; replication <= 30; ++replication) {
      traces.push_back(source.draw(replication));
    }
    std::optional<std::pair<Wide, Tokens>> cheapest;
    std::optional<Tokens> smallest;
    for (std::int64_t tokens = 0; tokens <= 60; ++tokens) {
      const Tokens size = Tokens::whole(tokens);
      if (allowed_size(study.costs, size) != size) {
        continue;
      }
      const Tallied tallied = replayed(scenario, 1, size, traces, question.penalty);
      const Wide cost = tallied.cost + Wide{30} * micro_per_unit * price_of_size(study.costs, size).micro;
      if (!cheapest || cost < cheapest->first) {
        cheapest = {cost, size};
      }
      if (!smallest && static_cast<std::int64_t>(tallied.dry) * 1'000'000 <= 30 * question.risk) {
        smallest = size;
      }
    }
    REQUIRE(study.by_cost == cheapest->second);
    REQUIRE(study.by_risk.has_value() == smallest.has_value());
    if (smallest) {
      REQUIRE(study.by_risk->size == *smallest);
    }
    // And what is replayed is what the curve says.
    for (const ReplayedSize& each : study.replayed) {
      const auto point = std::find_if(study.curve.begin(), study.curve.end(),
                                      [&](const SizePoint& other) { return other.size == each.size; });
      REQUIRE(point != study.curve.end());
      REQUIRE(each.p_dry == point->estimates.p_dry);
      REQUIRE(each.refused == point->estimates.refused);
      REQUIRE(each.expired == point->estimates.expired);
      REQUIRE(each.left == point->estimates.left);
      REQUIRE(each.cost == point->estimates.cost);
    }
  }
}

TEST_CASE("of people the size by risk keeps it in replays, and a millionth less does not") {
  const Scenario scenario = load_scenario_text(people_yaml("stress: {penalty: 30}\n"), "a.yaml", "");
  const DemandSource source(scenario);
  std::vector<Trace> traces;
  for (std::uint64_t replication = 1; replication <= 60; ++replication) {
    traces.push_back(source.draw(replication));
  }
  std::size_t above_days = 0;
  for (const std::size_t tranche : {1U, 2U}) {
    for (const std::int64_t risk : slow_build ? std::vector{300'000} : std::vector{100'000, 300'000, 600'000}) {
      CAPTURE(tranche);
      CAPTURE(risk);
      const SizeStudy study = study_of(
          scenario, {.tranche = tranche, .risk = risk, .penalty = Money::whole(30), .replications = 60, .threads = 2});
      REQUIRE(study.by_risk.has_value());
      CHECK(study.by_day);
      const auto may = static_cast<std::size_t>(60 * risk / 1'000'000);
      CHECK(replayed(scenario, tranche, study.by_risk->size, traces, {}).dry <= may);
      CHECK(replayed(scenario, tranche, study.by_risk->size - Tokens{1}, traces, {}).dry > may);
      const auto point = std::find_if(study.curve.begin(), study.curve.end(),
                                      [&](const SizePoint& each) { return each.size == study.by_risk->size; });
      above_days += point->estimates.p_dry.value < estimate_share(may, 60).value ? 1U : 0U;
      // The replayed least cost is not far from that of other sizes around.
      REQUIRE(study.by_cost.has_value());
    }
  }
  CHECK(above_days > 0);  // holds and whole charges have made a difference
}

TEST_CASE("of people no size beside it is cheaper in replays, and none on day totals is cheaper by replays") {
  const Scenario scenario = load_scenario_text(people_yaml(), "a.yaml", "");
  const SizeQuestion question{.tranche = 1, .penalty = Money::whole(30), .replications = 40, .threads = 2};
  const SizeStudy study = study_of(scenario, question);
  REQUIRE(study.by_cost.has_value());
  CHECK(study.searched > 60);
  CHECK(study.search_replications == 40);
  const SizeReplays replays(scenario, 1);
  const DemandSource source(scenario);
  const ReplayTerms terms{study.costs, true, question.penalty, {}};
  const auto cost_of = [&](Tokens size) {
    Wide sum = 0;
    for (std::uint64_t replication = 1; replication <= 40; ++replication) {
      const Trace trace = source.draw(replication);
      const SizeReplays::Course course(replays, trace);
      sum += terms.cost_of(size, course.outcome(size)).micro;
    }
    return sum;
  };
  const Wide least = cost_of(*study.by_cost);
  CHECK(least <= cost_of(*study.by_cost_days));
  CHECK(least <= cost_of(Tokens{}));
  for (const SizePoint& point : study.curve) {
    CHECK(least <= cost_of(point.size));
  }
  const auto replayed_at = std::find_if(study.replayed.begin(), study.replayed.end(),
                                        [&](const ReplayedSize& each) { return each.size == *study.by_cost; });
  REQUIRE(replayed_at != study.replayed.end());
  CHECK(replayed_at->cost.value == doctest::Approx(static_cast<double>(least) / 40).epsilon(1e-6));
}

TEST_CASE("a penalty of an access day is spread over the tokens that access days cost") {
  const Scenario scenario = load_scenario_text(people_yaml(), "a.yaml", "");
  const DemandSource source(scenario);
  const SizeReplays replays(scenario, 1);
  Wide tokens = 0;
  Wide days = 0;
  for (std::uint64_t replication = 1; replication <= 20; ++replication) {
    const AskedFor asked = replays.asked_for(source.draw(replication));
    tokens += asked.tokens.micro;
    days += static_cast<Wide>(asked.access_days);
  }
  const SizeStudy study = study_of(scenario, {.tranche = 1, .penalty = Money::whole(30), .replications = 20});
  const double expected = 30.0 * static_cast<double>(days) / (static_cast<double>(tokens) / micro_per_unit);
  CHECK(static_cast<double>(study.costs.penalty.micro) / micro_per_unit == doctest::Approx(expected).epsilon(1e-5));
}

TEST_CASE("the study does not depend on the number of threads") {
  const Scenario scenario = load_scenario_text(people_yaml(), "a.yaml", "");
  SizeQuestion question{.tranche = 1, .risk = 200'000, .penalty = Money::whole(30), .replications = 25};
  const SizeStudy one = study_of(scenario, question);
  for (const unsigned threads : {2U, 5U}) {
    question.threads = threads;
    const SizeStudy many = study_of(scenario, question);
    CHECK(many.by_cost == one.by_cost);
    CHECK(many.by_risk->size == one.by_risk->size);
    CHECK(many.cheap == one.cheap);
    REQUIRE(many.curve.size() == one.curve.size());
    for (std::size_t i = 0; i < one.curve.size(); ++i) {
      CHECK(many.curve[i].estimates.cost == one.curve[i].estimates.cost);
    }
    for (std::size_t i = 0; i < one.replayed.size(); ++i) {
      CHECK(many.replayed[i].cost == one.replayed[i].cost);
    }
  }
}

TEST_CASE("a price list's prices are those of the day of the purchase, in tiers") {
  const Scenario scenario = series_scenario(
      {.series = "{distribution: poisson, mean: 1}",
       .tranches = "[{id: a, bought: 2026-01-03, tokens: 20, unit_price: 9}]",
       .pool = "price_list: [{quantity: 50, unit_price: 2}, {quantity: 5, unit_price: 3}, {from: 2026-01-05, quantity: "
               "1, unit_price: 7}]"});
  const OrderPrices prices = prices_of(scenario, scenario.tranches[0]);
  REQUIRE(prices.tiers.size() == 2);
  CHECK(prices.tiers[0].quantity == Tokens::whole(5));
  CHECK(prices.tiers[1].unit_price == Money::whole(2));
  Tranche later = scenario.tranches[0];
  later.bought = later.bought + 2;
  CHECK(prices_of(scenario, later).tiers.front().unit_price == Money::whole(7));
}
