// The values of settings that hold several: lists, and maps of names that the user chooses.
#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/model/stress_plan.h"
#include "engine/scenario/section.h"
#include "engine/time/time_of_day.h"

namespace drawdown {
namespace {

using Type = SettingType;

// Exact quotients of whole numbers below 2^53, so the same everywhere.
double in_units(Tokens number) { return static_cast<double>(number.micro) / micro_per_unit; }

}  // namespace

std::vector<std::string> SettingValue::choices() const {
  check(setting_->type == Type::choices && given(), "the setting is a list of choices, and given");
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  std::vector<std::string> words;
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    Setting one = *setting_;
    one.type = Type::choice;
    const YamlNode& item = node_->items[i];
    const SettingValue value(&item, one, path_ + '[' + std::to_string(i) + ']', item.place());
    if (std::find(words.begin(), words.end(), value.choice()) != words.end()) {
      value.refuse(quoted(value.choice()) + " is in the list already");
    }
    words.push_back(value.choice());
  }
  return words;
}

std::vector<NamedPlace> SettingValue::names() const {
  check((setting_->type == Type::name_list || setting_->type == Type::comparisons) && given(),
        "the setting is a list of names or comparisons, and given");
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  std::vector<NamedPlace> names;
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    Setting one = *setting_;
    one.type = Type::name;
    const YamlNode& item = node_->items[i];
    const SettingValue value(&item, one, path_ + '[' + std::to_string(i) + ']', item.place());
    const std::string name = value.text();
    const auto is_same = [&name](const NamedPlace& other) { return other.name == name; };
    if (std::any_of(names.begin(), names.end(), is_same)) {
      value.refuse(quoted(name) + " is in the list already");
    }
    names.push_back({name, value.place()});
  }
  return names;
}

std::vector<Tokens> SettingValue::sizes() const {
  check(setting_->type == Type::sizes && given(), "the setting is sizes, and given");
  std::string text = node_->text;
  for (const YamlNode& item : node_->items) {
    text += (text.empty() ? "" : ",") + (item.kind == YamlNode::Kind::scalar ? item.text : item.found());
  }
  if (node_->kind == YamlNode::Kind::map || text.empty()) {
    refuse_type();
  }
  ParsedSizes parsed = parse_sizes(text);
  if (!parsed.error.empty()) {
    refuse(parsed.error);
  }
  return std::move(parsed.sizes);
}

std::vector<Tokens> SettingValue::token_list() const {
  check(setting_->type == Type::token_list && given(), "the setting is a list of tokens, and given");
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  Setting one = *setting_;
  one.type = Type::tokens;
  std::vector<Tokens> tokens;
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    const YamlNode& item = node_->items[i];
    tokens.push_back(SettingValue(&item, one, path_ + '[' + std::to_string(i) + ']', item.place()).tokens());
  }
  return tokens;
}

std::array<double, 12> SettingValue::by_month() const {
  check(setting_->type == Type::by_month && given(), "the setting is a number by month, and given");
  Setting one = *setting_;
  one.type = Type::tokens;
  std::array<double, 12> numbers{};
  if (node_->kind != YamlNode::Kind::list) {
    if (node_->kind != YamlNode::Kind::scalar) {
      refuse_type();
    }
    numbers.fill(in_units(SettingValue(node_, one, path_, place_).tokens()));
    return numbers;
  }
  if (node_->items.size() != numbers.size()) {
    refuse("a list has twelve numbers, one for each month from January, found " + std::to_string(node_->items.size()));
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const YamlNode& item = node_->items[i];
    numbers[i] = in_units(SettingValue(&item, one, path_ + '[' + std::to_string(i) + ']', item.place()).tokens());
  }
  return numbers;
}

template <class Read>
void SettingValue::each_item(SettingType type, Read read) const {
  Setting one = *setting_;
  one.type = type;
  if (node_->kind != YamlNode::Kind::list) {
    read(SettingValue(node_, one, path_, place_));
    return;
  }
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    const YamlNode& item = node_->items[i];
    read(SettingValue(&item, one, path_ + '[' + std::to_string(i) + ']', item.place()));
  }
}

std::array<double, 7> SettingValue::by_weekday() const {
  check(setting_->type == Type::by_weekday && given(), "the setting is a number by weekday, and given");
  std::array<double, 7> numbers{};
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  if (node_->items.size() != numbers.size()) {
    refuse("a list has seven numbers, one for each day from Monday, found " + std::to_string(node_->items.size()));
  }
  std::size_t place = 0;
  each_item(Type::number, [&](const SettingValue& item) { numbers[place++] = item.number(); });
  return numbers;
}

std::vector<std::int64_t> SettingValue::times() const {
  check(setting_->type == Type::times && given(), "the setting is times of day, and given");
  std::vector<std::int64_t> seconds;
  each_item(Type::times, [&](const SettingValue& item) {
    const std::optional<std::int32_t> time =
        item.node_->kind == YamlNode::Kind::scalar ? parse_time_of_day(item.node_->text) : std::nullopt;
    if (!time) {
      item.refuse("expected a time of day such as 09:00, found " + item.node_->found());
    }
    if (!seconds.empty() && *time < seconds.back()) {
      item.refuse("times ascend; " + quoted(item.node_->text) + " is earlier than the one before it");
    }
    seconds.push_back(*time);
  });
  if (seconds.empty()) {
    refuse("the list is empty; expected times of day such as 09:00");
  }
  return seconds;
}

std::vector<Duration> SettingValue::durations() const {
  check(setting_->type == Type::spans && given(), "the setting is spans, and given");
  if (node_->kind == YamlNode::Kind::nothing) {
    refuse_type();
  }
  std::vector<Duration> all;
  each_item(Type::duration, [&](const SettingValue& item) {
    const Duration duration = item.duration();
    if (!all.empty() && duration < all.back()) {
      item.refuse("durations ascend; " + format(duration) + " is shorter than the one before it");
    }
    all.push_back(duration);
  });
  if (all.empty()) {
    refuse("the list is empty; expected durations such as 90m");
  }
  return all;
}

std::vector<HolidayRule> SettingValue::holidays() const {
  check(setting_->type == Type::holidays && given(), "the setting is a list of holidays, and given");
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  std::vector<HolidayRule> rules;
  each_item(Type::text, [&](const SettingValue& item) {
    const std::string text = item.text();
    const std::optional<HolidayRule> rule = HolidayRule::parse(text);
    if (!rule) {
      item.refuse(quoted(text) +
                  " is no holiday; expected a day such as 2026-02-17, or a rule such as '25 December', 'fourth "
                  "Thursday of November', 'last Monday before 25 May' or '2 days before Easter'");
    }
    rules.push_back(*rule);
  });
  return rules;
}

std::vector<std::pair<Day, Place>> SettingValue::days() const {
  check(setting_->type == Type::day_list && given(), "the setting is a list of days, and given");
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  std::vector<std::pair<Day, Place>> days;
  each_item(Type::day, [&](const SettingValue& item) { days.emplace_back(item.day(), item.place()); });
  return days;
}

std::vector<Money> SettingValue::prices() const {
  check(setting_->type == Type::price_list && given(), "the setting is prices, and given");
  if (node_->kind == YamlNode::Kind::map || node_->kind == YamlNode::Kind::nothing) {
    refuse_type();
  }
  std::vector<Money> prices;
  each_item(Type::price, [&](const SettingValue& item) { prices.push_back(item.price()); });
  if (prices.empty()) {
    refuse("the list is empty; expected prices such as 60000");
  }
  return prices;
}

std::vector<Section> SettingValue::sections() const {
  check(setting_->type == Type::list || setting_->type == Type::rate || setting_->type == Type::one_or_more ||
            setting_->type == Type::dated_price,
        "the setting is a list");
  std::vector<Section> sections;
  if (!given()) {
    return sections;
  }
  if (node_->kind != YamlNode::Kind::list) {
    refuse_type();
  }
  for (std::size_t i = 0; i < node_->items.size(); ++i) {
    sections.emplace_back(node_->items[i], std::string(setting_->path) + "[]", path_ + '[' + std::to_string(i) + ']');
  }
  return sections;
}

std::vector<NamedValue> SettingValue::named() const {
  check(given() && setting_->type == Type::names, "the setting is a map of names");
  if (node_->kind != YamlNode::Kind::map) {
    refuse_type();
  }
  const Setting* each = find_setting(setting_->path, "*");
  check(each != nullptr, "a map of names has a record for its values");
  constexpr Setting name_of_entry{.path = "*", .type = Type::name};
  std::vector<NamedValue> values;
  for (const YamlEntry& entry : node_->entries) {
    YamlNode name;
    name.kind = YamlNode::Kind::scalar;
    name.text = entry.key;
    (void)SettingValue(&name, name_of_entry, "a name in " + path_, entry.place()).text();
    values.push_back({entry.key, entry.place(),
                      SettingValue(&entry.value, *each, join_path(path_, entry.key), entry.value.place())});
  }
  return values;
}

}  // namespace drawdown
