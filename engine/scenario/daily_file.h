// A CSV file of numbers by civil day: date, optionally team, and a column for each number that is asked for.
//
//   const std::vector<DailyRow> rows = read_daily_file("daily.csv", {"tokens"});
//   rows[0].day;  rows[0].team;  rows[0].numbers[0];     // in millionths
//
// A row is bad if its date is not such as 2026-01-05, or stands in the file before with the same team; if a number is
// missing, negative, has more than six decimals or exceeds a million; or for what makes any row of CSV bad.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/civil.h"

namespace drawdown {

struct DailyRow {
  Day day;
  std::string team;                   // empty if the file names none
  std::vector<std::int64_t> numbers;  // in millionths, as they were asked for
};

// In the order of the file. Throws InputError if it cannot be read, lacks a column or has bad rows.
[[nodiscard]] std::vector<DailyRow> read_daily_file(const std::string& path,
                                                    const std::vector<std::string_view>& columns);

// The same without dates and teams: a column of numbers.
[[nodiscard]] std::vector<std::int64_t> read_numbers(const std::string& path, std::string_view column);

}  // namespace drawdown
