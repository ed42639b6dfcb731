#include "engine/scenario/session_log.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/time/civil.h"
#include "engine/trace/entitled.h"
#include "engine/trace/spells.h"
#include "engine/trace/view.h"

namespace drawdown {
namespace {

void check_usage(const Scenario& scenario, const Scenario& first) {
  const auto refuse = [&](const std::string& what) {
    throw InputError({scenario.file}, "'" + scenario.name + "' " + what + "; only scenarios of one log can share it");
  };
  if (scenario.usage.sessions != first.usage.sessions) {
    refuse("reads its sessions from another file, '" + scenario.usage.sessions + "'");
  }
  if (scenario.usage.results != first.usage.results) {
    refuse("reads its results from another file, '" + scenario.usage.results + "'");
  }
  for (const Product& product : scenario.products) {
    const std::optional<ProductId> known = find_product(first.products, product.name);
    if (known && first.products[known->value].per_result.has_value() != product.per_result.has_value()) {
      refuse("charges '" + product.name + "' in another way, per window or per result");
    }
  }
  if (scenario.usage.idle != first.usage.idle) {
    refuse("reads its idle spans from another file, '" + scenario.usage.idle + "'");
  }
  const Zone& zone = scenario.zones[scenario.usage.zone.value];
  const Zone& first_zone = first.zones[first.usage.zone.value];
  if (zone.name() != first_zone.name()) {
    refuse("reads the log's local times in another zone, " + zone.name() + " and not " + first_zone.name());
  }
}

// What the reader checks rows against: the first scenario's sheet, so that its errors have lines. Where others see more
// of the log than the first does, `trace_of` checks instead.
RateSheet sheet_for_all(std::span<const Scenario* const> scenarios, bool first_sees_all) {
  RateSheet sheet = scenarios.front()->products;
  for (Product& product : sheet) {
    product.rates.front().from = first_sees_all ? product.rates.front().from : always;
  }
  for (const Scenario* scenario : scenarios) {
    for (const Product& product : scenario->products) {
      if (!find_product(sheet, product.name)) {
        sheet.push_back({product.name, {{always, product.rates.front().tokens}}, product.per_result});
      }
    }
  }
  return sheet;
}

// A unit's product and team, as the scenario has them.
class UnitNames {
 public:
  UnitNames(const SessionLog& log, const Scenario& scenario) : log_(log) {
    for (const Product& product : log.products) {
      products_.push_back(find_product(scenario.products, product.name));
    }
    std::unordered_map<std::string_view, const std::string*> team_of;
    for (const ListedUser& user : scenario.users) {
      if (user.team) {
        team_of.emplace(user.id, &*user.team);
      }
    }
    teams.intern("");
    for (const std::string& team : scenario.pool_teams()) {
      teams.intern(team);
    }
    for (std::uint32_t user = 0; user < log.trace.users.size(); ++user) {
      const auto found = team_of.find(log.trace.users[UserId(user)]);
      user_teams_.push_back(found == team_of.end() ? nullptr : found->second);
    }
  }

  // Empty if the scenario does not know the product.
  std::optional<ChargeUnit> operator()(ChargeUnit unit) {
    const std::optional<ProductId> product = products_[unit.product.value];
    if (!product) {
      return std::nullopt;
    }
    unit.product = *product;
    const std::string* home = user_teams_[unit.user.value];
    const std::string& own = log_.trace.teams[unit.team];
    unit.team = teams.intern(own.empty() && home != nullptr ? *home : own);
    return unit;
  }

  Names<TeamTag> teams;

 private:
  const SessionLog& log_;
  std::vector<std::optional<ProductId>> products_;  // by the log's
  std::vector<const std::string*> user_teams_;      // null: none
};

[[noreturn]] void refuse_session(const Scenario& scenario, const SessionLog& log, const Trace& trace, std::size_t at) {
  const ChargeUnit& unit = trace.units[trace.unit[at]];
  const std::string& product = log.products[unit.product.value].name;
  throw InputError({scenario.file}, "'" + scenario.name + "' has no rate for '" + product + "' at " +
                                        format_utc(Instant{trace.open[at]}) + ", when '" + trace.users[unit.user] +
                                        "' opens it");
}

// Every session is of a product with a rate in force.
void check_rates(const Scenario& scenario, const SessionLog& log, const Trace& trace) {
  std::vector<Instant> first_rate;  // by the log's product
  bool always_one = true;
  for (const Product& product : log.products) {
    const std::optional<ProductId> known = find_product(scenario.products, product.name);
    first_rate.push_back(known ? scenario.products[known->value].rates.front().from : never);
    always_one = always_one && first_rate.back() <= scenario.begin;
  }
  for (std::size_t i = 0; !always_one && i < trace.size(); ++i) {
    if (Instant{trace.open[i]} < first_rate[trace.units[trace.unit[i]].product.value]) {
      refuse_session(scenario, log, trace, i);
    }
  }
}

// Units are still those of the log.
Trace spells_of(const SessionLog& log, const Scenario& scenario, const Trace& sessions) {
  IdleRule rule{scenario.rules.idle->after, {}};
  for (const ProductId product : scenario.rules.idle->except) {
    rule.except.push_back(product_of_log(log, scenario, product));
  }
  return active_spells(sessions, log.idle, rule, scenario.end);
}

// Likewise. Entitlements and access name products as the scenario does.
Trace reaching_tokens_of(const SessionLog& log, const Scenario& scenario, const Trace& sessions) {
  Entitlements entitlements = scenario.entitlements;
  Access access = scenario.access;
  const auto translate = [&](ProductId& product) { product = product_of_log(log, scenario, product); };
  for (Subscription& subscription : entitlements.subscriptions) {
    translate(subscription.product);
  }
  for (Collection& collection : entitlements.collections) {
    std::for_each(collection.products.begin(), collection.products.end(), translate);
  }
  for (FloatingSeats& seats : entitlements.seats) {
    translate(seats.product);
  }
  for (Access::Rule& rule : access.deny) {
    if (rule.product) {
      translate(*rule.product);
    }
  }
  return reaching_tokens(sessions, {entitlements, access, scenario.server()});
}

// Of scenarios with the same products.
bool same_entitlements(const Scenario& a, const Scenario& b) {
  // Their terms are days of the server.
  return a.entitlements == b.entitlements && a.access == b.access &&
         (a.entitlements.empty() || a.server() == b.server());
}

// Likewise.
bool same_idle(const Scenario& a, const Scenario& b) {
  return a.idle_aware() == b.idle_aware() && (!a.idle_aware() || a.rules.idle == b.rules.idle);
}

}  // namespace

SessionLog read_log(std::span<const Scenario* const> scenarios, const SessionOptions& options) {
  check(!scenarios.empty(), "a log is read for somebody");
  const Scenario& first = *scenarios.front();
  if (first.usage.sessions.empty() && first.usage.results.empty()) {
    throw InputError({first.file}, "names no file of sessions; write 'usage: {sessions: FILE.csv}'" +
                                       std::string(first.demand ? ", with a log that 'drawdown synth' draws" : ""));
  }
  Instant begin = first.begin;
  Instant end = first.end;
  bool per_version = false;
  bool per_machine = false;
  for (const Scenario* scenario : scenarios) {
    check_usage(*scenario, first);
    begin = std::min(begin, scenario->begin);
    end = std::max(end, scenario->end);
    per_version = per_version || scenario->rules.per_version;
    per_machine = per_machine || scenario->rules.per_machine;
  }
  SessionLog log;
  log.products = sheet_for_all(scenarios, begin == first.begin && end == first.end);
  if (std::any_of(scenarios.begin(), scenarios.end(), [](const Scenario* one) { return one->idle_aware(); })) {
    IdleRead idle = read_idle({.path = first.usage.idle,
                               .products = log.products,
                               .zone = first.zones[first.usage.zone.value],
                               .skip_bad_rows = options.skip_bad_rows});
    per_machine = per_machine || idle.idle.per_machine();
    log.idle = std::move(idle.idle);
    log.rejected_idle = std::move(idle.rejected);
  }
  if (!first.usage.results.empty()) {
    ResultsRead results = read_results(results_request(first, log.products, options));
    log.results = std::move(results.log);
    log.rejected_results = std::move(results.rejected);
  }
  const auto know_all_users = [&log] {
    for (std::uint32_t user = 0; user < log.results.users.size(); ++user) {
      log.trace.users.intern(log.results.users[UserId(user)]);
    }
  };
  if (first.usage.sessions.empty()) {
    log.trace = no_sessions({});
    know_all_users();
    return log;
  }
  ReadResult read = read_trace({.path = first.usage.sessions,
                                .products = log.products,
                                .zone = first.zones[first.usage.zone.value],
                                .begin = begin,
                                .end = end,
                                .per_version = per_version,
                                .per_machine = per_machine,
                                .skip_bad_rows = options.skip_bad_rows,
                                .keep_endless = true,
                                .threads = options.threads,
                                .progress = options.progress});
  log.trace = std::move(read.trace);
  know_all_users();
  log.rejected = std::move(read.rejected);
  return log;
}

ProductId product_of_log(const SessionLog& log, const Scenario& scenario, ProductId product) {
  const std::optional<ProductId> known = find_product(log.products, scenario.products[product.value].name);
  check(known.has_value(), "a log has the products of all its scenarios");
  return *known;
}

Trace trace_of(const SessionLog& log, const Scenario& scenario) {
  const Trace sessions = of_horizon(log.trace, scenario.begin, scenario.end);
  check_rates(scenario, log, sessions);
  const Trace metered = reaching_tokens_of(log, scenario, sessions);
  const Trace part = scenario.idle_aware() ? spells_of(log, scenario, metered) : metered;
  UnitNames name(log, scenario);
  std::vector<ChargeUnit> units;
  units.reserve(part.units.size());
  for (const ChargeUnit& unit : part.units) {
    // No session of the horizon is of a unit that it does not know.
    units.push_back(
        coarsened(name(unit).value_or(ChargeUnit{}), scenario.rules.per_version, scenario.rules.per_machine));
  }
  Trace trace = with_units(part, units);
  trace.teams = std::move(name.teams);
  trace.user_zones = user_zones_of(trace, scenario);
  trace = with_results(scenario, std::move(trace), log.results, log.products);
  for (const ListedUser& person : log.people) {
    if (const std::optional<UserId> known = trace.users.find(person.id)) {
      trace.user_zones[known->value] = person.zone.value_or(ZoneId());
    }
  }
  trace.rejected += log.rejected_results.size();
  trace.rejected += scenario.idle_aware() ? log.rejected_idle.size() : 0;
  return trace;
}

bool equal_traces(const Scenario& a, const Scenario& b) {
  const auto same_product = [](const Product& one, const Product& other) {
    return one.name == other.name && one.rates.front().from == other.rates.front().from;
  };
  const auto same_team = [](const ListedUser& one, const ListedUser& other) {
    return one.id == other.id && one.team == other.team;
  };
  const auto all = [](const auto& one, const auto& other, const auto& same) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), same);
  };
  return a.begin == b.begin && a.end == b.end && a.rules.per_version == b.rules.per_version &&
         a.rules.per_machine == b.rules.per_machine && all(a.products, b.products, same_product) && same_idle(a, b) &&
         same_entitlements(a, b) && all(a.users, b.users, same_team) && a.pool_teams() == b.pool_teams();
}

}  // namespace drawdown
