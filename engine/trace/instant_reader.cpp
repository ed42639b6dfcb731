#include "engine/trace/instant_reader.h"

#include <optional>

#include "engine/time/civil.h"

namespace drawdown {
namespace {

constexpr std::int64_t day_seconds = 86'400;

// The first second of the day, if all its local times are regular: shown once, without a jump between them.
std::optional<Instant> regular_start(const Zone& zone, Day day) {
  const Zone::Local first = zone.instant_of(day, 0);
  const Zone::Local last = zone.instant_of(day, day_seconds - 1);
  const bool regular = first.clock == Zone::Clock::plain && last.clock == Zone::Clock::plain &&
                       last.instant - first.instant == Duration{day_seconds - 1} &&
                       zone.next_change(first.instant) > last.instant;
  return regular ? std::optional(first.instant) : std::nullopt;
}

}  // namespace

bool InstantReader::look_up(const char* date, const DayCache& cache, std::uint32_t& entry) const {
  entry = irregular;
  const std::optional<Day> day = parse_day({date, 10});
  if (!day) {
    return false;
  }
  const std::optional<Instant> start =
      &cache == &local_ ? regular_start(*zone_, *day) : std::optional(Instant{day->number * day_seconds});
  if (!start || start->seconds < 0 || start->seconds > UINT32_MAX - 2) {
    return false;
  }
  entry = static_cast<std::uint32_t>(start->seconds + 2);
  return true;
}

bool InstantReader::read_any(std::string_view text, std::int64_t& seconds) const {
  const std::optional<ParsedInstant> parsed = parse_instant(text, *zone_);
  if (parsed) {
    seconds = parsed->instant.seconds;
  }
  return parsed.has_value();
}

}  // namespace drawdown
