#include "engine/ensemble/compare.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/ensemble/parallel.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

// All replays of a comparison: a scenario each, and the trace that it gets.
class Study {
 public:
  explicit Study(const SessionLog& log) : log_(log) {}

  // The number of the scenario's replay.
  std::size_t add(const Scenario* scenario) {
    const auto known = std::find(scenarios_.begin(), scenarios_.end(), scenario);
    const auto number = static_cast<std::size_t>(known - scenarios_.begin());
    if (known == scenarios_.end()) {
      scenarios_.push_back(scenario);
      const auto same = std::find_if(views_.begin(), views_.end(),
                                     [scenario](const View& view) { return equal_traces(*view.scenario, *scenario); });
      view_of_.push_back(static_cast<std::size_t>(same - views_.begin()));
      if (same == views_.end()) {
        views_.push_back({scenario, {}});
      }
    }
    return number;
  }

  [[nodiscard]] std::size_t size() const { return scenarios_.size(); }
  [[nodiscard]] const Scenario& scenario(std::size_t number) const { return *scenarios_[number]; }

  void make_traces(unsigned threads) {
    in_parallel(views_.size(), threads,
                [this](std::size_t i) { views_[i].trace = trace_of(log_, *views_[i].scenario); });
  }
  // Shares the log's columns; its users' zones are those of the scenario.
  [[nodiscard]] Trace trace(std::size_t number) const {
    Trace trace = views_[view_of_[number]].trace;
    trace.user_zones = user_zones_of(trace, *scenarios_[number]);
    return trace;
  }
  [[nodiscard]] std::size_t view(std::size_t number) const { return view_of_[number]; }

 private:
  struct View {
    const Scenario* scenario;
    Trace trace;
  };
  const SessionLog& log_;
  std::vector<const Scenario*> scenarios_;
  std::vector<std::size_t> view_of_;  // by scenario
  std::vector<View> views_;           // distinct traces
};

// A replay that is over, with all that differences from it are explained by.
struct Played {
  const Scenario& scenario;
  Trace trace;
  Outcome outcome;
};

Played play(const Study& study, std::size_t number) {
  Played played{study.scenario(number), study.trace(number), {}};
  played.outcome = replay(played.scenario, played.trace);
  return played;
}

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

StepEffect difference(const std::string& label, const Effect& before, const Effect& after) {
  return {label, after.summary.consumed - before.summary.consumed, after.cost - before.cost,
          after.summary.written_off - before.summary.written_off};
}

// A product's tallies, in the order of the log's products.
void put_in_order(Effect& effect, const Scenario& scenario, const RateSheet& products) {
  std::vector<Tally> ordered(products.size());
  for (std::size_t i = 0; i < scenario.products.size(); ++i) {
    const auto place = std::find_if(products.begin(), products.end(),
                                    [&](const Product& product) { return product.name == scenario.products[i].name; });
    check(place != products.end(), "a log knows the products of its scenarios");
    ordered[static_cast<std::size_t>(place - products.begin())] = effect.by_product[i];
  }
  effect.by_product = std::move(ordered);
}

}  // namespace

Comparison compare(const SessionLog& log, const Candidate& baseline, const std::vector<Candidate>& variants,
                   const CompareOptions& options) {
  Study study(log);
  study.add(baseline.scenario);
  std::vector<std::size_t> number_of_variant;
  for (const Candidate& variant : variants) {
    number_of_variant.push_back(study.add(variant.scenario));
    for (const BridgeStep& step : variant.bridge) {
      study.add(step.scenario);
    }
  }
  if (options.total != nullptr) {
    *options.total = study.size();
  }
  study.make_traces(options.threads);
  const DayTable days = days_of(study);

  std::vector<Effect> effects(study.size());
  std::vector<std::vector<Difference>> differences_of(study.size());
  const auto note = [&](std::size_t number, const Played& played) {
    effects[number] = effect_of(played.scenario, played.trace, played.outcome, days);
    put_in_order(effects[number], played.scenario, log.products);
    if (options.done != nullptr) {
      ++*options.done;
    }
  };
  if (!options.differences) {
    in_parallel(study.size(), options.threads, [&](std::size_t number) { note(number, play(study, number)); });
  } else {
    const Played first = play(study, 0);
    note(0, first);
    in_parallel(study.size() - 1, options.threads, [&](std::size_t before) {
      const std::size_t number = before + 1;
      const Played played = play(study, number);
      note(number, played);
    });
  }

  Comparison result;
  result.users = log.trace.users;
  for (const Product& product : log.products) {
    result.products.push_back(product.name);
  }
  result.from = days.from();
  result.baseline = {baseline.name, effects[0], {}, {}};
  for (std::size_t i = 0; i < variants.size(); ++i) {
    VariantEffect variant{variants[i].name, effects[number_of_variant[i]], {}, {}};
    const Effect* before = &effects[0];
    for (const BridgeStep& step : variants[i].bridge) {
      const Effect& after = effects[study.add(step.scenario)];
      variant.bridge.push_back(difference(step.label, *before, after));
      before = &after;
    }
    variant.differences = std::move(differences_of[number_of_variant[i]]);
    result.variants.push_back(std::move(variant));
  }
  return result;
}

}  // namespace drawdown
