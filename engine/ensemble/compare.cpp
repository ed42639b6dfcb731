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

std::size_t first_of_horizon(const Trace& log, const Scenario& scenario) {
  const auto begin = static_cast<std::uint32_t>(scenario.begin.seconds);
  return static_cast<std::size_t>(std::lower_bound(log.open.begin(), log.open.end(), begin) - log.open.begin());
}

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
        views_.push_back({scenario, {}, {}});
      }
    }
    return number;
  }

  [[nodiscard]] std::size_t size() const { return scenarios_.size(); }
  [[nodiscard]] const Scenario& scenario(std::size_t number) const { return *scenarios_[number]; }

  void make_traces(const CompareOptions& options) {
    in_parallel(views_.size(), options.threads, [&](std::size_t i) {
      View& view = views_[i];
      view.trace = trace_of(log_, *view.scenario);
      if (options.differences) {
        view.sessions = sessions_by_unit(view.trace);
        view.first = first_of_horizon(log_.trace, *view.scenario);
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
  [[nodiscard]] std::size_t first(std::size_t number) const { return views_[view_of_[number]].first; }

 private:
  struct View {
    const Scenario* scenario;
    Trace trace;
    std::optional<PlacesByUnit> sessions;  // for differences
    std::size_t first = 0;                 // the place in the log of its first session
  };
  const SessionLog& log_;
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
      : rows(rows_by_unit(played.trace, played.outcome)), replay{played.scenario, played.trace, study.sessions(number),
                                                                 played.outcome,  rows,         study.first(number)} {}

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
  std::vector<bool> is_variant(study.size());
  for (const std::size_t number : number_of_variant) {
    is_variant[number] = true;
  }
  if (options.total != nullptr) {
    *options.total = study.size();
  }
  study.make_traces(options);
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
    in_parallel(study.size(), options.threads, [&](std::size_t number) { note(number, Played(study, number)); });
  } else {
    const Played first(study, 0);
    const Explained baseline_rows(study, 0, first);
    note(0, first);
    in_parallel(study.size() - 1, options.threads, [&](std::size_t before) {
      const std::size_t number = before + 1;
      const Played played(study, number);
      note(number, played);
      if (is_variant[number]) {
        const Explained rows(study, number, played);
        differences_of[number] = differences(log.trace, baseline_rows.replay, rows.replay, days);
      }
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
    // Two variants may be the same scenario; the last of them takes the rows.
    const std::size_t number = number_of_variant[i];
    const auto rest = number_of_variant.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const bool last = std::find(rest, number_of_variant.end(), number) == number_of_variant.end();
    variant.differences = last ? std::move(differences_of[number]) : differences_of[number];
    result.variants.push_back(std::move(variant));
  }
  return result;
}

}  // namespace drawdown
