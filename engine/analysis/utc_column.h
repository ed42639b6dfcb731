// Writes the instants of a column as `format_utc` does. Neighbours mostly share their date, so it is kept.
//
//   UtcColumn at;
//   at(charge.at);       // "2026-01-05T14:00:00Z", until the next
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/time/instant.h"

namespace drawdown {

class UtcColumn {
 public:
  // From 1970 on.
  std::string_view operator()(Instant instant) {
    const std::int64_t day = instant.seconds / seconds_per_day;
    if (day != day_) {
      day_ = day;
      text_ = format_utc({day * seconds_per_day});
    }
    const std::int64_t second = instant.seconds % seconds_per_day;
    put(11, second / 3600);
    put(14, second / 60 % 60);
    put(17, second % 60);
    return text_;
  }

 private:
  static constexpr std::int64_t seconds_per_day = 86'400;

  // Two digits at a place of "2026-01-05T14:00:00Z".
  void put(std::size_t place, std::int64_t number) {
    text_[place] = static_cast<char>('0' + number / 10);
    text_[place + 1] = static_cast<char>('0' + number % 10);
  }

  std::int64_t day_ = -1;
  std::string text_;
};

}  // namespace drawdown
