#include "engine/ensemble/stress_answers.h"

#include <algorithm>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

std::optional<ReplicaMeasure> find_replica_measure(const Measure& measure) {
  for (std::size_t i = 0; i < replica_measures; ++i) {
    const auto each = static_cast<ReplicaMeasure>(i);
    if (&measure_of(each) == &measure) {
      return each;
    }
  }
  return std::nullopt;
}

}  // namespace

ReplicaMeasure service_measure(const Scenario& scenario) {
  return scenario.demand && scenario.demand->series ? ReplicaMeasure::fill_rate : ReplicaMeasure::service_level;
}

std::vector<StressAnswer> answers_of(const std::vector<StressCandidate>& candidates, const Stress& study,
                                     const StressPlan& plan) {
  const bool sized = !plan.sizes.empty();
  const bool greatest = plan.size_of.kind == SizeOf::Kind::demand;
  const auto cost = [&](std::size_t i) { return study.candidates[i].of(ReplicaMeasure::cost).mean.sum(); };
  std::vector<StressAnswer> answers;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const StressCandidate& candidate = candidates[i];
    if (sized && !candidate.size) {
      continue;  // the scenario as it is, beside its sizes
    }
    const std::string& name = sized ? candidate.variant : candidates.front().variant;
    if (answers.empty() || answers.back().variant != name) {
      answers.push_back({name, std::nullopt, std::nullopt, i});
    }
    StressAnswer& answer = answers.back();
    answer.cheapest = cost(i) < cost(answer.cheapest) ? i : answer.cheapest;
    const Estimate service = study.candidates[i].of(service_measure(*candidate.scenario)).mean.estimate();
    if (service.value >= plan.service_level && (greatest || !answer.enough)) {
      answer.enough = i;
    }
    if (service.low >= plan.service_level && (greatest || !answer.surely_enough)) {
      answer.surely_enough = i;
    }
  }
  return answers;
}

std::optional<Day> last_day_to_act(const Scenario& scenario, const Tranche& tranche, const TrancheTally& tally) {
  const std::int64_t lost = tally.spread.quantile(90);
  if (lost <= 0) {
    return std::nullopt;
  }
  const Day first = std::max(tranche.bought, scenario.from);
  // Over the days and replications of the study: lost ⁄ (consumed ⁄ days), rounded up.
  const Wide consumed = tally.team_consumed.sum();
  const Wide days = Wide{scenario.days.size()} * static_cast<Wide>(tally.team_consumed.number());
  if (consumed <= 0) {
    return first;
  }
  const Wide needed = std::min<Wide>(divide_up(lost * days, consumed), tranche.expires - first);
  return tranche.expires - static_cast<std::int32_t>(needed);
}

std::function<Answer(const Expectation&)> found_in(const CandidateTally& tally) {
  return [&tally](const Expectation& expectation) -> Answer {
    const Measure& measure = *expectation.measure;
    const auto replications = static_cast<std::int64_t>(tally.replications());
    if (measure.of_all) {
      return {true, Found{Wide{tally.dry()} * micro_per_unit, replications}};
    }
    if (!measure.of_each || expectation.statistic == Statistic::none) {
      return {};
    }
    if (measure.unit == Measure::Unit::date) {
      return {true, Found{tally.dry_day(percent_of(expectation.statistic)).value.number, 1}};
    }
    const MeasureTally& of = tally.of(*find_replica_measure(measure));
    if (expectation.statistic == Statistic::mean) {
      return {true, Found{of.mean.sum(), replications}};
    }
    return {true, Found{of.spread.quantile(percent_of(expectation.statistic)), 1}};
  };
}

}  // namespace drawdown
