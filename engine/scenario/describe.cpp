#include "engine/scenario/describe.h"

#include <string_view>
#include <variant>

namespace drawdown {
namespace {

std::string_view word(Period period) {
  return period == Period::day ? "day" : period == Period::week ? "week" : "month";
}

std::string_view word(DrawOrder order) {
  return order == DrawOrder::oldest ? "oldest" : order == DrawOrder::newest ? "newest" : "soonest_expiry";
}

struct WindowInWords {
  const Scenario& scenario;

  std::string operator()(const RollingWindow& window) const { return "rolling window of " + format(window.length); }
  std::string operator()(const CalendarWindow& window) const {
    const std::string period = "calendar " + std::string(word(window.period));
    switch (window.clock) {
      case CalendarWindow::Clock::server:
        return period + " by the server's clock";
      case CalendarWindow::Clock::user:
        return period + " by each user's own clock";
      case CalendarWindow::Clock::named:
        return period + " by the clock of " + scenario.zones[window.named.value].name();
    }
    return period;
  }
  std::string operator()(const SharedWindow& window) const {
    return "window of " + format(window.length) + " that all users of a product share";
  }
  std::string operator()(const VisitWindow&) const { return "every visit charged once"; }
};

struct WindowAsYaml {
  const Scenario& scenario;

  std::string operator()(const RollingWindow& window) const {
    return "{kind: rolling, length: " + format(window.length) + "}";
  }
  std::string operator()(const CalendarWindow& window) const {
    const std::string zone = window.clock == CalendarWindow::Clock::server ? "server"
                             : window.clock == CalendarWindow::Clock::user ? "user"
                                                                           : scenario.zones[window.named.value].name();
    return "{kind: calendar, period: " + std::string(word(window.period)) + ", zone: " + zone + "}";
  }
  std::string operator()(const SharedWindow& window) const {
    return "{kind: shared, length: " + format(window.length) + "}";
  }
  std::string operator()(const VisitWindow&) const { return "{kind: visit}"; }
};

std::string units_in_words(const Rules& rules) {
  if (rules.per_version && rules.per_machine) {
    return "per user, product, version and machine";
  }
  return rules.per_version   ? "per user, product and version"
         : rules.per_machine ? "per user, product and machine"
                             : "per user and product";
}

std::string when_empty_in_words(const Rules& rules) {
  switch (rules.when_empty) {
    case WhenEmpty::deny:
      return "refused when empty";
    case WhenEmpty::retry:
      return "refused when empty, tried again every " + format(rules.retry_after);
    case WhenEmpty::overdraft:
      return "owed when empty";
  }
  return "";
}

std::string order_in_words(DrawOrder order) {
  return order == DrawOrder::oldest   ? "oldest purchase first"
         : order == DrawOrder::newest ? "newest purchase first"
                                      : "soonest expiry first";
}

std::string idle_as_yaml(const Rules& rules, const Scenario& scenario) {
  if (!rules.idle) {
    return "none";
  }
  std::string except;
  for (const ProductId product : rules.idle->except) {
    except += (except.empty() ? "" : ", ") + scenario.products[product.value].name;
  }
  return "{after: " + format(rules.idle->after) + (except.empty() ? "" : ", except: [" + except + "]") + "}";
}

}  // namespace

std::string describe(const Rules& rules, const Scenario& scenario) {
  const bool renewable = !std::holds_alternative<VisitWindow>(rules.window);
  std::string text = std::visit(WindowInWords{scenario}, rules.window);
  text += (renewable ? " " : ", ") + units_in_words(rules);
  text += rules.grace.seconds > 0 ? ", free under " + format(rules.grace) : ", no grace";
  if (renewable) {
    text += rules.renew ? ", renewed while in use" : ", not renewed";
  }
  text += ", " + when_empty_in_words(rules) + ", " + order_in_words(rules.consume);
  return rules.idle ? text + ", closed while idle for more than " + format(rules.idle->after) : text;
}

RulesAsYaml as_yaml(const Rules& rules, const Scenario& scenario) {
  RulesAsYaml yaml;
  yaml.window = std::visit(WindowAsYaml{scenario}, rules.window);
  yaml.charge_per = std::string("[user, product") + (rules.per_version ? ", version" : "") +
                    (rules.per_machine ? ", machine" : "") + "]";
  yaml.grace = format(rules.grace);
  yaml.renew = rules.renew ? "true" : "false";
  yaml.when_empty = rules.when_empty == WhenEmpty::deny        ? "deny"
                    : rules.when_empty == WhenEmpty::overdraft ? "overdraft"
                                                               : "{retry: " + format(rules.retry_after) + "}";
  yaml.consume = word(rules.consume);
  yaml.idle = idle_as_yaml(rules, scenario);
  return yaml;
}

}  // namespace drawdown
