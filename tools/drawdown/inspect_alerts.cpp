#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

#include "tools/drawdown/inspect.h"

namespace drawdown::program {
namespace {

// Why an alert can never be told, whatever the sessions do; empty if it may be.
class NeverTold {
 public:
  NeverTold(const Scenario& scenario, const Trace& trace, const Alert& alert)
      : scenario_(scenario), trace_(trace), alert_(alert) {}

  [[nodiscard]] std::string why() const {
    switch (alert_.when) {
      case Alert::When::share_left:
        return supply_is_listed() ? why_not_share() : "";
      case Alert::When::expiring:
        return alert_.left_share == full ? "no tranche has more than all of what it brought"
               : supply_is_listed()      ? why_not_expiring()
                                         : "";
      case Alert::When::empty_before:
        return why_not_empty();
      case Alert::When::write_off:
        return why_not_write_off();
      case Alert::When::dearer_than_subscription:
        return why_not_dearer();
    }
    return "";
  }

 private:
  static constexpr Percent full{100 * micro_per_unit};

  // Whether no other tranches of its team can come than those of the scenario, and none can grow.
  [[nodiscard]] bool supply_is_listed() const {
    const bool orders =
        std::any_of(scenario_.policies.begin(), scenario_.policies.end(),
                    [&](const PurchasePolicy& policy) { return !alert_.team || policy.team == *alert_.team; });
    return !orders && scenario_.adjustments.empty();
  }
  // With transfers it may be any team's.
  [[nodiscard]] bool may_be_its(const Tranche& tranche) const {
    return !alert_.team || tranche.team == *alert_.team || !scenario_.transfers.empty();
  }
  template <class Condition>
  [[nodiscard]] bool any_tranche(const Condition& condition) const {
    return std::any_of(scenario_.tranches.begin(), scenario_.tranches.end(),
                       [&](const Tranche& tranche) { return may_be_its(tranche) && condition(tranche); });
  }

  [[nodiscard]] std::string why_not_share() const {
    const bool lasts = !alert_.days_left || any_tranche([&](const Tranche& tranche) {
      return tranche.expires - (std::max(tranche.bought, scenario_.from) + 1) > *alert_.days_left;
    });
    return lasts ? "" : fmt::format("no tranche has more than {} days to its expiry", *alert_.days_left);
  }

  [[nodiscard]] std::string why_not_expiring() const {
    const bool near = any_tranche([&](const Tranche& tranche) {
      return tranche.expires > scenario_.from &&
             tranche.expires - std::min(tranche.expires, scenario_.until) < alert_.days;
    });
    if (!near) {
      return fmt::format("no tranche comes within {} days of its expiry", alert_.days);
    }
    const bool large = !alert_.left || any_tranche([&](const Tranche& t) { return t.brings() > *alert_.left; });
    return large ? "" : fmt::format("no tranche brings more than {} tokens", format(*alert_.left));
  }

  [[nodiscard]] std::string why_not_projected() const {
    const std::int32_t days = scenario_.until - scenario_.from;
    return alert_.trailing <= days
               ? ""
               : fmt::format("its rate is the average of {} days, and {} are simulated", alert_.trailing, days);
  }

  [[nodiscard]] std::string why_not_empty() const {
    const Day first = scenario_.from + (alert_.trailing - 1);
    if (const std::string why = why_not_projected(); !why.empty() || !alert_.day || *alert_.day > first + 1) {
      return why;
    }
    return fmt::format("nothing is projected before the end of {}, and {} is no later than the day after it",
                       format(first), format(*alert_.day));
  }

  [[nodiscard]] std::string why_not_write_off() const {
    if (const std::string why = why_not_projected(); !why.empty() || !supply_is_listed()) {
      return why;
    }
    const bool large = any_tranche([&](const Tranche& t) { return t.brings() > alert_.more_than; });
    return large ? "" : fmt::format("no tranche brings more than {} tokens", format(alert_.more_than));
  }

  [[nodiscard]] std::string why_not_dearer() const {
    const bool priced = scenario_.prices || any_tranche([](const Tranche& t) { return t.unit_price.has_value(); });
    if (!priced && scenario_.contracts.empty()) {
      return "no tranche has a unit price, so tokens cost nothing";
    }
    const bool used =
        std::any_of(scenario_.subscription_prices.begin(), scenario_.subscription_prices.end(),
                    [&](const SubscriptionPrice& price) {
                      return (!alert_.product || price.product == *alert_.product) && may_be_charged(price);
                    });
    return used ? "" : "nothing is charged for its products while they have a subscription price";
  }

  [[nodiscard]] bool may_be_charged(const SubscriptionPrice& price) const {
    if (price.steps.front().from >= scenario_.until) {
      return false;
    }
    return scenario_.products[price.product.value].per_result ||
           std::any_of(trace_.units.begin(), trace_.units.end(), [&](const ChargeUnit& unit) {
             return unit.product == price.product && (!alert_.team || trace_.teams[unit.team] == *alert_.team);
           });
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Alert& alert_;
};

bool is_known(const std::string& team, const Scenario& scenario, const Trace& trace) {
  const std::vector<std::string> pools = scenario.pool_teams();
  return std::find(pools.begin(), pools.end(), team) != pools.end() ||
         std::any_of(trace.units.begin(), trace.units.end(),
                     [&](const ChargeUnit& unit) { return trace.teams[unit.team] == team; });
}

}  // namespace

std::vector<Finding> inspect_alerts(const Scenario& scenario, const ScenarioPlaces& places, const Trace& trace) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < scenario.alerts.size(); ++i) {
    const Alert& alert = scenario.alerts[i];
    if (alert.team && !is_known(*alert.team, scenario, trace)) {
      std::vector<std::string> teams = scenario.pool_teams();
      for (const ChargeUnit& unit : trace.units) {
        teams.push_back(trace.teams[unit.team]);
      }
      findings.emplace_back("DD301", places.alerts[i],
                            fmt::format("no tokens and no sessions of team '{}', for which alert '{}' is{}",
                                        *alert.team, alert.name, did_you_mean(*alert.team, teams)));
    } else if (const std::string why = NeverTold(scenario, trace, alert).why(); !why.empty()) {
      findings.emplace_back("DD302", places.alerts[i], fmt::format("alert '{}' is never told: {}", alert.name, why));
    }
  }
  return findings;
}

}  // namespace drawdown::program
