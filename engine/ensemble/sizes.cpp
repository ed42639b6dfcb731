#include "engine/ensemble/sizes.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

void bring(Tranche& tranche, Tokens tokens) {
  if (tranche.remaining) {
    tranche.remaining = tokens;  // as much of what was bought as is left, or more was bought
    tranche.tokens = std::max(tranche.tokens, tokens);
  } else {
    tranche.tokens = tokens;
  }
}

void resize_all(std::vector<Tranche>& tranches, Tokens size) {
  Wide all = 0;
  for (const Tranche& tranche : tranches) {
    all += tranche.origin.kind == TrancheOrigin::Kind::listed ? tranche.brings().micro : 0;
  }
  check(all > 0, "there is a listed tranche whose size can change");
  // Rounding the sums, and not the parts, makes the parts sum to the size.
  Wide before = 0;
  Wide given = 0;
  for (Tranche& tranche : tranches) {
    if (tranche.origin.kind == TrancheOrigin::Kind::listed) {
      before += tranche.brings().micro;
      const Wide until = divide_up(before * size.micro, all);
      bring(tranche, Tokens{static_cast<std::int64_t>(until - given)});
      given = until;
    }
  }
}

Tokens times(Tokens tokens, Tokens factor) {
  return Tokens{narrow((Wide{tokens.micro} * factor.micro + micro_per_unit / 2) / micro_per_unit, "demand")};
}

void scale(Series& series, Tokens factor) {
  const double times_as_much = static_cast<double>(factor.micro) / static_cast<double>(micro_per_unit);
  for (TeamSeries& team : series.teams) {
    for (Tokens& value : team.values) {
      value = times(value, factor);
    }
    for (std::optional<DailyDemand>& day : team.days) {
      if (day) {
        day->mean *= times_as_much;
        day->sd *= times_as_much;
        day->tokens = times(day->tokens, factor);
      }
    }
  }
}

// Nobody comes more often than every day.
void scale(Population& people, Tokens factor) {
  for (Group& group : people.groups) {
    for (Use& use : group.uses) {
      use.rate = use.rate * static_cast<double>(factor.micro) / static_cast<double>(micro_per_unit);
    }
  }
}

// Whether a variant's draws and its metering are those of the scenario itself: it changes nothing but its pool.
bool is_twin(const Variant& variant, const Scenario& base) {
  const bool pool_only = std::all_of(variant.steps.begin(), variant.steps.end(), [](const VariantStep& step) {
    return step.label.starts_with("pool.") && step.label.find(" + ") == std::string::npos;
  });
  return pool_only && variant.scenario.pool_teams() == base.pool_teams();
}

}  // namespace

Scenario with_size(const Scenario& scenario, const SizeOf& size_of, Tokens size) {
  Scenario sized = scenario;
  switch (size_of.kind) {
    case SizeOf::Kind::all:
      resize_all(sized.tranches, size);
      break;
    case SizeOf::Kind::tranche:
      bring(sized.tranches[size_of.tranche], size);
      break;
    case SizeOf::Kind::demand:
      if (sized.demand->series) {
        scale(*sized.demand->series, size);
      }
      if (sized.demand->population) {
        scale(*sized.demand->population, size);
      }
      break;
  }
  return sized;
}

SizedCandidates::SizedCandidates(const VariantSet& set) : plan_(set.base.stress) {
  candidates_.push_back({std::string(scenario_itself), std::string(scenario_itself), std::nullopt, &set.base, 0});
  if (!plan_.sizes.empty()) {
    add(std::string(scenario_itself), set.base, 0);
  }
  for (const Variant& variant : set.variants) {
    add(variant.name, variant.scenario, is_twin(variant, set.base) ? 0 : candidates_.size());
  }
  const Place file{set.base.file, 0, 0};
  for (const StressCandidate& each : candidates_) {
    if (!each.scenario->demand) {
      throw InputError(file, "stress needs a `demand` to draw from; " +
                                 (each.variant == scenario_itself ? std::string("the scenario")
                                                                  : "the variant '" + each.variant + "'") +
                                 " has none");
    }
  }
}

void SizedCandidates::add(const std::string& variant, const Scenario& scenario, std::size_t twin) {
  const auto add_one = [&](std::string name, std::optional<Tokens> size, const Scenario& own, std::size_t of) {
    if (candidates_.size() == most_candidates) {
      throw InputError({scenario.file, 0, 0},
                       "the sizes and variants are more than " + std::to_string(most_candidates) + "; try fewer");
    }
    candidates_.push_back({std::move(name), variant, size, &own, of});
  };
  if (plan_.sizes.empty()) {
    add_one(variant, std::nullopt, scenario, twin);
    return;
  }
  for (const Tokens size : plan_.sizes) {
    if (!scenario.demand) {
      throw InputError({scenario.file, 0, 0}, "stress needs a `demand` to draw from");
    }
    // A variant may have other tranches than the scenario.
    if (plan_.size_of.kind == SizeOf::Kind::tranche &&
        (plan_.size_of.tranche >= scenario.tranches.size() ||
         scenario.tranches[plan_.size_of.tranche].origin.kind != TrancheOrigin::Kind::listed)) {
      throw InputError({scenario.file, 0, 0}, "the variant '" + variant + "' lacks the tranche whose size is tried");
    }
    scenarios_.push_back(with_size(scenario, plan_.size_of, size));
    const bool own_demand = plan_.size_of.kind == SizeOf::Kind::demand;
    add_one((variant == scenario_itself ? "" : variant + ", ") + format(size), size, scenarios_.back(),
            own_demand ? candidates_.size() : twin);
  }
}

}  // namespace drawdown
