#include "engine/time/digits.h"
#include "engine/time/zone.h"

namespace drawdown {
namespace {

constexpr std::int64_t last_unix_second = 253'402'300'799;  // 9999-12-31T23:59:59Z

std::optional<ParsedInstant> parse_unix_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    seconds = seconds * 10 + (c - '0');
    if (seconds > last_unix_second) {
      return std::nullopt;
    }
  }
  return ParsedInstant{Instant{seconds}, InstantForm::unix_seconds, Zone::Clock::plain};
}

// "09:00" or "09:00:30", as seconds of the day.
bool parse_clock(Digits& in, std::int32_t& seconds_of_day) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!in.number(2, hour) || !in.skip(':') || !in.number(2, minute) || (in.skip(':') && !in.number(2, second))) {
    return false;
  }
  seconds_of_day = (hour * 60 + minute) * 60 + second;
  return hour <= 23 && minute <= 59 && second <= 59;
}

// "+05:30" or "-05:00", as seconds east of UTC.
bool parse_offset(Digits& in, std::int64_t& east) {
  const bool west_of_utc = in.skip('-');
  int hours = 0;
  int minutes = 0;
  if ((!west_of_utc && !in.skip('+')) || !in.number(2, hours) || !in.skip(':') || !in.number(2, minutes)) {
    return false;
  }
  east = (hours * 60 + minutes) * 60;
  east = west_of_utc ? -east : east;
  return hours <= 23 && minutes <= 59;
}

}  // namespace

std::optional<ParsedInstant> parse_instant(std::string_view text, const Zone& zone) {
  constexpr std::size_t date_length = 10;
  if (text.empty()) {
    return std::nullopt;
  }
  if (text.find_first_not_of("0123456789") == std::string_view::npos) {
    return parse_unix_seconds(text);
  }
  const std::optional<Day> day = parse_day(text.substr(0, date_length));
  if (!day) {
    return std::nullopt;
  }
  Digits in(text.substr(date_length));
  std::int32_t seconds_of_day = 0;
  if (!(in.skip(' ') || in.skip_any('T', 't')) || !parse_clock(in, seconds_of_day)) {
    return std::nullopt;
  }
  if (in.at_end()) {
    const Zone::Local local = zone.instant_of(*day, seconds_of_day);
    return ParsedInstant{local.instant, InstantForm::local, local.clock};
  }
  const bool utc = in.skip_any('Z', 'z');
  std::int64_t east = 0;
  if ((!utc && !parse_offset(in, east)) || !in.at_end()) {
    return std::nullopt;
  }
  const Instant instant{std::int64_t{day->number} * 86'400 + seconds_of_day - east};
  return ParsedInstant{instant, utc ? InstantForm::utc : InstantForm::offset, Zone::Clock::plain};
}

}  // namespace drawdown
