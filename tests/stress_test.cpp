#include "engine/ensemble/stress.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/summary.h"
#include "engine/ensemble/stress_answers.h"
#include "engine/ensemble/stress_tables.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "tests/stress_world.h"

using namespace drawdown;
using tests::people_yaml;
using tests::series_yaml;
using tests::Trial;

namespace {

std::string files_of(const Trial& trial, const Stress& study) {
  const std::string path = "stress_test_burn.csv";
  {
    OutputFile file(path);
    write_burn_quantiles(file, trial.candidates(), study);
    file.commit();
  }
  std::ifstream file(path, std::ios::binary);
  std::string all{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::filesystem::remove(path);
  all += to_csv(stress_table(trial.candidates(), study)) + to_csv(measure_table(trial.candidates(), study)) +
         to_csv(tranche_odds_table(trial.candidates(), study));
  return all + stress_json(trial.candidates(), study, answers_of(trial.candidates(), study, trial.set.base.stress));
}

double micro(double value) { return value / static_cast<double>(micro_per_unit); }

}  // namespace

TEST_CASE("a study counts what runs of its replications say, one by one") {
  const Trial trial(people_yaml());
  const Scenario& scenario = trial.set.base;
  constexpr std::uint64_t replications = 40;
  const Stress study = trial.run({.replications = replications});
  const DemandSource source(scenario);
  std::uint64_t dry = 0;
  std::int64_t written_off = 0;
  std::int64_t denied = 0;
  Day first_dry = never_day;
  Spread balance;
  Spread lost;
  const std::size_t day = 9;
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    const Trace trace = source.draw(replication);
    const Outcome outcome = replay(scenario, trace);
    const BurnCurve curve = burn_curve(scenario, trace, outcome);
    const Summary summary = summarise(scenario, trace, outcome, curve.counts);
    written_off += summary.written_off.micro;
    denied += static_cast<std::int64_t>(summary.denied_sessions);
    balance.add(total(curve).closing[day].micro);
    lost.add(outcome.balances[0].expired.micro);
    if (!outcome.denials.empty()) {
      ++dry;
      first_dry = std::min(first_dry, scenario.server().day_at(outcome.denials.front().at));
    }
  }
  REQUIRE(dry > 0);
  REQUIRE(dry < replications);
  const CandidateTally& tally = study.candidates[0];
  CHECK(tally.replications() == replications);
  CHECK(tally.dry() == dry);
  CHECK(tally.of(ReplicaMeasure::written_off).mean.sum() == written_off);
  CHECK(tally.of(ReplicaMeasure::denied_sessions).mean.sum() == Wide{denied} * micro_per_unit);
  CHECK(tally.dry_day_if_dry(1)->value == first_dry);
  CHECK(tally.dry_day(100).value == never_day);
  CHECK(tally.balance()[day].spread.quantile(50) == balance.quantile(50));
  CHECK(tally.tranches()[0].spread.quantile(90) == lost.quantile(90));
  CHECK(tally.of(ReplicaMeasure::service_level).mean.estimate().value < micro_per_unit);
}

TEST_CASE("a study is the same on 1, 2, 3 and 8 threads, and when it settles or replays, to the last byte") {
  const std::string more =
      "stress: {sizes: 900..1800/300}\nvary: {rules.grace: [0s, 30m], 'pool.tranches[1].tokens': [900]}\n";
  for (const char* rules :
       {"flex", "{preset: flex, when_empty: overdraft}", "token-flex", "{preset: flex, when_empty: {retry: 1h}}"}) {
    CAPTURE(rules);
    const Trial trial(people_yaml(more, rules));
    REQUIRE(trial.candidates().size() == 13);
    CHECK(trial.candidates()[4].twin == 0);
    CHECK(trial.candidates()[5].twin == 5);  // another grace period
    const Stress first = trial.run({.replications = 30, .penalty = Money::whole(3)});
    const std::string bytes = files_of(trial, first);
    for (const unsigned threads : {2U, 3U, 8U}) {
      CHECK(files_of(trial, trial.run({.replications = 30, .penalty = Money::whole(3), .threads = threads})) == bytes);
    }
    CHECK(files_of(trial, trial.run({.replications = 30, .penalty = Money::whole(3), .settle = false})) == bytes);
  }
}

TEST_CASE("a pool alone that changes has a twin: the same demand, drawn and metered once") {
  const Trial trial(
      people_yaml("vary: {'pool.tranches[1].tokens': [900, 1300]}\nvariants: {dear: {rates.Revit: 12}}\n"));
  std::vector<std::size_t> asked;
  const DemandSource source(trial.set.base);
  const DemandSource dear(*trial.candidates()[1].scenario);
  (void)stress(trial.candidates(),
               [&](std::size_t i, std::uint64_t replication) {
                 asked.push_back(i);
                 return (i == 0 ? source : dear).draw(replication);
               },
               {.replications = 2});
  CHECK(asked == std::vector<std::size_t>{0, 1, 0, 1});
}

TEST_CASE("differences are taken replication by replication, so that equal candidates differ by nothing") {
  const Trial trial(people_yaml("stress: {sizes: [1270, 1000]}\n"));  // 1270 is what the pool has
  const Stress study = trial.run({.replications = 50});
  const auto difference = [&](std::size_t i, ReplicaMeasure measure) {
    return study.candidates[i].of(measure).difference.estimate();
  };
  CHECK(trial.candidates()[1].name == "1000");
  CHECK(difference(2, ReplicaMeasure::cost) == Estimate{0, 0, 0});
  CHECK(study.candidates[2].p_dry_difference() == Estimate{0, 0, 0});
  CHECK(difference(1, ReplicaMeasure::refused_days).low > 0);
  // Narrower than if the two had met different demands.
  const auto width = [](const Estimate& estimate) { return static_cast<double>(estimate.high - estimate.low); };
  const auto consumed = [&](std::size_t i) { return study.candidates[i].of(ReplicaMeasure::consumed).mean.estimate(); };
  const double apart = std::hypot(width(consumed(0)), width(consumed(1)));
  CHECK(width(difference(1, ReplicaMeasure::consumed)) < 0.9 * apart);
}

TEST_CASE("a half-width stops at the first checkpoint that is narrow enough, whatever the threads") {
  CHECK(next_checkpoint(0) == 400);
  CHECK(next_checkpoint(400) == 600);
  CHECK(next_checkpoint(899) == 900);
  const Trial trial(series_yaml("stress: {sizes: [8, 14]}\n"));
  const auto made = [&](double half_width, unsigned threads, std::uint64_t most) {
    const Stress study = trial.run({.replications = most, .half_width = half_width, .threads = threads});
    for (const CandidateTally& each : study.candidates) {
      const bool narrow = share_half_width(each.dry(), each.replications()) <= half_width;
      CHECK((narrow || !study.narrow_enough));
    }
    return study.replications;
  };
  CHECK(made(0.05, 1, 10'000) == 400);
  const std::uint64_t fine = made(0.02, 1, 10'000);
  CHECK(fine == made(0.02, 3, 10'000));
  CHECK(fine > 900);
  CHECK(made(0.02, 2, 700) == 700);
}

TEST_CASE("the cost is what was consumed and what expired, and the penalty") {
  // The tranche expires on the fourth of five days.
  const Trial trial(series_yaml("", "3d"));
  const Stress study = trial.run({.replications = 1, .penalty = Money::whole(5)});
  const CandidateTally& tally = study.candidates[0];
  const auto value = [&](ReplicaMeasure measure) { return tally.of(measure).mean.estimate().value; };
  const Scenario& scenario = trial.set.base;
  const Trace trace = DemandSource(scenario).draw(1);
  std::int64_t asked = 0;
  std::int64_t asked_early = 0;
  for (const UsedResult& result : trace.results) {
    asked += result.quantity;
    asked_early += result.at < scenario.days.start(3).seconds ? result.quantity : 0;
  }
  const std::int64_t consumed = std::min<std::int64_t>(asked_early, 12 * micro_per_unit);
  REQUIRE(asked > consumed);
  REQUIRE(consumed < 12 * micro_per_unit);
  CHECK(value(ReplicaMeasure::consumed) == consumed);
  CHECK(value(ReplicaMeasure::expired) == 12 * micro_per_unit - consumed);
  CHECK(value(ReplicaMeasure::cost) == 24 * micro_per_unit + 5 * (asked - consumed));
  CHECK(value(ReplicaMeasure::fill_rate) == Wide{consumed} * micro_per_unit / asked);
}

TEST_CASE("the answers are the smallest size that serves, surely or not, and the one that costs least") {
  const Trial trial(series_yaml("stress: {sizes: 6..18/2, service_level: 0.97, penalty: 30}\n"));
  const StressPlan& plan = trial.set.base.stress;
  const Stress study = trial.run({.replications = 400, .penalty = plan.penalty});
  const std::vector<StressAnswer> answers = answers_of(trial.candidates(), study, plan);
  REQUIRE(answers.size() == 1);
  const StressAnswer& answer = answers[0];
  REQUIRE(answer.enough.has_value());
  REQUIRE(answer.surely_enough.has_value());
  const auto service = [&](std::size_t i) { return study.candidates[i].of(ReplicaMeasure::fill_rate).mean.estimate(); };
  CHECK(service(*answer.enough).value >= 970'000);
  CHECK(service(*answer.enough - 1).value < 970'000);
  CHECK(service(*answer.surely_enough).low >= 970'000);
  CHECK(service(*answer.surely_enough - 1).low < 970'000);
  for (std::size_t i = 1; i < trial.candidates().size(); ++i) {
    CHECK(study.candidates[answer.cheapest].of(ReplicaMeasure::cost).mean.sum() <=
          study.candidates[i].of(ReplicaMeasure::cost).mean.sum());
  }
}

TEST_CASE("the last day to act leaves time to use up what would expire, at twice the usual pace") {
  const Trial trial(series_yaml("", "4d"));
  const Scenario& scenario = trial.set.base;
  TrancheTally tally;
  const auto day_with = [&](std::int64_t expired, std::int64_t team_consumed) {
    tally = {};
    tally.spread.add(expired);
    tally.team_consumed.add(team_consumed);
    return last_day_to_act(scenario, scenario.tranches[0], tally);
  };
  // Ten tokens in five days are two a day; the tranche expires on 5 January.
  CHECK(day_with(4, 10) == parse_day("2026-01-03"));
  CHECK(day_with(5, 10) == parse_day("2026-01-02"));   // two and a half days are three
  CHECK(day_with(50, 10) == parse_day("2026-01-01"));  // too late on any day
  CHECK(day_with(5, 0) == parse_day("2026-01-01"));
  CHECK_FALSE(day_with(0, 10).has_value());
}

TEST_CASE("intervals of 95 % cover the exact values in 93 to 97 % of six hundred studies") {
  // Five days of two tokens: the total is Poisson with mean 10, and the pool of 12 runs dry if it is more.
  Trial trial(series_yaml("stress: {sizes: [10]}\n"));
  std::vector<double> chance{std::exp(-10.0)};
  for (int k = 1; k < 80; ++k) {
    chance.push_back(chance.back() * 10 / k);
  }
  double dry = 0;
  double dry_of_ten = 0;
  double consumed = 0;
  double fewer = 0;  // with ten tokens
  for (std::size_t k = 0; k < chance.size(); ++k) {
    const auto asked = static_cast<double>(k);
    dry += k > 12 ? chance[k] : 0;
    dry_of_ten += k > 10 ? chance[k] : 0;
    consumed += chance[k] * std::fmin(asked, 12);
    fewer += chance[k] * (std::fmin(asked, 10) - std::fmin(asked, 12));
  }
  int covered_dry = 0;
  int covered_consumed = 0;
  int covered_difference = 0;
  int covered_dry_difference = 0;
  constexpr int studies = 600;
  const auto covers = [](const Estimate& estimate, double exact) {
    return micro(static_cast<double>(estimate.low)) <= exact && exact <= micro(static_cast<double>(estimate.high));
  };
  for (std::uint64_t seed = 1; seed <= studies; ++seed) {
    Scenario scenario = trial.set.base;
    scenario.demand->seed = seed;
    const DemandSource source(scenario);
    const Stress study =
        stress(trial.candidates(), [&](std::size_t, std::uint64_t replication) { return source.draw(replication); },
               {.replications = 100});
    covered_dry += covers(study.candidates[0].p_dry(), dry) ? 1 : 0;
    covered_consumed += covers(study.candidates[0].of(ReplicaMeasure::consumed).mean.estimate(), consumed) ? 1 : 0;
    covered_difference += covers(study.candidates[1].of(ReplicaMeasure::consumed).difference.estimate(), fewer) ? 1 : 0;
    covered_dry_difference += covers(study.candidates[1].p_dry_difference(), dry_of_ten - dry) ? 1 : 0;
  }
  for (const int covered : {covered_dry, covered_consumed, covered_difference, covered_dry_difference}) {
    CHECK(covered >= studies * 93 / 100);
    CHECK(covered <= studies * 97 / 100);
  }
}
