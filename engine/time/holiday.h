// Holidays, as rules that give a day for each year.
//
//   const HolidayRule rule = *HolidayRule::parse("fourth Thursday of November");
//   rule.in_year(2026);                              // 2026-11-26
//
//   2026-02-17                                       a day of one year
//   25 December                                      the same date each year
//   fourth Thursday of November, last Monday of May  first to fourth, or last
//   last Monday before 25 May                        the day itself is not before it
//   first Saturday after 20 June                     nor after it
//   Easter                                           Easter Sunday (Gregorian)
//   2 days before Easter                             days before or after any of these
//   25 December or next Monday                       a Saturday or Sunday gives way to the Monday after it
//   4 July or nearest weekday                        a Saturday to the Friday before it, a Sunday to the Monday
//
// The rules of weeks are Boost.Date_Time's generators.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/time/civil.h"

namespace drawdown {

class HolidayRule {
 public:
  // Empty if the text is no rule. Upper and lower case do not matter.
  [[nodiscard]] static std::optional<HolidayRule> parse(std::string_view text);

  // Empty if the rule gives no day for the year: a day of another one, a 29 February. Days before or after the rule's
  // base may lie in a year next to it. The year lies between 1401 and 9998.
  [[nodiscard]] std::optional<Day> in_year(int year) const;

 private:
  enum class Base : std::uint8_t { one_day, date, nth, last, last_before, first_after, easter };
  enum class Weekend : std::uint8_t { stays, next_monday, nearest };

  [[nodiscard]] std::optional<Day> base_in(int year) const;

  Base base_ = Base::easter;
  Day day_;          // of one_day
  int month_ = 1;    // of the others but Easter
  int date_ = 1;     // day of the month: of date, last_before, first_after
  int weekday_ = 0;  // 0 Monday … 6 Sunday
  int nth_ = 1;      // 1 … 4
  std::int32_t shift_ = 0;
  Weekend weekend_ = Weekend::stays;
};

// The days that the rules give for the years `first` … `last`, both included; ascending, each once.
[[nodiscard]] std::vector<Day> holidays(const std::vector<HolidayRule>& rules, int first, int last);

}  // namespace drawdown
