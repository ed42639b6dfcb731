// Comparisons of scenarios with managed pools.
#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <string>
#include <tuple>

#include "engine/analysis/summary.h"
#include "engine/ensemble/compare.h"
#include "engine/replay/replay.h"
#include "engine/report/json.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/managed_worlds.h"
#include "tests/program.h"
#include "tests/slow_build.h"

using namespace drawdown;

namespace {

Scenario load(const tests::Workplace& place, const std::string& change) {
  LoadOptions options;
  if (!change.empty()) {
    options.overrides.push_back(parse_override(change));
  }
  return load_scenario((place.folder() / "s.yaml").string(), options);
}

}  // namespace

TEST_CASE("a variant of a managed pool is what a run of its own says, and its differences are its charges'") {
  std::size_t refunds = 0;
  std::size_t orders = 0;
  std::size_t rows = 0;
  for (std::uint64_t seed = 1; seed <= (slow_build ? 20U : 150U); ++seed) {
    CAPTURE(seed);
    const World world = random_managed_world(seed);
    const tests::Workplace place;
    tests::put_story(place, as_story(world));
    std::deque<Scenario> scenarios;
    for (const char* change : {"", "rules.grace=0s", "rules.when_empty=overdraft", "budgets=[]", "pool.purchasing=[]",
                               "pool.adjustments=[]", "pool.transfers=[]", "access={}", "entitlements={}"}) {
      scenarios.push_back(load(place, change));
    }
    if (!world.results.empty()) {
      const std::string product = world.scenario.products.back().name;
      scenarios.push_back(load(place, "rates." + product + "={tokens: 2, per: 3, partial: up}"));
    }
    std::vector<const Scenario*> all;
    std::vector<Candidate> variants;
    for (const Scenario& scenario : scenarios) {
      all.push_back(&scenario);
      variants.push_back({std::to_string(variants.size()), &scenario, {}});
    }
    const Comparison comparison = compare(read_log(all), variants[0], variants, {.threads = 2});
    std::map<std::tuple<std::size_t, std::string, std::string>, std::int64_t> charged;  // by variant, user, product
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      CAPTURE(i);
      const Trace trace = read_sessions(scenarios[i]).trace;
      const Outcome outcome = replay(scenarios[i], trace);
      const Summary summary = summarise(scenarios[i], trace, outcome, burn_curve(scenarios[i], trace, outcome).counts);
      CHECK(to_json(summary_record(comparison.variants[i].effect.summary)) == to_json(summary_record(summary)));
      for (const Charge& charge : outcome.charges) {
        const ChargeUnit& unit = trace.units[charge.unit.value];
        charged[{i, trace.users[unit.user], scenarios[i].products[unit.product.value].name}] += charge.tokens.micro;
      }
      refunds += summary.refunds;
      orders += outcome.tranches.size() - scenarios[i].tranches.size();
    }
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
      CAPTURE(i);
      std::map<std::pair<std::string, std::string>, std::int64_t> more;
      for (const auto& [key, tokens] : charged) {
        const auto& [variant, user, product] = key;
        more[{user, product}] += (variant == i ? tokens : 0) - (variant == 0 ? tokens : 0);
      }
      for (const Difference& row : comparison.variants[i].differences) {
        more[{comparison.users[row.user], comparison.products[row.product.value]}] -=
            (row.variant - row.baseline).micro;
        ++rows;
      }
      for (const auto& [key, tokens] : more) {
        CHECK(tokens == 0);
      }
    }
  }
  CHECK(rows > (slow_build ? 25U : 200U));
  CHECK((slow_build || refunds > 100));
  CHECK((slow_build || orders > 500));
}
