#include "engine/demand/continued_log.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/demand/fit_population.h"
#include "engine/demand/use_log.h"
#include "engine/trace/view.h"

namespace drawdown {
namespace {

struct Uses {
  std::optional<std::int64_t> first;
  std::optional<std::int64_t> last;

  void note(std::int64_t at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
  }
};

// Of those within the scenario's horizon.
Uses uses_of(const Scenario& scenario, const SessionLog& log) {
  Uses uses;
  const std::size_t begin = first_at(log.trace, scenario.begin);
  const std::size_t end = first_at(log.trace, scenario.end);
  if (begin < end) {
    uses.note(log.trace.open[begin]);
    uses.note(log.trace.open[end - 1]);
  }
  for (const LoggedResult& result : log.results.results) {
    if (result.at >= scenario.begin.seconds && result.at < scenario.end.seconds) {
      uses.note(result.at);
    }
  }
  return uses;
}

// The scenario's own log before today, as a history. It may reach back beyond the horizon.
History own_history(const Scenario& scenario, Day today) {
  History history;
  if (scenario.demand && scenario.demand->history) {
    history = *scenario.demand->history;
    history.from.reset();
  }
  history.sessions = scenario.usage.sessions;
  history.results = scenario.usage.results;
  history.zone = scenario.usage.zone;
  history.until = today;
  return history;
}

bool is_own(const History& history, const Usage& usage) {
  return history.sessions == usage.sessions && history.results == usage.results;
}

Population fitted(const Scenario& scenario, const SessionLog& known, Day today) {
  const Uses uses = uses_of(scenario, known);
  if (uses.first) {
    const Day from = scenario.server().day_at(Instant{*uses.first});
    Population population = fit_population(scenario, use_log(scenario, known, from, today));
    if (!population.groups.empty()) {
      return population;
    }
  }
  throw InputError({scenario.file}, "the log has no use before " + format(today) + " to fit a population to");
}

}  // namespace

Day day_after_log(const Scenario& scenario, const SessionLog& log) {
  const Uses uses = uses_of(scenario, log);
  return uses.last ? std::min(scenario.until, scenario.server().day_at(Instant{*uses.last}) + 1) : scenario.from;
}

SessionLog known_log(const SessionLog& log, const Scenario& scenario, Day today) {
  check(scenario.from <= today && today <= scenario.until, "today lies in the horizon");
  const Instant now = scenario.server().start_of(today);
  SessionLog known = log;
  known.trace = of_horizon(log.trace, scenario.begin, now);
  std::erase_if(known.results.results, [now](const LoggedResult& result) { return result.at >= now.seconds; });
  if (today < scenario.until) {  // nobody knows yet who will be idle
    const auto second = static_cast<std::uint32_t>(now.seconds);
    std::erase_if(known.idle.spans, [second](const IdleSpan& span) { return span.from >= second; });
    for (IdleSpan& span : known.idle.spans) {
      span.to = std::min(span.to, second);
    }
  }
  return known;
}

Demand expected_demand(const Scenario& scenario, const SessionLog& known, Day today, ExpectedBy by) {
  Demand demand;
  demand.seed = scenario.demand ? scenario.demand->seed : demand.seed;
  switch (by) {
    case ExpectedBy::demand:
      check(scenario.demand.has_value(), "a demand that is asked for is there");
      demand = *scenario.demand;
      if (demand.history && is_own(*demand.history, scenario.usage)) {
        demand.history->until = std::min(demand.history->until.value_or(today), today);
      }
      break;
    case ExpectedBy::bootstrap:
      demand.history = own_history(scenario, today);
      break;
    case ExpectedBy::fit:
      demand.population = fitted(scenario, known, today);
      break;
  }
  return demand;
}

// A known log, and what is drawn behind it.
class ContinuedLog::Joint {
 public:
  Joint(const ContinuedLog& of, const SessionLog& drawn) : of_(of), drawn_(drawn), log_(of.known_) {}

  SessionLog run() {
    for (const Product& product : drawn_.products) {
      products_.push_back(find_product(log_.products, product.name));
    }
    add_sessions();
    add_results();
    log_.people = drawn_.people;
    return std::move(log_);
  }

 private:
  void add_sessions() {
    const Trace& more = drawn_.trace;
    Trace& trace = log_.trace;
    const std::size_t first = first_at(more, of_.today_);
    SessionRows rows{trace.open.values(), trace.close.values(), trace.unit.values()};
    places_.resize(more.units.size());
    for (std::size_t i = first; i < more.size(); ++i) {
      rows.add(more.open[i], more.close[i], place_of(more.unit[i]));
    }
    trace.rows += more.size() - first;
    trace.set(std::move(rows));
  }

  void add_results() {
    ResultLog& results = log_.results;
    results.teams.intern("");
    for (const LoggedResult& each : drawn_.results.results) {
      if (each.at < of_.today_.seconds) {
        continue;
      }
      LoggedResult result = each;
      result.user = results.users.intern(drawn_.results.users[each.user]);
      result.team = results.teams.intern(drawn_.results.teams[each.team]);
      result.product = product_of(each.product);
      results.results.push_back(result);
      log_.trace.users.intern(results.users[result.user]);
    }
  }

  ProductId product_of(ProductId drawn) const {
    check(products_[drawn.value].has_value(), "what is drawn is of the scenario's products");
    return *products_[drawn.value];
  }

  // In the joint log, of a unit that was drawn.
  std::uint32_t place_of(std::uint32_t drawn) {
    if (places_[drawn]) {
      return *places_[drawn];
    }
    Trace& trace = log_.trace;
    const Trace& more = drawn_.trace;
    ChargeUnit unit = more.units[drawn];
    unit.user = trace.users.intern(more.users[unit.user]);
    unit.team = trace.teams.intern(more.teams[unit.team]);
    unit.product = product_of(unit.product);
    unit.version = trace.versions.intern(more.versions[unit.version]);
    unit.machine = trace.machines.intern(more.machines[unit.machine]);
    if (const auto known = of_.units_.find(unit); known != of_.units_.end()) {
      places_[drawn] = known->second;
    } else {
      const auto [found, is_new] = units_.try_emplace(unit, static_cast<std::uint32_t>(trace.units.size()));
      if (is_new) {
        trace.units.push_back(unit);
      }
      places_[drawn] = found->second;
    }
    return *places_[drawn];
  }

  const ContinuedLog& of_;
  const SessionLog& drawn_;
  SessionLog log_;
  std::vector<std::optional<ProductId>> products_;    // by the drawn log's
  std::vector<std::optional<std::uint32_t>> places_;  // by the drawn log's unit
  std::map<ChargeUnit, std::uint32_t> units_;         // that the known log lacks
};

ContinuedLog::ContinuedLog(const Scenario& scenario, SessionLog known, Day today, const SessionOptions& options)
    : scenario_(scenario), known_(std::move(known)), today_(scenario.server().start_of(today)), ahead_(scenario) {
  check(scenario.demand.has_value(), "a log is continued by a demand");
  if (today >= scenario.until) {
    return;
  }
  // Weeks are drawn one by one, so that only those ahead are needed. Others' days follow from those before them.
  if (scenario.demand->history) {
    ahead_.from = today;
    ahead_.begin = today_;
  }
  source_.emplace(ahead_, options);
  for (std::uint32_t place = 0; place < known_.trace.units.size(); ++place) {
    units_.emplace(known_.trace.units[place], place);
  }
}

SessionLog ContinuedLog::log(std::uint64_t replication) const {
  return source_ ? Joint(*this, source_->log(replication)).run() : known_;
}

}  // namespace drawdown
