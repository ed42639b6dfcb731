// `subscription_prices`, `alerts` and `reminders`: what tokens are compared with, and what is told.
#include <array>
#include <string>
#include <utility>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

using When = Alert::When;

constexpr std::array<std::string_view, 5> words{"share_left", "expiring", "empty_before", "write_off",
                                                "dearer_than_subscription"};

When when_called(std::string_view word) {
  std::size_t place = 0;
  while (place + 1 < words.size() && words[place] != word) {  // the record knows no other word
    ++place;
  }
  return static_cast<When>(place);
}

// A key that is not for all kinds of alerts.
struct Parameter {
  enum class Need : std::uint8_t { no, may, must };
  std::string_view key;
  std::array<Need, 5> need;  // by kind
};
constexpr auto no = Parameter::Need::no;
constexpr auto may = Parameter::Need::may;
constexpr auto must = Parameter::Need::must;
constexpr std::array<Parameter, 9> parameters{{{"below", {must, no, no, no, no}},
                                               {"days_left", {may, no, no, no, no}},
                                               {"left", {no, may, no, no, no}},
                                               {"left_share", {no, may, no, no, no}},
                                               {"days", {no, must, may, no, no}},
                                               {"day", {no, no, may, no, no}},
                                               {"more_than", {no, no, no, must, no}},
                                               {"trailing", {no, no, may, may, no}},
                                               {"product", {no, no, no, no, may}}}};

// Of two keys exactly one.
void check_one_of(const Section& section, std::string_view one, std::string_view other, const std::string& kind) {
  if (section[one].given() && section[other].given()) {
    section[other].refuse("not together with `" + std::string(one) + "`: give one of them");
  }
  if (!section[one].given() && !section[other].given()) {
    section.refuse_missing(one, "or `" + std::string(other) + "` for " + kind);
  }
}

void check_parameters(const Section& section, When when) {
  const std::string kind = section["when"].choice();
  for (const Parameter& parameter : parameters) {
    const SettingValue value = section[parameter.key];
    const Parameter::Need need = parameter.need[static_cast<std::size_t>(when)];
    if (value.given() && need == no) {
      value.refuse("is not for " + kind);
    }
    if (!value.given() && need == must) {
      section.refuse_missing(parameter.key, "for " + kind);
    }
  }
  if (when == When::expiring) {
    check_one_of(section, "left", "left_share", kind);
  }
  if (when == When::empty_before) {
    check_one_of(section, "days", "day", kind);
  }
}

void read_steps(const SettingValue& price, SubscriptionPrice& read) {
  for (const Section& section : price.sections()) {
    const SettingValue from = section["from"];
    const Day day = from.day();
    if (!read.steps.empty() && day <= read.steps.back().from) {
      from.refuse("steps ascend by `from`; " + format(day) + " does not come after " + format(read.steps.back().from));
    }
    read.steps.push_back({day, section["price"].price()});
  }
  if (read.steps.empty()) {
    price.refuse("the list has no steps; expected {from: DAY, price: PRICE}");
  }
}

Alert read_alert(const Section& section, const Scenario& scenario) {
  Alert alert;
  alert.when = when_called(section["when"].choice());
  check_parameters(section, alert.when);
  if (const SettingValue team = section["team"]; team.given()) {
    alert.team = team.text();
  }
  if (const SettingValue below = section["below"]; below.given()) {
    alert.below = below.percent();
  }
  if (const SettingValue days = section["days_left"]; days.given()) {
    alert.days_left = static_cast<std::int32_t>(days.count());
  }
  if (const SettingValue left = section["left"]; left.given()) {
    alert.left = left.tokens();
  }
  if (const SettingValue share = section["left_share"]; share.given()) {
    alert.left_share = share.percent();
  }
  if (const SettingValue days = section["days"]; days.given()) {
    alert.days = static_cast<std::int32_t>(days.count());
  }
  if (const SettingValue day = section["day"]; day.given()) {
    alert.day = day.day();
  }
  if (const SettingValue tokens = section["more_than"]; tokens.given()) {
    alert.more_than = tokens.tokens();
  }
  alert.trailing = static_cast<std::int32_t>(section["trailing"].count());
  if (const SettingValue product = section["product"]; product.given()) {
    alert.product = read_product({product.text(), product.place()}, product.path(), scenario.products);
    if (price_of(scenario.subscription_prices, *alert.product) == nullptr) {
      product.refuse(quoted(product.text()) + " has no price in subscription_prices");
    }
  } else if (alert.when == When::dearer_than_subscription && scenario.subscription_prices.empty()) {
    section["when"].refuse("needs subscription_prices, such as {AutoCAD: 2310}");
  }
  return alert;
}

}  // namespace

SubscriptionPrices read_subscription_prices(const Section& root, const RateSheet& products) {
  SubscriptionPrices prices;
  if (!root["subscription_prices"].given()) {
    return prices;
  }
  for (const NamedValue& item : root["subscription_prices"].named()) {
    SubscriptionPrice price{read_product({item.name, item.name_place}, "subscription_prices", products)};
    if (item.value.is_list()) {
      read_steps(item.value, price);
    } else {
      price.steps = {{first_day, item.value.price()}};
    }
    prices.push_back(std::move(price));
  }
  return prices;
}

void read_alerts(const Section& root, Scenario& scenario, ScenarioPlaces& places) {
  Distinct names("alert");
  for (const Section& section : root["alerts"].sections()) {
    const SettingValue name = section["name"];
    names.add(name.text(), section, name.place());
    Alert alert = read_alert(section, scenario);
    alert.name = name.text();
    places.alerts.push_back(section.place());
    scenario.alerts.push_back(std::move(alert));
  }
  const SettingValue given = root["reminders"];
  if (!given.given() && scenario.alerts.empty()) {
    return;
  }
  YamlNode none;
  none.kind = YamlNode::Kind::map;
  const Section reminders = given.given() ? given.section() : Section(none, "reminders", "reminders");
  scenario.reminders = Reminders{static_cast<std::int32_t>(reminders["lead_time"].count()),
                                 static_cast<std::int32_t>(reminders["trailing"].count())};
}

}  // namespace drawdown
