#include "tools/drawdown/terminal/clock.h"

#include <fmt/core.h>

#include <array>
#include <cstdlib>

#include "engine/base/check.h"

namespace drawdown::program {
namespace {

// "Mon 2026-01-05".
std::string dated(Day day) {
  constexpr std::array names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return fmt::format("{} {}", names.at(static_cast<std::size_t>(weekday(day))), format(day));
}

}  // namespace

std::string offset_text(const Zone& zone, Instant instant) {
  const std::int32_t offset = zone.offset_at(instant);
  const std::int32_t minutes = std::abs(offset) / 60;
  return fmt::format("(UTC{}{:02}:{:02})", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string WallClock::local(Instant instant) const { return format_utc(instant + Duration{zone_.offset_at(instant)}); }

Day WallClock::day(Instant instant) const {
  const auto day = parse_day(local(instant).substr(0, 10));
  check(day.has_value(), "a date is a day");
  return *day;
}

std::string WallClock::date(Instant instant) const {
  return fmt::format("{} {}", dated(day(instant)), offset_text(zone_, instant));
}

std::string WallClock::time(Instant instant) const {
  const std::string text = local(instant);
  return text.substr(11, text.substr(17, 2) == "00" ? 5 : 8);
}

std::string WallClock::full(Instant instant) const {
  return fmt::format("{} {} {}", dated(day(instant)), time(instant), offset_text(zone_, instant));
}

std::string WallClock::beside(Instant instant, Instant now) const {
  if (zone_.offset_at(instant) != zone_.offset_at(now)) {
    return full(instant);
  }
  const std::int32_t days = day(instant) - day(now);
  const std::string date = dated(day(instant));
  return days == 0                 ? time(instant)
         : days >= -6 && days <= 6 ? fmt::format("{} {}", date.substr(0, 3), time(instant))
                                   : fmt::format("{} {}", date, time(instant));
}

}  // namespace drawdown::program
