#include "engine/scenario/settings.h"

#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

using Type = SettingType;

std::string join(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

std::string format_bound(const Setting& setting, std::int64_t bound) {
  switch (setting.type) {
    case Type::duration:
    case Type::spans:
      return format(Duration{bound});
    case Type::day:
    case Type::day_list:
      return format(Day{static_cast<std::int32_t>(bound)});
    case Type::lifetime:
      return std::to_string(bound) + "d";
    case Type::count:
      return std::to_string(bound);
    default:
      return format_micro(bound);
  }
}

bool has_bounds(Type type) {
  return type == Type::duration || type == Type::day || type == Type::day_list || type == Type::price_list ||
         type == Type::lifetime || type == Type::tokens || type == Type::price || type == Type::rate ||
         type == Type::percent || type == Type::share || type == Type::count || type == Type::dated_price ||
         type == Type::by_month || type == Type::number || type == Type::by_weekday || type == Type::spans;
}

}  // namespace

std::string_view Setting::key() const {
  if (path.ends_with("[]")) {
    return path.substr(path.size() - 2);
  }
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

std::string_view Setting::parent() const {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

const Setting* find_setting(std::string_view path) {
  for (const Setting& setting : all_settings()) {
    if (setting.path == path) {
      return &setting;
    }
  }
  return nullptr;
}

const Setting* find_setting(std::string_view parent, std::string_view key) {
  for (const Setting& setting : all_settings()) {
    if (setting.key() == key && setting.parent() == parent) {
      return &setting;
    }
  }
  return nullptr;
}

std::vector<std::string_view> keys_of(std::string_view parent) {
  std::vector<std::string_view> keys;
  for (const Setting& setting : all_settings()) {
    if (setting.parent() == parent) {
      keys.push_back(setting.key());
    }
  }
  return keys;
}

std::string describe_type(const Setting& setting) {
  switch (setting.type) {
    case Type::text:
    case Type::name:
      return "text";
    case Type::file:
      return "a path";
    case Type::zone:
      return "a time zone such as America/New_York";
    case Type::clock_zone:
      return "server, user, or a time zone such as America/New_York";
    case Type::day:
      return "a day such as 2026-01-05";
    case Type::day_list:
      return "a list of days such as [2026-01-05, 2026-07-01]";
    case Type::duration:
      return "a duration such as 5m, 24h or 1h30m";
    case Type::lifetime:
      return "a lifetime such as 365d, 12mo or 1y";
    case Type::tokens:
      return "a number of tokens such as 5000 or 0.5";
    case Type::signed_tokens:
      return "a number of tokens such as 100 or -40";
    case Type::token_list:
      return "a list of numbers of tokens such as [5000, 4000]";
    case Type::by_month:
      return "a number such as 12.5, or a list of twelve, one for each month from January";
    case Type::number:
      return "a number such as 1.5";
    case Type::by_weekday:
      return "a list of seven numbers, one for each day from Monday";
    case Type::times:
      return "a time of day such as 09:00, or a list of them";
    case Type::spans:
      return "a duration such as 90m, a list of them, or {median: 1h, p90: 4h}";
    case Type::holidays:
      return "a list of days and rules such as [2026-02-17, 25 December, fourth Thursday of November]";
    case Type::price:
      return "a price such as 2.40";
    case Type::price_list:
      return "a price such as 60000, or a list of them";
    case Type::dated_price:
      return "a price such as 2310, or a list of {from: DAY, price: PRICE}";
    case Type::percent:
      return "a percentage such as 30 or 2.5";
    case Type::change:
      return "a percentage such as 5 or -2.5";
    case Type::count:
      return "a whole number such as 4";
    case Type::yes_no:
      return "true or false";
    case Type::choice:
      return join(setting.choices, " or ");
    case Type::choices:
      return "a list of " + join(setting.choices, " or ");
    case Type::name_list:
      return "a list of names";
    case Type::share:
      return "a share such as 0.98";
    case Type::sizes:
      return "a list of sizes such as [4000, 5000], or a range such as 4000..8000/500";
    case Type::comparisons:
      return "a list of comparisons such as [written_off <= 500, denied_sessions == 0]";
    case Type::rate:
      return "a number of tokens such as 7, {tokens: 1, per: 10}, or a list of {from: DAY, tokens: NUMBER}";
    case Type::when_empty:
      return join(setting.choices, ", ") + " or {retry: DURATION}";
    case Type::map:
      return setting.shorthand.empty() ? "a map" : "a word or a map";
    case Type::list:
      return "a list of maps";
    case Type::one_or_more:
      return "a map, or a list of maps";
    case Type::names:
      return "a map";
    case Type::changes:
      return "a map of changes such as {rules.grace: 0s}";
    case Type::values:
      return "a list of values such as [0s, 5m]";
  }
  return "";
}

std::string describe_bounds(const Setting& setting) {
  if (!has_bounds(setting.type)) {
    return "";
  }
  const std::string most = format_bound(setting, setting.most);
  if (setting.type == Type::day || setting.type == Type::day_list || setting.least > 1) {
    return format_bound(setting, setting.least) + " … " + most;
  }
  return (setting.least > 0 ? "more than 0, at most " : "0 … ") + most;
}

}  // namespace drawdown
