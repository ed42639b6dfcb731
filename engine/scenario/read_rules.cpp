#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

std::string kind_of(const Window& window) {
  constexpr std::string_view kinds[] = {"rolling", "calendar", "shared", "visit"};  // as in `Window`
  return std::string(kinds[window.index()]);
}

void refuse_if_given(const Section& section, std::string_view key, const std::string& kind) {
  if (const SettingValue value = section[key]; value.given()) {
    value.refuse("a " + kind + " window has no `" + std::string(key) + "`; remove it");
  }
}

Period period_of(const std::string& word) {
  return word == "month" ? Period::month : word == "week" ? Period::week : Period::day;
}

CalendarWindow read_calendar(const Section& section, std::vector<Zone>& zones) {
  CalendarWindow window;
  window.period = period_of(section["period"].choice());
  const SettingValue zone = section["zone"];
  window.clock = zone.is_word("server") ? CalendarWindow::Clock::server
                 : zone.is_word("user") ? CalendarWindow::Clock::user
                                        : CalendarWindow::Clock::named;
  if (window.clock == CalendarWindow::Clock::named) {
    window.named = intern(zones, zone.zone());
  }
  return window;
}

Window read_window(const Section& section, const Window& preset, std::vector<Zone>& zones) {
  const SettingValue given_kind = section["kind"];
  const std::string kind = given_kind.given() ? given_kind.choice() : kind_of(preset);
  const bool has_length = kind == "rolling" || kind == "shared";
  if (!has_length) {
    refuse_if_given(section, "length", kind);
  }
  if (kind != "calendar") {
    refuse_if_given(section, "period", kind);
    refuse_if_given(section, "zone", kind);
  }
  if (kind == "rolling") {
    return RollingWindow{section["length"].duration()};
  }
  if (kind == "shared") {
    return SharedWindow{section["length"].duration()};
  }
  if (kind == "calendar") {
    return read_calendar(section, zones);
  }
  return VisitWindow{};
}

void read_charge_per(const SettingValue& value, Rules& rules) {
  const std::vector<std::string> parts = value.choices();
  const auto has = [&](const char* part) { return std::find(parts.begin(), parts.end(), part) != parts.end(); };
  if (!has("user") || !has("product")) {
    value.refuse(std::string("the list must hold user and product; add ") + (has("user") ? "product" : "user"));
  }
  rules.per_version = has("version");
  rules.per_machine = has("machine");
}

void read_when_empty(const SettingValue& value, Rules& rules) {
  if (value.is_map()) {
    rules.when_empty = WhenEmpty::retry;
    rules.retry_after = value.section()["retry"].duration();
    return;
  }
  if (value.is_word("retry")) {
    value.refuse("retry needs its delay; write {retry: 1h}");
  }
  rules.when_empty = value.choice() == "overdraft" ? WhenEmpty::overdraft : WhenEmpty::deny;
}

DrawOrder draw_order_of(const std::string& word) {
  return word == "newest" ? DrawOrder::newest : word == "oldest" ? DrawOrder::oldest : DrawOrder::soonest_expiry;
}

}  // namespace

Rules read_rules(const Section& root, std::vector<Zone>& zones) {
  const SettingValue given = root["rules"];
  if (!given.given()) {
    return flex();
  }
  const Section section = given.section();
  Rules rules = section["preset"].choice() == "token-flex" ? token_flex() : flex();
  const SettingValue window = section["window"];
  if (window.given()) {
    rules.window = read_window(window.section(), rules.window, zones);
  }
  if (const SettingValue charge_per = section["charge_per"]; charge_per.given()) {
    read_charge_per(charge_per, rules);
  }
  const SettingValue grace = section["grace"];
  if (grace.given()) {
    rules.grace = grace.duration();
  }
  if (const SettingValue renew = section["renew"]; renew.given()) {
    rules.renew = renew.yes_no();
  }
  if (const SettingValue when_empty = section["when_empty"]; when_empty.given()) {
    read_when_empty(when_empty, rules);
  }
  if (const SettingValue consume = section["consume"]; consume.given()) {
    rules.consume = draw_order_of(consume.choice());
  }

  if (!window_outlasts_grace(rules)) {
    (grace.given() ? grace : window)
        .refuse("a rolling window must be longer than the grace period, and " +
                format(std::get<RollingWindow>(rules.window).length) + " is not longer than " + format(rules.grace));
  }
  return rules;
}

std::optional<IdleRule> read_idle_rule(const Section& root, const RateSheet& products) {
  const SettingValue rules = root["rules"];
  if (!rules.given() || !rules.section()["idle"].given()) {
    return std::nullopt;
  }
  const Section section = rules.section()["idle"].section();
  const SettingValue after = section["after"];
  if (after.is_word("none")) {
    return std::nullopt;
  }
  IdleRule rule;
  rule.after = after.duration();
  const SettingValue except = section["except"];
  if (except.given()) {
    rule.except = read_products(except, products);
  }
  return rule;
}

}  // namespace drawdown
