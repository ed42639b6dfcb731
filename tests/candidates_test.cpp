#include "engine/ensemble/candidates.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace drawdown;

namespace {

VariantSet variants() {
  return load_variants_text(
      "time_zone: UTC\n"
      "from: 2026-01-01\n"
      "until: 2027-01-01\n"
      "rates: {AutoCAD: 7}\n"
      "pool: {lifetime: 365d, tranches: []}\n"
      "usage: {sessions: s.csv}\n"
      "variants:\n"
      "  a: {rules.grace: 0s}\n"
      "  b: {on: a, rates.AutoCAD: 8}\n"
      "  c: {on: a, rates.AutoCAD: 9, rules.renew: false}\n"
      "  d: {rules.consume: oldest}\n"
      "vary: {rules.grace: [0s, 1m], rules.renew: [true, false]}\n",
      "a.yaml", "");
}

std::vector<std::string> labels(const Candidate& candidate) {
  std::vector<std::string> all;
  for (const BridgeStep& step : candidate.bridge) {
    all.push_back(step.label);
  }
  return all;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("every variant is compared with the scenario itself unless others are chosen") {
  const VariantSet set = variants();
  const Candidates all = candidates_of(set, {});
  CHECK(all.baseline.name == "scenario");
  CHECK(all.baseline.scenario == &set.base);
  REQUIRE(all.variants.size() == set.variants.size());
  for (std::size_t i = 0; i < set.variants.size(); ++i) {
    CHECK(all.variants[i].name == set.variants[i].name);
    CHECK(all.variants[i].bridge.back().scenario == all.variants[i].scenario);
    CHECK(all.variants[i].bridge.size() == set.variants[i].steps.size());
  }
  CHECK(names_of(set).front() == "scenario");
  CHECK(names_of(set).size() == set.variants.size() + 1);
  const Candidates chosen = candidates_of(set, {.baseline = "a", .only = {"d", "a", "scenario"}});
  REQUIRE(chosen.variants.size() == 2);
  CHECK(chosen.variants[0].name == "d");
  CHECK(chosen.variants[1].scenario == &set.base);
}

TEST_CASE("a bridge has the steps that the baseline lacks, and first takes back those that it has too many") {
  const VariantSet set = variants();
  const Candidates from_a = candidates_of(set, {.baseline = "a", .only = {"b", "d", "scenario"}});
  CHECK(labels(from_a.variants[0]) == Words{"rates.AutoCAD: 8"});
  CHECK(labels(from_a.variants[1]) == Words{"back to the scenario", "rules.consume: oldest"});
  CHECK(from_a.variants[1].bridge[0].scenario == &set.base);
  CHECK(labels(from_a.variants[2]) == Words{"back to the scenario"});
  const Candidates from_c = candidates_of(set, {.baseline = "c", .only = {"a", "b"}});
  CHECK(labels(from_c.variants[0]) == Words{"back to rules.grace: 0s"});
  CHECK(labels(from_c.variants[1]) == Words{"back to rules.grace: 0s", "rates.AutoCAD: 8"});
  CHECK(from_c.variants[1].bridge[1].scenario == from_c.variants[1].scenario);
}

TEST_CASE("equal steps of different variants are one scenario") {
  const VariantSet set = variants();
  const Candidates all = candidates_of(set, {});
  const Scenario* no_grace = all.variants[0].scenario;
  CHECK(all.variants[1].bridge[0].scenario == no_grace);  // b stands on a
  CHECK(all.variants[4].name == "grace=0s, renew=true");
  CHECK(all.variants[4].bridge[0].scenario == no_grace);  // and the grid begins with it
  CHECK(all.variants[5].bridge[0].scenario == no_grace);
  CHECK(all.variants[6].bridge[0].scenario == all.variants[7].bridge[0].scenario);
  CHECK(all.scenarios().front() == all.baseline.scenario);
}
