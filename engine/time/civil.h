// Civil days: calendar days of no zone in particular, counted from 1970-01-01 (proleptic Gregorian).
//
//   const Day bought = *parse_day("2024-02-29");
//   format(add_months(bought, 12));              // "2025-02-28": the last day of a shorter month
//   bought + 365;                                // 2025-02-28
//
// Dates and the lengths of months are Boost.Date_Time's.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace drawdown {

struct Day {
  std::int32_t number = 0;  // days since 1970-01-01
  constexpr auto operator<=>(const Day&) const = default;
  friend constexpr Day operator+(Day day, std::int32_t days) { return {day.number + days}; }
  friend constexpr Day operator-(Day day, std::int32_t days) { return {day.number - days}; }
  friend constexpr std::int32_t operator-(Day a, Day b) { return a.number - b.number; }
};

// The days that exist here: 1400-01-01 and 9999-12-31. Sums of days are not checked; what is formatted or split into
// year, month and day must lie between them, so loaders refuse lifetimes that lead out.
inline constexpr Day first_day{-208'188};
inline constexpr Day last_day{2'932'896};

struct YearMonthDay {
  int year = 1970;
  int month = 1;  // 1 … 12
  int day = 1;    // 1 … 31
};

// The day of a date that exists; empty for one that does not, or outside the years 1400 … 9999.
[[nodiscard]] std::optional<Day> day_of(YearMonthDay date);
[[nodiscard]] YearMonthDay date_of(Day day);

// "2026-01-05", exactly so; empty if it is not a date that exists.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string format(Day day);

// The same day of the month, `months` later (or earlier); the last day of a shorter month. The result must lie between
// first_day and last_day.
[[nodiscard]] Day add_months(Day day, int months);
// 0 Monday … 6 Sunday.
[[nodiscard]] int weekday(Day day);
[[nodiscard]] Day first_of_week(Day day);  // the Monday on or before it
[[nodiscard]] Day first_of_month(Day day);

}  // namespace drawdown
