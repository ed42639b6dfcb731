#include "engine/time/civil.h"

#include <algorithm>
#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "engine/base/check.h"
#include "engine/time/digits.h"

namespace drawdown {
namespace {

namespace gregorian = boost::gregorian;
using Calendar = gregorian::gregorian_calendar;

constexpr int first_year = 1400;  // Boost's range
constexpr int last_year = 9999;
constexpr std::int64_t boost_epoch = 2'440'588;  // Boost counts days from the Julian day 0; this one is 1970-01-01

int days_in_month(int year, int month) {
  return Calendar::end_of_month_day(static_cast<gregorian::greg_year::value_type>(year),
                                    static_cast<gregorian::greg_month::value_type>(month));
}

// The date must exist.
Day number_of(int year, int month, int day) {
  const Calendar::ymd_type date(static_cast<gregorian::greg_year::value_type>(year),
                                static_cast<gregorian::greg_month::value_type>(month),
                                static_cast<gregorian::greg_day::value_type>(day));
  return {static_cast<std::int32_t>(Calendar::day_number(date) - boost_epoch)};
}

}  // namespace

std::optional<Day> day_of(YearMonthDay date) {
  if (date.year < first_year || date.year > last_year || date.month < 1 || date.month > 12 || date.day < 1 ||
      date.day > days_in_month(date.year, date.month)) {
    return std::nullopt;
  }
  return number_of(date.year, date.month, date.day);
}

YearMonthDay date_of(Day day) {
  check(first_day <= day && day <= last_day, "a civil day lies in the years 1400 … 9999");
  const auto date = Calendar::from_day_number(static_cast<gregorian::date::date_int_type>(day.number + boost_epoch));
  return {date.year, date.month, date.day};
}

std::optional<Day> parse_day(std::string_view text) {
  Digits in(text);
  YearMonthDay date;
  if (in.number(4, date.year) && in.skip('-') && in.number(2, date.month) && in.skip('-') && in.number(2, date.day) &&
      in.at_end()) {
    return day_of(date);
  }
  return std::nullopt;
}

std::string format(Day day) {
  const YearMonthDay date = date_of(day);
  std::string text;
  append_digits(text, 4, date.year);
  text += '-';
  append_digits(text, 2, date.month);
  text += '-';
  append_digits(text, 2, date.day);
  return text;
}

// Boost's own month arithmetic takes the last day of a month to the last day of every other month (28 February to
// 31 March); ours keeps the day of the month, so it only borrows the lengths of months.
Day add_months(Day day, int months) {
  const YearMonthDay date = date_of(day);
  const std::int64_t month_number = std::int64_t{date.year} * 12 + (date.month - 1) + months;
  check(month_number >= first_year * 12 && month_number < (last_year + 1) * 12,
        "month arithmetic stays in the years 1400 … 9999");
  const int year = static_cast<int>(month_number / 12);
  const int month = static_cast<int>(month_number % 12) + 1;
  return number_of(year, month, std::min(date.day, days_in_month(year, month)));
}

int weekday(Day day) {
  const int from_thursday = day.number % 7;  // 1970-01-01 was a Thursday
  return (from_thursday + 7 + 3) % 7;
}

Day first_of_week(Day day) { return day - weekday(day); }

Day first_of_month(Day day) { return day - (date_of(day).day - 1); }

}  // namespace drawdown
