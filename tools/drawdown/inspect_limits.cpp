#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <variant>

#include "engine/base/wide.h"
#include "tools/drawdown/inspect.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

// What somebody used of a product within the horizon, and no less than what it could cost.
struct Use {
  std::string user;
  std::string team;
  ProductId product;
  std::vector<std::uint32_t> opens;
  Wide most = 0;  // micro-tokens
};

Tokens dearest(const Product& product) {
  Tokens most;
  for (const RateStep& step : product.rates) {
    most = std::max(most, step.tokens);
  }
  return most;
}

// Of the rates in force within the horizon.
Tokens cheapest(const Scenario& scenario, const Product& product) {
  std::optional<Tokens> least;
  for (std::size_t i = 0; i < product.rates.size(); ++i) {
    const bool over = i + 1 < product.rates.size() && product.rates[i + 1].from <= scenario.begin;
    if (!over && product.rates[i].from < scenario.end) {
      least = std::min(least.value_or(product.rates[i].tokens), product.rates[i].tokens);
    }
  }
  return least.value_or(Tokens{});
}

// No window is shorter; civil days have 23 hours at least.
std::int64_t shortest_window(const Window& window) {
  if (const auto* rolling = std::get_if<RollingWindow>(&window)) {
    return rolling->length.seconds;
  }
  if (const auto* shared = std::get_if<SharedWindow>(&window)) {
    return shared->length.seconds;
  }
  return 23 * 3600L;
}

std::vector<Use> uses_of(const Scenario& scenario, const Log& log) {
  const Trace& trace = log.trace;
  const std::int64_t window = shortest_window(scenario.rules.window);
  std::vector<Use> units;
  for (const ChargeUnit& unit : trace.units) {
    units.push_back({trace.users[unit.user], trace.teams[unit.team], unit.product, {}, 0});
  }
  for (std::size_t i = 0; i < trace.size(); ++i) {
    Use& use = units[trace.unit[i]];
    use.opens.push_back(trace.open[i]);
    use.most +=
        (2 + Wide{trace.close[i] - trace.open[i]} / window) * dearest(scenario.products[use.product.value]).micro;
  }
  std::erase_if(units, [](const Use& use) { return use.opens.empty(); });
  std::map<std::tuple<std::string, std::string, std::uint32_t>, Wide> results;
  const ResultTeams team_of(scenario, log.results);
  for (const LoggedResult& result : log.results.results) {
    const RateStep* rate = scenario.products[result.product.value].rate_at({result.at});
    if (scenario.begin.seconds <= result.at && result.at < scenario.end.seconds && rate != nullptr) {
      Wide& most = results[{log.results.users[result.user], team_of(result), result.product.value}];
      most += (2 + std::max<std::int64_t>(result.quantity, 0) / rate->per) * Wide{rate->tokens.micro};
    }
  }
  for (const auto& [key, most] : results) {
    units.push_back({std::get<0>(key), std::get<1>(key), ProductId(std::get<2>(key)), {}, most});
  }
  return units;
}

class Inspector {
 public:
  Inspector(const Scenario& scenario, const ScenarioPlaces& places, const Log& log)
      : scenario_(scenario), places_(places), uses_(uses_of(scenario, log)) {
    for (const Use& use : uses_) {
      users_.insert(use.user);
    }
  }

  std::vector<Finding> inspect() {
    inspect_entitlements();
    inspect_access();
    for (std::size_t i = 0; i < scenario_.budgets.size(); ++i) {
      inspect_budget(scenario_.budgets[i], places_.budgets[i]);
    }
    if (!unknown_.empty()) {
      findings_.emplace_back("DD118", first_unknown_,
                             fmt::format("no sessions and no results of {}", listed(unknown_)));
    }
    return std::move(findings_);
  }

 private:
  void add(std::string_view code, const Place& place, std::string message) {
    findings_.emplace_back(code, place, std::move(message));
  }
  [[nodiscard]] const std::string& name_of(ProductId product) const { return scenario_.products[product.value].name; }

  // Notes a user that no log knows; each once.
  bool is_unknown(const std::string& user, const Place& place) {
    if (users_.contains(user)) {
      return false;
    }
    const std::string quoted = fmt::format("'{}'", user);
    if (std::find(unknown_.begin(), unknown_.end(), quoted) == unknown_.end()) {
      first_unknown_ = unknown_.empty() ? place : first_unknown_;
      unknown_.push_back(quoted);
    }
    return true;
  }

  // Whether a session opens in the term.
  [[nodiscard]] bool opens_in(const Use& use, const Term& term) const {
    const Instant from = term.from ? scenario_.server().start_of(*term.from) : always;
    const Instant until = term.until ? scenario_.server().start_of(*term.until) : never;
    return std::any_of(use.opens.begin(), use.opens.end(),
                       [&](std::uint32_t open) { return from <= Instant{open} && Instant{open} < until; });
  }
  template <class Matches>
  [[nodiscard]] bool covers(const Term& term, Matches matches) const {
    return std::any_of(uses_.begin(), uses_.end(), [&](const Use& use) { return matches(use) && opens_in(use, term); });
  }

  void inspect_entitlements() {
    const Entitlements& all = scenario_.entitlements;
    for (std::size_t i = 0; i < all.subscriptions.size(); ++i) {
      const Subscription& own = all.subscriptions[i];
      const Place& place = places_.subscriptions[i];
      if (!is_unknown(own.user, place) &&
          !covers(own.term, [&](const Use& use) { return use.user == own.user && use.product == own.product; })) {
        add("DD117", place,
            fmt::format("the subscription of '{}' for '{}' covers no session", own.user, name_of(own.product)));
      }
    }
    for (std::size_t c = 0; c < all.collections.size(); ++c) {
      const Collection& collection = all.collections[c];
      for (std::size_t i = 0; i < collection.users.size(); ++i) {
        const Collection::Member& member = collection.users[i];
        const Place& place = places_.members[c][i];
        if (!is_unknown(member.user, place) && !covers(member.term, [&](const Use& use) {
              return use.user == member.user && std::find(collection.products.begin(), collection.products.end(),
                                                          use.product) != collection.products.end();
            })) {
          add("DD117", place,
              fmt::format("the collection '{}' covers no session of '{}'", collection.name, member.user));
        }
      }
    }
    for (std::size_t i = 0; i < all.seats.size(); ++i) {
      const FloatingSeats& seats = all.seats[i];
      if (!covers(seats.term, [&](const Use& use) { return use.product == seats.product; })) {
        add("DD117", places_.seats[i], fmt::format("the seats of '{}' cover no session", name_of(seats.product)));
      }
    }
  }

  void inspect_access() {
    for (std::size_t i = 0; i < scenario_.access.deny.size(); ++i) {
      const Access::Rule& rule = scenario_.access.deny[i];
      if (rule.user && is_unknown(*rule.user, places_.denied[i])) {
        continue;
      }
      if (std::none_of(uses_.begin(), uses_.end(), [&](const Use& use) {
            return (!rule.user || *rule.user == use.user) && (!rule.product || *rule.product == use.product);
          })) {
        add("DD132", places_.denied[i],
            fmt::format("nobody that the rule refuses uses '{}'", rule.product ? name_of(*rule.product) : *rule.user));
      }
    }
    if (scenario_.access.only) {
      for (const std::string& user : *scenario_.access.only) {
        is_unknown(user, places_.only);
      }
    }
  }

  [[nodiscard]] static bool matches(const Budget& budget, const Use& use) {
    return (!budget.user || *budget.user == use.user) && (!budget.team || *budget.team == use.team) &&
           (budget.products.empty() ||
            std::find(budget.products.begin(), budget.products.end(), use.product) != budget.products.end());
  }
  // Whose cap a use counts in.
  [[nodiscard]] std::string part_of(const Budget& budget, const Use& use) const {
    switch (budget.each) {
      case Budget::Each::all:
        break;
      case Budget::Each::user:
        return use.user;
      case Budget::Each::team:
        return use.team;
      case Budget::Each::product:
        return name_of(use.product);
    }
    return {};
  }

  void inspect_budget(const Budget& budget, const Place& place) {
    if (budget.user && is_unknown(*budget.user, place)) {
      return;
    }
    std::map<std::string, Wide> most;  // that each cap could have to bear
    const Product* too_dear = nullptr;
    for (const Use& use : uses_) {
      if (!matches(budget, use)) {
        continue;
      }
      most[part_of(budget, use)] += use.most;
      const Product& product = scenario_.products[use.product.value];
      const bool whole = product.per_result != Partial::exact;  // any part of a result is a charge
      too_dear = whole && cheapest(scenario_, product) > budget.tokens ? &product : too_dear;
    }
    const std::string tokens = grouped(format(budget.tokens));
    if (most.empty()) {
      add("DD119", place, fmt::format("the budget '{}' matches no session and no result", budget.name));
    } else if (too_dear != nullptr) {
      add("DD120", place,
          fmt::format("the budget '{}' has {} tokens, and a charge of '{}' costs {}", budget.name, tokens,
                      too_dear->name, grouped(format(cheapest(scenario_, *too_dear)))));
    } else if (std::all_of(most.begin(), most.end(),
                           [&](const auto& part) { return part.second <= budget.tokens.micro; })) {
      add("DD121", place,
          fmt::format("the budget '{}' of {} tokens is larger than all that it counts could cost", budget.name,
                      tokens));
    }
  }

  const Scenario& scenario_;
  const ScenarioPlaces& places_;
  std::vector<Use> uses_;
  std::set<std::string_view> users_;
  std::vector<std::string> unknown_;
  Place first_unknown_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> inspect_limits(const Scenario& scenario, const ScenarioPlaces& places, const Log& log) {
  return Inspector(scenario, places, log).inspect();
}

}  // namespace drawdown::program
