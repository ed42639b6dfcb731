#include "engine/ensemble/replicated.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/demand/draw.h"
#include "engine/ensemble/replicated_tables.h"
#include "engine/replay/replay.h"
#include "engine/report/csv.h"
#include "tests/stress_world.h"

using namespace drawdown;
using tests::people_yaml;
using tests::series_yaml;

namespace {

// Changes of rules and pools, which share what is drawn, and of rates and zones, which do not.
const std::string changes = R"(variants:
  same: {rules.grace: 5m}
  no grace: {rules.grace: 0s}
  by version: {on: no grace, 'rules.charge_per': [user, product, version]}
  token-flex: {rules: token-flex}
  larger: {'pool.tranches[1].tokens': 4000}
  team: {'pool.tranches[0].team': UK}
  dearer: {rates: {Maya: 6, Revit: 13, AutoCAD: 7}}
)";

struct Case {
  VariantSet set;
  Candidates candidates;

  explicit Case(const std::string& yaml, const std::vector<std::string>& vary = {}, const Selection& selection = {})
      : set(load_variants_text(yaml, "a.yaml", "", {.overrides = {}, .files = {}, .texts = {}, .vary = vary})),
        candidates(candidates_of(set, selection)) {}
  [[nodiscard]] ReplicatedComparison run(std::uint64_t replications, unsigned threads = 1) const {
    return compare_replicated(set, candidates, {.replications = replications, .threads = threads});
  }
  [[nodiscard]] Comparison on(std::uint64_t replication) const {
    return compare(drawn_log(candidates, replication), candidates.baseline, candidates.variants, {});
  }
};

// Sums over single comparisons, as wide as the tallies'.
struct Sums {
  Wide charges = 0;
  Wide denied = 0;
  Wide tokens = 0;
  Wide expired = 0;
  Wide cost = 0;
  Wide written_off = 0;

  void add(const Effect& effect) {
    charges += Wide{effect.summary.charges} * micro_per_unit;
    denied += Wide{effect.summary.denied_sessions} * micro_per_unit;
    tokens += effect.summary.consumed.micro;
    expired += effect.summary.expired.micro;
    cost += effect.cost.micro;
    written_off += effect.summary.written_off.micro;
  }
};

void check_against_single_comparisons(const Case& one, std::uint64_t replications) {
  const ReplicatedComparison all = one.run(replications);
  const std::size_t count = one.candidates.variants.size();
  REQUIRE(all.variants.size() == count + 1);
  std::vector<Sums> sums(count + 1);
  std::vector<std::vector<Wide>> steps(count);
  std::vector<std::uint64_t> dearer(count);
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    const Comparison single = one.on(replication);
    sums[0].add(single.baseline.effect);
    for (std::size_t i = 0; i < count; ++i) {
      const VariantEffect& variant = single.variants[i];
      sums[i + 1].add(variant.effect);
      dearer[i] += variant.effect.cost > single.baseline.effect.cost ? 1U : 0U;
      steps[i].resize(variant.bridge.size());
      for (std::size_t step = 0; step < variant.bridge.size(); ++step) {
        steps[i][step] += variant.bridge[step].tokens.micro;
      }
    }
  }
  using enum ReplicaMeasure;
  for (std::size_t i = 0; i <= count; ++i) {
    CAPTURE(all.variants[i].name);
    const CandidateTally& tally = all.tally(all.variants[i]);
    CHECK(tally.of(charges).mean.sum() == sums[i].charges);
    CHECK(tally.of(denied_sessions).mean.sum() == sums[i].denied);
    CHECK(tally.of(consumed).mean.sum() == sums[i].tokens);
    CHECK(tally.of(expired).mean.sum() == sums[i].expired);
    CHECK(tally.of(ReplicaMeasure::consumed_cost).mean.sum() == sums[i].cost);
    CHECK(tally.of(written_off).mean.sum() == sums[i].written_off);
    const PairTally& than = all.difference(all.variants[i]);
    CHECK(than.difference(consumed).sum() == sums[i].tokens - sums[0].tokens);
    CHECK(than.difference(ReplicaMeasure::consumed_cost).sum() == sums[i].cost - sums[0].cost);
    if (i > 0) {
      CHECK(than.more(ReplicaMeasure::consumed_cost) == dearer[i - 1]);
      REQUIRE(all.variants[i].bridge.size() == steps[i - 1].size());
      for (std::size_t step = 0; step < steps[i - 1].size(); ++step) {
        CHECK(all.study.pairs[all.variants[i].bridge[step].pair].difference(consumed).sum() == steps[i - 1][step]);
      }
    }
  }
}

const ReplicatedVariant& named(const ReplicatedComparison& all, const std::string& name) {
  return *std::find_if(all.variants.begin(), all.variants.end(),
                       [&](const ReplicatedVariant& each) { return each.name == name; });
}

std::string refusal(const Case& one, std::uint64_t replication) {
  try {
    static_cast<void>(drawn_log(one.candidates, replication));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a comparison over replications is the sum of the comparisons on one of them, exactly, bridges too") {
  check_against_single_comparisons(Case(people_yaml(changes)), 12);
  check_against_single_comparisons(Case(people_yaml(changes), {}, {"token-flex", {"by version", "scenario"}}), 6);
  check_against_single_comparisons(
      Case(series_yaml(), {"pool.tranches[0].tokens=[8, 14]", "rules.when_empty=[deny, overdraft]"}), 25);
}

TEST_CASE("a comparison on one drawn replication is what runs of it say") {
  const Case one(people_yaml(changes));
  const Comparison all = one.on(3);
  for (std::size_t i = 0; i < all.variants.size(); ++i) {
    CAPTURE(all.variants[i].name);
    const Scenario& scenario = *one.candidates.variants[i].scenario;
    const Trace trace = DemandSource(scenario).draw(3);
    const Outcome outcome = replay(scenario, trace);
    const Effect effect = effect_of(scenario, trace, outcome, scenario.days);
    CHECK(all.variants[i].effect.summary.consumed == effect.summary.consumed);
    CHECK(all.variants[i].effect.summary.charges == effect.summary.charges);
    CHECK(all.variants[i].effect.summary.sessions == effect.summary.sessions);
    CHECK(all.variants[i].effect.cost == effect.cost);
    Tokens reasons;
    for (const Difference& each : all.variants[i].differences) {
      reasons += each.variant - each.baseline;
    }
    CHECK(reasons == effect.summary.consumed - all.baseline.effect.summary.consumed);
  }
}

TEST_CASE("a variant that is equal to the baseline differs in nothing, and surely") {
  const Case one(people_yaml(changes));
  const ReplicatedComparison all = one.run(20);
  const PairTally& same = all.difference(named(all, "same"));
  for (std::size_t i = 0; i < replica_measures; ++i) {
    const auto measure = static_cast<ReplicaMeasure>(i);
    CHECK(same.difference(measure).estimate() == Estimate{0, 0, 0});
    CHECK(same.more(measure) == 0);
    CHECK(same.less(measure) == 0);
  }
  CHECK(same.dry_difference().estimate() == Estimate{0, 0, 0});
  // The others do differ, so that the test could fail.
  const PairTally& grace = all.difference(named(all, "no grace"));
  CHECK(grace.difference(ReplicaMeasure::charges).sum() > 0);
  CHECK(grace.more(ReplicaMeasure::charges) > 0);
}

TEST_CASE("a difference that is the same in every replication has an interval without width, whatever the means' are") {
  // A tranche that nobody can use expires: 5 tokens more each time, at 4.
  const Case one(series_yaml(
      "variants: {spare: {pool.tranches: [{id: jan, bought: 2026-01-01, tokens: 12, unit_price: 2}, {id: lost, "
      "bought: 2026-01-01, expires: 2026-01-03, tokens: 5, unit_price: 4, team: X}]}}\n"));
  const ReplicatedComparison all = one.run(60);
  const ReplicatedVariant& spare = named(all, "spare");
  CHECK(all.difference(spare).difference(ReplicaMeasure::expired).estimate() ==
        Estimate{5'000'000, 5'000'000, 5'000'000});
  CHECK(all.difference(spare).difference(ReplicaMeasure::written_off).estimate() ==
        Estimate{20'000'000, 20'000'000, 20'000'000});
  CHECK(all.difference(spare).more(ReplicaMeasure::written_off) == 60);
  const Estimate remaining = all.tally(spare).of(ReplicaMeasure::remaining).mean.estimate();
  CHECK(remaining.low < remaining.value);
  // Paired differences are surer than the means that they are differences of.
  const Case people(people_yaml(changes));
  const ReplicatedComparison both = people.run(40);
  const ReplicatedVariant& grace = named(both, "by version");
  const auto width = [](const Estimate& estimate) { return estimate.high - estimate.low; };
  CHECK(width(both.difference(grace).difference(ReplicaMeasure::charges).estimate()) <
        width(both.tally(grace).of(ReplicaMeasure::charges).mean.estimate()));
}

TEST_CASE("replicated comparisons do not depend on the number of threads, or on who shares what is drawn") {
  const Case one(people_yaml(changes));
  const auto files = [](const ReplicatedComparison& all) {
    return to_csv(replicated_table(all)) + to_csv(replicated_bridge_table(all));
  };
  const std::string alone = files(one.run(15));
  CHECK(alone == files(one.run(15, 2)));
  CHECK(alone == files(one.run(15, 3)));
  // Alone with the baseline, nobody else shares.
  const Case few(people_yaml(changes), {}, {"scenario", {"dearer"}});
  const ReplicatedComparison all = one.run(15);
  const ReplicatedComparison part = few.run(15);
  CHECK(all.tally(named(all, "dearer")).of(ReplicaMeasure::cost).mean.sum() ==
        part.tally(named(part, "dearer")).of(ReplicaMeasure::cost).mean.sum());
}

TEST_CASE("a variant may change the demand over replications, but not of one that all share") {
  const Case other(series_yaml("variants: {busy: {demand.series.mean: 3}, seed: {demand.seed: 2}}\n"));
  const ReplicatedComparison all = other.run(40);
  CHECK(all.difference(named(all, "busy")).difference(ReplicaMeasure::consumed).sum() > 0);
  CHECK(refusal(other, 1).find("a.yaml: in replication 1, 'busy' draws another demand than 'scenario'") == 0);
  const Case horizon(people_yaml("variants: {shorter: {until: 2026-03-30}}\n"));
  CHECK(refusal(horizon, 2).find("'shorter' draws another demand") != std::string::npos);
  CHECK(horizon.run(3).study.replications == 3);
  CHECK(refusal(Case(people_yaml(changes)), 2).empty());
}

TEST_CASE("a variant without a demand, and more scenarios than can be held, are refused") {
  std::string many = "vary: {rules.grace: [";
  for (int i = 0; i < 1000; ++i) {
    many += std::to_string(i) + "s, ";
  }
  CHECK_THROWS_WITH_AS(static_cast<void>(Case(series_yaml(many + "1000s]}\n")).run(1)),
                       "a.yaml: the variants and the steps to them are more than 1000 scenarios; choose some with "
                       "--only",
                       InputError);
  const std::string log =
      "time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-02-01\nrates: {AutoCAD: 7}\npool: {lifetime: 365d, tranches: []}\n"
      "usage: {sessions: s.csv}\nvary: {rules.grace: [0s]}\n";
  CHECK_THROWS_WITH_AS(static_cast<void>(Case(log).run(1)), "a.yaml: the scenario has no `demand` to draw from",
                       InputError);
  CHECK(refusal(Case(log), 1) == "a.yaml: the scenario has no `demand` to draw from");
}
