#include "engine/ensemble/replicated.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/demand/draw.h"

namespace drawdown {
namespace {

void check_demand(const std::string& name, const Scenario& scenario) {
  if (!scenario.demand) {
    throw InputError({scenario.file}, (name == scenario_itself ? "the scenario" : "the variant '" + name + "'") +
                                          std::string(" has no `demand` to draw from"));
  }
}

// Scenarios that only rules and pools tell from the scenario itself. What is drawn does not depend on these, but for
// what a trace keeps of it.
std::unordered_set<const Scenario*> with_demand_of_scenario(const VariantSet& set) {
  std::unordered_set<const Scenario*> found{&set.base};
  for (const Variant& variant : set.variants) {
    bool same = true;
    for (const VariantStep& step : variant.steps) {
      const bool of_rules = step.label.starts_with("rules.") || step.label.starts_with("pool.");
      same = same && of_rules && step.label.find(" + ") == std::string::npos;
      if (same) {
        found.insert(&step.scenario);
      }
    }
    if (same) {
      found.insert(&variant.scenario);
    }
  }
  return found;
}

// The scenarios of a comparison as candidates of a study, each once, and the pairs that are asked for.
class Plan {
 public:
  explicit Plan(const VariantSet& set) : same_demand_(with_demand_of_scenario(set)) {}

  // The scenario's place among the candidates.
  std::size_t add(const std::string& name, const Scenario* scenario) {
    const auto [known, is_new] = places_.try_emplace(scenario, candidates_.size());
    if (is_new) {
      check_demand(name, *scenario);
      if (candidates_.size() == most_replicated) {
        throw InputError({scenario->file}, "the variants and the steps to them are more than " +
                                               std::to_string(most_replicated) + " scenarios; choose some with --only");
      }
      candidates_.push_back({name, name, std::nullopt, scenario, candidates_.size(), source_for(*scenario)});
    }
    return known->second;
  }
  // The pair's place among the pairs.
  std::size_t pair(std::size_t first, std::size_t second) {
    const auto [known, is_new] = pair_places_.try_emplace({first, second}, pairs_.size());
    if (is_new) {
      pairs_.emplace_back(first, second);
    }
    return known->second;
  }

  [[nodiscard]] const std::vector<StressCandidate>& candidates() const { return candidates_; }
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& pairs() const { return pairs_; }

 private:
  [[nodiscard]] std::optional<std::size_t> source_for(const Scenario& scenario) const {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Scenario& other = *candidates_[i].scenario;
      if (!candidates_[i].same_trace && same_demand_.contains(&scenario) && same_demand_.contains(&other) &&
          scenario.zones == other.zones && equal_traces(scenario, other)) {
        return i;
      }
    }
    return std::nullopt;
  }

  std::unordered_set<const Scenario*> same_demand_;
  std::unordered_map<const Scenario*, std::size_t> places_;
  std::vector<StressCandidate> candidates_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> pair_places_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
};

// Whether two logs hold the same sessions and results, whatever their lists number names by.
bool same_log(const SessionLog& a, const SessionLog& b) {
  const auto same_column = [](const SessionColumn& one, const SessionColumn& other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
  };
  const auto same_unit = [&](const ChargeUnit& one, const ChargeUnit& other) {
    return a.trace.users[one.user] == b.trace.users[other.user] &&
           a.trace.teams[one.team] == b.trace.teams[other.team] &&
           a.trace.versions[one.version] == b.trace.versions[other.version] &&
           a.trace.machines[one.machine] == b.trace.machines[other.machine] &&
           a.products[one.product.value].name == b.products[other.product.value].name;
  };
  const auto same_result = [&](const LoggedResult& one, const LoggedResult& other) {
    return one.at == other.at && one.quantity == other.quantity &&
           a.results.users[one.user] == b.results.users[other.user] &&
           a.results.teams[one.team] == b.results.teams[other.team] &&
           a.products[one.product.value].name == b.products[other.product.value].name;
  };
  // Units are in the order of their first sessions.
  return same_column(a.trace.open, b.trace.open) && same_column(a.trace.close, b.trace.close) &&
         same_column(a.trace.unit, b.trace.unit) &&
         std::equal(a.trace.units.begin(), a.trace.units.end(), b.trace.units.begin(), b.trace.units.end(),
                    same_unit) &&
         std::equal(a.results.results.begin(), a.results.results.end(), b.results.results.begin(),
                    b.results.results.end(), same_result);
}

// Products that only the variant has, which nobody uses; otherwise its log would be another.
void add_products(SessionLog& log, const Scenario& scenario) {
  for (const Product& product : scenario.products) {
    if (!find_product(log.products, product.name)) {
      log.products.push_back(product);
    }
  }
}

// Whether the scenario charges a product that others have too in another way, per window or per result.
bool charges_otherwise(const SessionLog& log, const Scenario& scenario) {
  return std::any_of(scenario.products.begin(), scenario.products.end(), [&](const Product& product) {
    const std::optional<ProductId> known = find_product(log.products, product.name);
    return known && log.products[known->value].per_result.has_value() != product.per_result.has_value();
  });
}

}  // namespace

ReplicatedComparison compare_replicated(const VariantSet& set, const Candidates& candidates,
                                        const ReplicatedOptions& options) {
  Plan plan(set);
  ReplicatedComparison result;
  const std::size_t baseline = plan.add(candidates.baseline.name, candidates.baseline.scenario);
  result.variants.push_back({candidates.baseline.name, baseline, plan.pair(baseline, baseline), {}});
  for (const Candidate& variant : candidates.variants) {
    ReplicatedVariant own{variant.name, plan.add(variant.name, variant.scenario), 0, {}};
    own.pair = plan.pair(baseline, own.candidate);
    std::size_t before = baseline;
    for (const BridgeStep& step : variant.bridge) {
      const std::size_t after = plan.add(variant.name, step.scenario);
      own.bridge.push_back({step.label, plan.pair(before, after)});
      before = after;
    }
    result.variants.push_back(std::move(own));
  }
  std::map<std::size_t, DemandSource> sources;
  for (std::size_t i = 0; i < plan.candidates().size(); ++i) {
    if (!plan.candidates()[i].same_trace) {
      sources.try_emplace(i, *plan.candidates()[i].scenario);
    }
  }
  const auto draw = [&sources](std::size_t candidate, std::uint64_t replication) {
    return sources.at(candidate).draw(replication);
  };
  result.study = stress(plan.candidates(), draw,
                        {.replications = options.replications,
                         .baseline = baseline,
                         .pairs = plan.pairs(),
                         .penalty = candidates.baseline.scenario->stress.penalty,
                         .threads = options.threads,
                         .days = false,
                         .done = options.done,
                         .total = options.total});
  return result;
}

SessionLog drawn_log(const Candidates& candidates, std::uint64_t replication) {
  const std::vector<const Scenario*> all = candidates.scenarios();
  const bool per_version =
      std::any_of(all.begin(), all.end(), [](const auto* each) { return each->rules.per_version; });
  const bool per_machine =
      std::any_of(all.begin(), all.end(), [](const auto* each) { return each->rules.per_machine; });
  // Each log tells of sessions what any of the scenarios asks for, as the one of `read_log` does.
  const auto log_of = [&](Scenario scenario) {
    scenario.rules.per_version = per_version;
    scenario.rules.per_machine = per_machine;
    return DemandSource(scenario).log(replication);
  };
  const Scenario& first = *candidates.baseline.scenario;
  check_demand(candidates.baseline.name, first);
  SessionLog log = log_of(first);
  std::unordered_set<const Scenario*> known{&first};
  const auto add = [&](const std::string& name, const Scenario& scenario) {
    if (!known.insert(&scenario).second) {
      return;
    }
    check_demand(name, scenario);
    if (charges_otherwise(log, scenario) || !same_log(log, log_of(scenario))) {
      throw InputError({scenario.file}, "in replication " + std::to_string(replication) + ", '" + name +
                                            "' draws another demand than '" + candidates.baseline.name +
                                            "', and one log cannot serve both; with --replications N each draws its "
                                            "own");
    }
    add_products(log, scenario);
  };
  for (const Candidate& variant : candidates.variants) {
    for (const BridgeStep& step : variant.bridge) {
      add(variant.name, *step.scenario);
    }
    add(variant.name, *variant.scenario);
  }
  return log;
}

}  // namespace drawdown
