#include "engine/ensemble/compare.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/ensemble/parallel.h"
#include "engine/replay/replay.h"
#include "engine/trace/view.h"

namespace drawdown {
namespace {

// All replays of a comparison: a scenario each, and the trace that it gets.
class Study {
 public:
  explicit Study(const SessionLog& log) : log_(log) {}

  // Each scenario has one replay, however often it is added.
  void add(const Scenario* scenario) {
    if (!numbers_.try_emplace(scenario, scenarios_.size()).second) {
      return;
    }
    scenarios_.push_back(scenario);
    const auto same = std::find_if(views_.begin(), views_.end(),
                                   [scenario](const View& view) { return equal_traces(*view.scenario, *scenario); });
    view_of_.push_back(static_cast<std::size_t>(same - views_.begin()));
    if (same == views_.end()) {
      views_.push_back({scenario, {}, {}});
    }
  }
  // The number of the scenario's replay.
  [[nodiscard]] std::size_t number_of(const Scenario* scenario) const { return numbers_.at(scenario); }

  [[nodiscard]] std::size_t size() const { return scenarios_.size(); }
  [[nodiscard]] const Scenario& scenario(std::size_t number) const { return *scenarios_[number]; }

  void make_traces(const CompareOptions& options) {
    in_parallel(views_.size(), options.threads, [&](std::size_t i) {
      View& view = views_[i];
      view.trace = trace_of(log_, *view.scenario);
      if (options.differences) {
        view.sessions = sessions_by_unit(view.trace);
        view.first = first_at(log_.trace, view.scenario->begin);
      }
    });
  }
  // The scenario's trace: one that others share, or, where its users' zones are numbered otherwise, a copy in `own`.
  [[nodiscard]] const Trace& trace(std::size_t number, std::optional<Trace>& own) const {
    const Trace& shared = views_[view_of_[number]].trace;
    std::vector<ZoneId> zones = user_zones_of(shared, *scenarios_[number]);
    if (zones == shared.user_zones) {
      return shared;
    }
    own = shared;
    own->user_zones = std::move(zones);
    return *own;
  }
  [[nodiscard]] const PlacesByUnit& sessions(std::size_t number) const { return *views_[view_of_[number]].sessions; }
  [[nodiscard]] const SessionLog& log() const { return log_; }
  [[nodiscard]] std::size_t first(std::size_t number) const { return views_[view_of_[number]].first; }

 private:
  struct View {
    const Scenario* scenario;
    Trace trace;
    std::optional<PlacesByUnit> sessions;  // for differences
    std::size_t first = 0;                 // the place in the log of its first session
  };
  const SessionLog& log_;
  std::unordered_map<const Scenario*, std::size_t> numbers_;
  std::vector<const Scenario*> scenarios_;
  std::vector<std::size_t> view_of_;  // by scenario
  std::vector<View> views_;           // distinct traces
};

// A replay that is over.
struct Played {
  Played(const Study& study, std::size_t number)
      : scenario(study.scenario(number)), trace(study.trace(number, own_trace)), outcome(replay(scenario, trace)) {}

  const Scenario& scenario;
  std::optional<Trace> own_trace;
  const Trace& trace;
  Outcome outcome;
};

// A replay with all that differences from it are explained by.
struct Explained {
  Explained(const Study& study, std::size_t number, const Played& played)
      : rows(rows_by_unit(played.trace, played.outcome)),
        replay{played.scenario,     played.trace,         study.sessions(number), played.outcome, rows,
               study.first(number), &study.log().products} {}

  RowsByUnit rows;
  LogReplay replay;
};

// The civil days of the baseline's server that any of the horizons touches.
DayTable days_of(const Study& study) {
  const Zone& zone = study.scenario(0).server();
  Instant begin = study.scenario(0).begin;
  Instant end = study.scenario(0).end;
  for (std::size_t i = 1; i < study.size(); ++i) {
    begin = std::min(begin, study.scenario(i).begin);
    end = std::max(end, study.scenario(i).end);
  }
  return {zone, zone.day_at(begin), zone.day_at(end - Duration{1}) + 1};
}

// What a bridge needs to know of a replay.
struct Totals {
  Tokens tokens;
  Money cost;
  Money written_off;
};

std::vector<StepEffect> bridge_effects(const std::vector<BridgeStep>& bridge, const Study& study,
                                       const std::vector<Totals>& totals) {
  std::vector<StepEffect> steps;
  Totals before = totals[0];
  for (const BridgeStep& step : bridge) {
    const Totals& after = totals[study.number_of(step.scenario)];
    steps.push_back(
        {step.label, after.tokens - before.tokens, after.cost - before.cost, after.written_off - before.written_off});
    before = after;
  }
  return steps;
}

// A product's tallies, in the order of the log's products.
void put_in_order(Effect& effect, const Scenario& scenario, const SessionLog& log) {
  std::vector<Tally> ordered(log.products.size());
  for (std::uint32_t i = 0; i < scenario.products.size(); ++i) {
    ordered[product_of_log(log, scenario, ProductId(i)).value] = effect.by_product[i];
  }
  effect.by_product = std::move(ordered);
}

}  // namespace

Comparison compare(const SessionLog& log, const Candidate& baseline, const std::vector<Candidate>& variants,
                   const CompareOptions& options) {
  Study study(log);
  study.add(baseline.scenario);
  for (const Candidate& variant : variants) {
    study.add(variant.scenario);
    for (const BridgeStep& step : variant.bridge) {
      study.add(step.scenario);
    }
  }
  // How many variants are the scenario of that number: mere steps are none, and equal variants share one.
  std::vector<std::size_t> wanted(study.size());
  for (const Candidate& variant : variants) {
    ++wanted[study.number_of(variant.scenario)];
  }
  if (options.total != nullptr) {
    *options.total = study.size();
  }
  study.make_traces(options);
  const DayTable days = days_of(study);

  Effect baseline_effect;
  std::vector<Totals> totals(study.size());
  std::vector<VariantEffect> results(study.size());  // of those that are wanted
  const auto note = [&](std::size_t number, const Played& played) {
    Effect effect = effect_of(played.scenario, played.trace, played.outcome, days);
    put_in_order(effect, played.scenario, log);
    totals[number] = {effect.summary.consumed, effect.cost, effect.summary.written_off};
    if (number == 0) {
      baseline_effect = effect;
    }
    if (wanted[number] > 0) {
      results[number].effect = std::move(effect);
    }
    if (options.done != nullptr) {
      ++*options.done;
    }
  };
  if (!options.differences) {
    in_parallel(study.size(), options.threads, [&](std::size_t number) { note(number, Played(study, number)); });
  } else {
    const Played first(study, 0);
    const Explained baseline_rows(study, 0, first);
    note(0, first);
    in_parallel(study.size() - 1, options.threads, [&](std::size_t before) {
      const std::size_t number = before + 1;
      const Played played(study, number);
      note(number, played);
      if (wanted[number] > 0) {
        const Explained rows(study, number, played);
        results[number].differences = differences(log.trace, baseline_rows.replay, rows.replay, days);
      }
    });
  }

  Comparison result;
  result.users = log.trace.users;
  for (const Product& product : log.products) {
    result.products.push_back(product.name);
  }
  result.from = days.from();
  result.baseline = {baseline.name, std::move(baseline_effect), {}, {}};
  for (const Candidate& variant : variants) {
    const std::size_t number = study.number_of(variant.scenario);
    const bool last = --wanted[number] == 0;
    result.variants.push_back(last ? std::move(results[number]) : results[number]);
    result.variants.back().name = variant.name;
    result.variants.back().bridge = bridge_effects(variant.bridge, study, totals);
  }
  return result;
}

}  // namespace drawdown
