#include "engine/scenario/section.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

using Type = SettingType;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool looks_like_a_day(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
         all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
}

// The number of decimals of digits with at most one point among them; −1 of anything else.
int decimals_of(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) {
    return all_digits(text) ? 0 : -1;
  }
  const std::string_view places = text.substr(point + 1);
  return all_digits(text.substr(0, point)) && all_digits(places) ? static_cast<int>(places.size()) : -1;
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::vector<std::string_view> zone_words(const std::vector<std::string>& names) {
  std::vector<std::string_view> words{"server", "user"};
  words.insert(words.end(), names.begin(), names.end());
  return words;
}

std::string quoted_list(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    text += (text.empty() ? "" : ", ") + std::string(word);
  }
  return text;
}

}  // namespace

std::optional<Lifetime> parse_lifetime(std::string_view text) {
  const std::size_t digits =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (digits == 0 || digits > 6) {  // six digits of days are 2,700 years
    return std::nullopt;
  }
  const int count = std::stoi(std::string(text.substr(0, digits)));
  const std::string_view unit = text.substr(digits);
  if (unit == "d") {
    return Lifetime{count, 0};
  }
  if (unit == "mo" || unit == "y") {
    return Lifetime{0, unit == "y" ? count * 12 : count};
  }
  return std::nullopt;
}

std::string join_path(const std::string& parent, std::string_view key) {
  if (key.find_first_of(".[]=\"'") != std::string_view::npos) {
    return parent + "[\"" + std::string(key) + "\"]";
  }
  return parent.empty() ? std::string(key) : parent + '.' + std::string(key);
}

SettingValue::SettingValue(const YamlNode* node, const Setting& setting, std::string path, Place place)
    : node_(node), setting_(&setting), path_(std::move(path)), place_(std::move(place)) {}

void SettingValue::refuse(const std::string& what) const { throw InputError(place_, path_ + ": " + what); }

void SettingValue::refuse_type(const std::vector<std::string_view>& words) const {
  const std::string near = node_->kind == YamlNode::Kind::scalar ? did_you_mean(node_->text, words) : "";
  refuse("expected " + describe_type(*setting_) + ", found " + node_->found() + near);
}

std::string SettingValue::scalar() const {
  if (!given()) {
    check(!setting_->fallback.empty(), "a missing setting that is read has a default");
    return std::string(setting_->fallback);
  }
  if (node_->kind != YamlNode::Kind::scalar) {
    refuse_type();
  }
  return node_->text;
}

bool SettingValue::is_word(std::string_view word) const {
  return given() ? node_->kind == YamlNode::Kind::scalar && node_->text == word : setting_->fallback == word;
}

std::string SettingValue::text() const {
  check(setting_->type == Type::text || setting_->type == Type::name || setting_->type == Type::file,
        "the setting is text");
  std::string text = scalar();
  if (text.empty() && setting_->type != Type::text) {
    refuse("must not be empty");
  }
  if (has_control_character(text)) {
    refuse("must not hold control characters or line ends, found " + quoted(text));
  }
  return text;
}

std::string SettingValue::choice() const {
  check(setting_->type == Type::choice || setting_->type == Type::when_empty, "the setting is a choice");
  std::string word = scalar();
  if (std::find(setting_->choices.begin(), setting_->choices.end(), word) == setting_->choices.end()) {
    refuse_type({setting_->choices.begin(), setting_->choices.end()});
  }
  return word;
}

bool SettingValue::yes_no() const {
  check(setting_->type == Type::yes_no, "the setting is true or false");
  const std::string word = scalar();
  if (word != "true" && word != "false") {
    refuse_type({"true", "false"});
  }
  return word == "true";
}

Zone SettingValue::zone() const {
  check(setting_->type == Type::zone || setting_->type == Type::clock_zone, "the setting is a time zone");
  const std::string name = scalar();
  if (auto zone = Zone::find(name)) {
    return *std::move(zone);
  }
  const std::vector<std::string> names = Zone::all_names();
  const std::string near =
      setting_->type == Type::zone ? did_you_mean(name, names) : did_you_mean(name, zone_words(names));
  refuse("unknown time zone " + quoted(name) + (near.empty() ? "; expected " + describe_type(*setting_) : near));
}

void SettingValue::check_bounds(std::int64_t value) const {
  if (value < setting_->least || value > setting_->most) {
    refuse("must be " + describe_bounds(*setting_) + ", found " + quoted(scalar()));
  }
}

Day SettingValue::day() const {
  check(setting_->type == Type::day, "the setting is a day");
  const std::string text = scalar();
  const auto day = parse_day(text);
  if (!day && looks_like_a_day(text)) {
    refuse("there is no day '" + text + "'");
  }
  if (!day) {
    refuse_type();
  }
  check_bounds(day->number);
  return *day;
}

Duration SettingValue::duration() const {
  check(setting_->type == Type::duration, "the setting is a duration");
  const std::string text = scalar();
  const auto duration = parse_duration(text);
  if (!duration && text.size() > 1 && text[0] == '-' && parse_duration(text.substr(1))) {
    refuse("must not be negative, found " + quoted(text));
  }
  if (!duration) {
    refuse_type();
  }
  check_bounds(duration->seconds);
  return *duration;
}

Lifetime SettingValue::lifetime() const {
  check(setting_->type == Type::lifetime, "the setting is a lifetime");
  const auto lifetime = parse_lifetime(scalar());
  if (!lifetime) {
    refuse_type();
  }
  // 1,200 months are 36,525 days or one less; the bound is in days.
  check_bounds(lifetime->months > 0 ? (static_cast<std::int64_t>(lifetime->months) * 36'525 + 1199) / 1200
                                    : lifetime->days);
  return *lifetime;
}

std::int64_t SettingValue::decimal() const {
  const std::string text = scalar();
  const bool negative = text.starts_with('-');
  const int decimals = decimals_of(std::string_view(text).substr(negative ? 1 : 0));
  if (decimals < 0) {
    refuse_type();
  }
  if (negative) {
    refuse("must not be negative, found " + quoted(text));
  }
  if (decimals > 6) {
    refuse("must have at most six decimals, found " + quoted(text));
  }
  if (text.size() > 1 && text[0] == '0' && is_digit(text[1])) {
    refuse("must not begin with 0, found " + quoted(text));
  }
  const auto micro = parse_micro(text);
  check_bounds(micro.value_or(std::numeric_limits<std::int64_t>::max()));  // all else is right: it does not fit
  return *micro;
}

Tokens SettingValue::tokens() const {
  check(setting_->type == Type::tokens || setting_->type == Type::rate, "the setting is tokens");
  return Tokens{decimal()};
}

Tokens SettingValue::signed_tokens() const {
  check(setting_->type == Type::signed_tokens && given(), "the setting is signed tokens, and given");
  const std::string text = scalar();
  const bool negative = text.starts_with('-');
  YamlNode size = *node_;
  size.text = negative ? text.substr(1) : text;
  Setting unsigned_tokens = *setting_;
  unsigned_tokens.type = Type::tokens;
  if (decimals_of(size.text) < 0) {
    refuse_type();
  }
  const Tokens tokens = SettingValue(&size, unsigned_tokens, path_, place_).tokens();
  if (tokens == Tokens{}) {
    refuse("must not be 0");
  }
  return negative ? Tokens{} - tokens : tokens;
}

Percent SettingValue::percent() const {
  check(setting_->type == Type::percent, "the setting is a percentage");
  return Percent{decimal()};
}

std::int64_t SettingValue::share() const {
  check(setting_->type == Type::share, "the setting is a share");
  return decimal();
}

Percent SettingValue::change() const {
  check(setting_->type == Type::change, "the setting is a percentage more or less");
  if (!given()) {
    return Percent{*parse_micro(setting_->fallback)};
  }
  const std::string text = scalar();
  const bool negative = text.starts_with('-');
  YamlNode size = *node_;
  size.text = negative ? text.substr(1) : text;
  Setting percentage = *setting_;
  percentage.type = Type::percent;
  if (decimals_of(size.text) < 0) {
    refuse_type();
  }
  const Percent percent = SettingValue(&size, percentage, path_, place_).percent();
  return negative ? Percent{} - percent : percent;
}

std::int64_t SettingValue::count() const {
  check(setting_->type == Type::count, "the setting is a whole number");
  const std::string text = scalar();
  if (!all_digits(text) || text.size() > 15) {  // far beyond any bound
    refuse_type();
  }
  const std::int64_t number = std::stoll(text);
  check_bounds(number);
  return number;
}

double SettingValue::number() const {
  check(setting_->type == Type::number, "the setting is a number");
  return static_cast<double>(decimal()) / micro_per_unit;  // the quotient of whole numbers, the same everywhere
}

Money SettingValue::price() const {
  check(setting_->type == Type::price || setting_->type == Type::dated_price, "the setting is a price");
  return Money{decimal()};
}

Section SettingValue::section() const {
  check(given() && (setting_->type == Type::map || setting_->type == Type::when_empty || setting_->type == Type::rate ||
                    setting_->type == Type::one_or_more || setting_->type == Type::spans),
        "the setting is a map");
  if (node_->kind != YamlNode::Kind::map) {
    refuse_type();
  }
  return {*node_, setting_->path, path_};
}

Section::Section(const YamlNode& node, std::string_view record, std::string path)
    : node_(&node), record_(record), path_(std::move(path)) {
  const std::string where = path_.empty() ? "" : path_ + ": ";
  if (node.kind != YamlNode::Kind::map) {
    throw InputError(node.place(), where + "expected a map, found " + node.found());
  }
  const std::vector<std::string_view> keys = keys_of(record_);
  for (const YamlEntry& entry : node.entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) {
      const std::string near = did_you_mean(entry.key, keys);
      throw InputError(entry.place(), where + "unknown key " + quoted(entry.key) +
                                          (near.empty() ? "; known keys: " + quoted_list(keys) : near));
    }
  }
  for (const std::string_view key : keys) {
    const Setting& setting = *find_setting(record_, key);
    if (setting.required && node.find(key) == nullptr) {
      throw InputError(node.place(), where + "missing key '" + std::string(key) + "' (" + describe_type(setting) + ")");
    }
  }
}

void Section::refuse_missing(std::string_view key, const std::string& why) const {
  throw InputError(node_->place(), (path_.empty() ? "" : path_ + ": ") + "missing key '" + std::string(key) + "' (" +
                                       describe_type(*find_setting(record_, key)) + ")" +
                                       (why.empty() ? "" : " " + why));
}

SettingValue Section::operator[](std::string_view key) const {
  const Setting* setting = find_setting(record_, key);
  check(setting != nullptr, "every key that is read has a record");
  const YamlNode* value = node_->find(key);
  return {value, *setting, join_path(path_, key), value != nullptr ? value->place() : node_->place()};
}

}  // namespace drawdown
