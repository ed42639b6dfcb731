#include "engine/time/instant.h"

#include <iterator>

#include "engine/base/check.h"
#include "engine/time/civil.h"
#include "engine/time/digits.h"

namespace drawdown {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr Unit units[] = {{'d', seconds_per_day}, {'h', 3600}, {'m', 60}, {'s', 1}};

// Ten thousand years: no sum of such a duration and an instant of ours leaves 64 bits.
constexpr std::int64_t longest = 3'652'425 * seconds_per_day;

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  if (text == "0") {
    return Duration{};
  }
  std::int64_t total = 0;
  std::int64_t number = -1;  // −1: no digit since the last unit
  std::size_t next_unit = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      number = (number < 0 ? 0 : number) * 10 + (c - '0');
      if (number > longest) {
        return std::nullopt;
      }
      continue;
    }
    while (next_unit < std::size(units) && units[next_unit].letter != c) {
      ++next_unit;
    }
    if (number < 0 || next_unit == std::size(units) || number > longest / units[next_unit].seconds) {
      return std::nullopt;
    }
    total += number * units[next_unit].seconds;
    number = -1;
    ++next_unit;
  }
  if (text.empty() || number >= 0 || total > longest) {
    return std::nullopt;
  }
  return Duration{total};
}

std::string format(Duration duration) {
  check(duration.seconds >= 0, "only durations that are not negative are written");
  std::int64_t rest = duration.seconds;
  if (rest >= 2 * seconds_per_day && rest % seconds_per_day == 0) {
    return std::to_string(rest / seconds_per_day) + 'd';
  }
  std::string text;
  for (const Unit& unit : units) {
    if (unit.letter != 'd' && rest >= unit.seconds) {
      text += std::to_string(rest / unit.seconds) + unit.letter;
      rest %= unit.seconds;
    }
  }
  return text.empty() ? "0s" : text;
}

std::string format_utc(Instant instant) {
  if (instant == never) {
    return "never";
  }
  std::int64_t days = instant.seconds / seconds_per_day;
  std::int64_t seconds = instant.seconds % seconds_per_day;
  if (seconds < 0) {
    seconds += seconds_per_day;
    --days;
  }
  check(first_day.number <= days && days <= last_day.number,
        "an instant that is written lies in the years 1400 … 9999");
  const int of_day = static_cast<int>(seconds);
  std::string text = format(Day{static_cast<std::int32_t>(days)});
  text += 'T';
  append_digits(text, 2, of_day / 3600);
  text += ':';
  append_digits(text, 2, of_day / 60 % 60);
  text += ':';
  append_digits(text, 2, of_day % 60);
  text += 'Z';
  return text;
}

}  // namespace drawdown
