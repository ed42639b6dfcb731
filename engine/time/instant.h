// Instants and durations: whole seconds, counted from 1970-01-01T00:00:00Z.
//
//   const Instant open = *parse_instant("2026-01-05T09:00:00-05:00", zone);
//   format_utc(open);                        // "2026-01-05T14:00:00Z"
//   open + Duration{300};                    // five minutes later
//
// Columns hold instants as 32 bits, seconds since 1970 without a sign; horizons end before 2100, so all that a
// replay meets fits. Every interval is half-open.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace drawdown {

struct Duration {
  std::int64_t seconds = 0;
  constexpr auto operator<=>(const Duration&) const = default;
};

struct Instant {
  std::int64_t seconds = 0;
  constexpr auto operator<=>(const Instant&) const = default;
  friend constexpr Instant operator+(Instant i, Duration d) { return {i.seconds + d.seconds}; }
  friend constexpr Instant operator-(Instant i, Duration d) { return {i.seconds - d.seconds}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.seconds - b.seconds}; }
};

// Later than everything.
inline constexpr Instant never{INT64_MAX / 4};

// "5m", "24h", "90s", "7d", "1h30m": whole numbers with the units d, h, m, s, largest first, each at most once; a
// plain "0" is zero. Empty if it is not one, or is longer than ten thousand years.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
// The same notation, for durations that are not negative: "5m", "24h", "1h30m", "0s"; in days only from two whole days
// on ("7d"), because a window of 24 hours is not a civil day.
[[nodiscard]] std::string format(Duration duration);

// "2026-01-05T14:00:00Z"; "never" for `never`. The instant must lie in the years 1400 … 9999.
[[nodiscard]] std::string format_utc(Instant instant);

}  // namespace drawdown
