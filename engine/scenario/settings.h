// One record per setting of a scenario: what it is called, what it means, its type, bounds and default. The reader
// looks every key up here, and the manual and the program's help are written from here, so none of them can disagree.
//
//   const Setting* tokens = find_setting("pool.tranches[]", "tokens");
//   tokens->meaning;                         // "Tokens bought."
//
// In a path, [] is any item of a list and * any name: pool.tranches[].tokens, rates.*[].from.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown {

enum class SettingType {
  text,           // may be empty
  name,           // not empty
  file,           // a path
  zone,           // an IANA time zone
  clock_zone,     // server, user, or an IANA time zone
  day,            // 2026-01-05
  day_list,       // a list of them
  duration,       // 5m, 24h, 1h30m
  lifetime,       // 365d, 12mo, 1y
  tokens,         // an exact decimal with at most six places
  signed_tokens,  // likewise, but not 0, and perhaps less
  token_list,     // a list of tokens
  by_month,       // a decimal as of tokens, or a list of twelve of them
  number,         // likewise, not of tokens
  by_weekday,     // a list of seven of them
  times,          // a time of day, or a list of them
  spans,          // a duration, a list of them, or a map
  holidays,       // a list of days and of rules for them
  price,          // a decimal, of the currency
  price_list,     // a price, or a list of them
  percent,        // likewise
  dated_price,    // a price, or a list of dated steps
  change,         // likewise, and perhaps less than 0: percent more or less
  count,          // a whole number
  yes_no,         // true or false
  choice,         // one of `choices`
  choices,        // a list of them
  name_list,      // a list of names
  comparisons,    // a list of comparisons such as written_off <= 500
  share,          // an exact decimal from 0 to 1
  sizes,          // a list of sizes, or text such as 4000..8000/500
  rate,           // tokens, a map for a product that is charged per result, or a list of dated steps
  when_empty,     // one of `choices`, or a map
  map,
  list,         // of maps
  one_or_more,  // a map, or a list of maps
  names,        // a map from names that the user chooses
  changes,      // a map from paths of settings to their values
  values,       // a list of values of one setting
};

struct Setting {
  std::string_view path;
  SettingType type = SettingType::text;
  std::string_view meaning = {};  // a sentence or two
  bool required = false;
  std::string_view fallback = {};  // the value if it is missing
  std::string_view absent = {};    // what its absence means, if no value stands for that
  // Bounds, inclusive: seconds of a duration, millionths of tokens, prices and percents, days since 1970 of a day, days
  // of a lifetime.
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::span<const std::string_view> choices = {};
  std::string_view shorthand = {};  // of a map: the key that a single word in the map's place stands for
  std::string_view example = {};

  // The last part of the path: "tokens"; "*" or "[]" for items.
  [[nodiscard]] std::string_view key() const;
  // The path of the list or map that it is in; empty at the top.
  [[nodiscard]] std::string_view parent() const;
};

// All of them, in the order of the manual: a map comes before its keys.
[[nodiscard]] std::span<const Setting> all_settings();
// Null if there is none.
[[nodiscard]] const Setting* find_setting(std::string_view path);
[[nodiscard]] const Setting* find_setting(std::string_view parent, std::string_view key);
// The keys that the map at `parent` may have.
[[nodiscard]] std::vector<std::string_view> keys_of(std::string_view parent);

// In words, for messages and manuals: "a duration such as 5m, 24h or 1h30m", "more than 0s, at most 366d".
[[nodiscard]] std::string describe_type(const Setting& setting);
[[nodiscard]] std::string describe_bounds(const Setting& setting);

}  // namespace drawdown
