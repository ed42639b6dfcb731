#include "engine/time/time_of_day.h"

#include "engine/time/digits.h"

namespace drawdown {

std::optional<std::int32_t> parse_time_of_day(std::string_view text) {
  Digits in(text);
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!in.number(2, hour) || !in.skip(':') || !in.number(2, minute)) {
    return std::nullopt;
  }
  if (!in.at_end() && (!in.skip(':') || !in.number(2, second) || !in.at_end())) {
    return std::nullopt;
  }
  const std::int32_t seconds = (hour * 60 + minute) * 60 + second;
  return minute < 60 && second < 60 && seconds <= 86'400 ? std::optional(seconds) : std::nullopt;
}

}  // namespace drawdown
