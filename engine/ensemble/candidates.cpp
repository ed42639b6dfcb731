#include "engine/ensemble/candidates.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// The labels of the changes that make a scenario, one after the other.
using Way = std::vector<std::string>;

// Every scenario once, by the way that leads to it.
class Atlas {
 public:
  explicit Atlas(const VariantSet& set) : set_(set) {
    places_[{}] = &set.base;
    for (const Variant& variant : set.variants) {
      places_.emplace(way_to(variant.name), &variant.scenario);
    }
    for (const Variant& variant : set.variants) {
      Way way;
      for (const VariantStep& step : variant.steps) {
        way.push_back(step.label);
        places_.emplace(way, &step.scenario);
      }
    }
  }

  [[nodiscard]] Way way_to(const std::string& name) const {
    if (name == scenario_itself) {
      return {};
    }
    const auto found = std::find_if(set_.variants.begin(), set_.variants.end(),
                                    [&](const Variant& variant) { return variant.name == name; });
    check(found != set_.variants.end(), "a variant that is chosen is one of the set");
    Way way;
    for (const VariantStep& step : found->steps) {
      way.push_back(step.label);
    }
    return way;
  }

  [[nodiscard]] const Scenario* at(const Way& way) const { return places_.at(way); }

  [[nodiscard]] std::vector<BridgeStep> bridge(const Way& from, const Way& to) const {
    const auto fork = std::mismatch(from.begin(), from.end(), to.begin(), to.end()).second;
    Way here(to.begin(), fork);
    std::vector<BridgeStep> bridge;
    if (here.size() < from.size()) {
      bridge.push_back({"back to " + (here.empty() ? "the scenario" : here.back()), at(here)});
    }
    for (auto step = fork; step != to.end(); ++step) {
      here.push_back(*step);
      bridge.push_back({*step, at(here)});
    }
    return bridge;
  }

 private:
  const VariantSet& set_;
  std::map<Way, const Scenario*> places_;
};

}  // namespace

std::vector<const Scenario*> Candidates::scenarios() const {
  std::vector<const Scenario*> all{baseline.scenario};
  for (const Candidate& variant : variants) {
    all.push_back(variant.scenario);
    for (const BridgeStep& step : variant.bridge) {
      all.push_back(step.scenario);
    }
  }
  return all;
}

std::vector<std::string> names_of(const VariantSet& set) {
  std::vector<std::string> names{std::string(scenario_itself)};
  for (const Variant& variant : set.variants) {
    names.push_back(variant.name);
  }
  return names;
}

Candidates candidates_of(const VariantSet& set, const Selection& selection) {
  const Atlas atlas(set);
  const Way from = atlas.way_to(selection.baseline);
  Candidates candidates{{selection.baseline, atlas.at(from), {}}, {}};
  for (const std::string& name : selection.only.empty() ? names_of(set) : selection.only) {
    if (name != selection.baseline) {
      const Way to = atlas.way_to(name);
      candidates.variants.push_back({name, atlas.at(to), atlas.bridge(from, to)});
    }
  }
  return candidates;
}

}  // namespace drawdown
