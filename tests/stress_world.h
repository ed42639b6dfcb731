// Small studies, for the tests of stress: a few days, and pools that may run dry.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/ensemble/sizes.h"
#include "engine/ensemble/stress.h"
#include "engine/scenario/variants.h"

namespace drawdown::tests {

// Five days of a Poisson demand of two tokens each, and 12 tokens at a price of 2 that expire with the horizon or, with
// `lifetime`, earlier. `more`: lines of the scenario.
inline std::string series_yaml(const std::string& more = "", const std::string& lifetime = "365d") {
  return "name: Five days\ntime_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-06\nrules: flex\n"
         "pool: {lifetime: " +
         lifetime +
         ", tranches: [{id: jan, bought: 2026-01-01, tokens: 12, unit_price: 2}]}\n"
         "demand:\n  seed: 1\n  series: {distribution: poisson, mean: 2}\n" +
         more;
}

// Twenty people of two teams, three weeks, a pool that runs short, grace, and two tranches of one team of which one
// expires on the way.
inline std::string people_yaml(const std::string& more = "", const std::string& rules = "flex") {
  return R"(name: Three weeks
time_zone: Europe/London
from: 2026-03-16
until: 2026-04-06
rules: )" +
         rules + R"(
rates: {AutoCAD: 7, Revit: 10}
pool:
  lifetime: 365d
  tranches:
    - {id: old, bought: 2026-01-05, expires: 2026-03-25, tokens: 400, unit_price: 2}
    - {id: jan, bought: 2026-01-05, tokens: 450, unit_price: 2.5}
    - {id: uk, bought: 2026-03-16, tokens: 420, unit_price: 3, team: UK}
demand:
  seed: 7
  population:
    groups:
      - name: here
        size: 12
        prefix: h
        products:
          AutoCAD: {days_per_month: 8, sessions_per_day: 2, length: {median: 1h, p90: 6h}, short_launches: 20}
          Revit: {days_per_month: 4, length: {median: 2h, p90: 30h}}
      - name: there
        size: 8
        prefix: t
        team: UK
        products: {AutoCAD: {days_per_month: 10, length: {median: 3h, p90: 9h}}}
)" + more;
}

struct Trial {
  VariantSet set;
  SizedCandidates sized;

  explicit Trial(const std::string& yaml, VariantOptions options = {})
      : set(load_variants_text(yaml, "a.yaml", "", options)), sized(set) {}
  [[nodiscard]] const std::vector<StressCandidate>& candidates() const { return sized.candidates(); }
  [[nodiscard]] Stress run(const StressOptions& options) const {
    std::vector<std::unique_ptr<DemandSource>> sources;
    for (const StressCandidate& each : candidates()) {
      sources.push_back(std::make_unique<DemandSource>(*each.scenario));
    }
    return stress(
        candidates(), [&](std::size_t i, std::uint64_t replication) { return sources[i]->draw(replication); }, options);
  }
};

}  // namespace drawdown::tests
