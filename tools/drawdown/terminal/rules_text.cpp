#include "tools/drawdown/terminal/rules_text.h"

#include <variant>

namespace drawdown::program {
namespace {

std::string calendar(const CalendarWindow& window, const Scenario& scenario) {
  const std::string period = window.period == Period::day    ? "calendar days"
                             : window.period == Period::week ? "calendar weeks"
                                                             : "calendar months";
  switch (window.clock) {
    case CalendarWindow::Clock::server:
      return period + " of the server";
    case CalendarWindow::Clock::user:
      return period + " of each user's zone";
    case CalendarWindow::Clock::named:
      return period + " of " + scenario.zones[window.named.value].name();
  }
  return period;
}

struct WindowText {
  const Scenario& scenario;
  std::string operator()(const RollingWindow& window) const { return "rolling windows of " + format(window.length); }
  std::string operator()(const CalendarWindow& window) const { return calendar(window, scenario); }
  std::string operator()(const SharedWindow& window) const {
    return "windows of " + format(window.length) + " shared by all users of a product";
  }
  std::string operator()(const VisitWindow&) const { return "every visit charged once"; }
};

std::string per(const Rules& rules) {
  std::string text = ", per user";
  text += rules.per_version || rules.per_machine ? ", product" : " and product";
  if (rules.per_version) {
    text += rules.per_machine ? ", version" : " and version";
  }
  return text + (rules.per_machine ? " and machine" : "");
}

std::string when_empty(const Rules& rules) {
  switch (rules.when_empty) {
    case WhenEmpty::deny:
      return "refused when the pool is empty";
    case WhenEmpty::retry:
      return "refused when the pool is empty, tried again every " + format(rules.retry_after);
    case WhenEmpty::overdraft:
      return "owed when the pool is empty";
  }
  return "";
}

std::string order(DrawOrder consume) {
  switch (consume) {
    case DrawOrder::soonest_expiry:
      return "soonest expiry first";
    case DrawOrder::oldest:
      return "oldest tranche first";
    case DrawOrder::newest:
      return "newest tranche first";
  }
  return "";
}

}  // namespace

std::string rules_in_words(const Scenario& scenario) {
  const Rules& rules = scenario.rules;
  std::string text = std::visit(WindowText{scenario}, rules.window) + per(rules) + "; ";
  text += rules.grace.seconds > 0 ? "free under " + format(rules.grace) + "; " : "no grace; ";
  if (!std::holds_alternative<VisitWindow>(rules.window)) {
    text += rules.renew ? "renewed; " : "not renewed; ";
  }
  return text + when_empty(rules) + "; " + order(rules.consume);
}

}  // namespace drawdown::program
