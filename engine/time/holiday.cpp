#include "engine/time/holiday.h"

#include <algorithm>
#include <array>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <cctype>
#include <charconv>
#include <string>

#include "engine/base/check.h"

namespace drawdown {
namespace {

namespace gregorian = boost::gregorian;

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 4> ordinals{"first", "second", "third", "fourth"};

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
  Words words{""};
  for (const char c : text) {
    if (c == ' ') {
      words.emplace_back();
    } else {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return words;
}

// The place of a word; empty if it is not there.
template <std::size_t n>
std::optional<int> place_in(const std::array<std::string_view, n>& list, std::string_view word) {
  const auto found = std::find(list.begin(), list.end(), word);
  return found == list.end() ? std::nullopt : std::optional(static_cast<int>(found - list.begin()));
}

std::optional<int> number(std::string_view word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const bool is_number = error == std::errc() && end == word.data() + word.size() && value >= 0 && value <= 366;
  return is_number ? std::optional(value) : std::nullopt;
}

bool ends_with(const Words& words, const Words& end) {
  return words.size() > end.size() && std::equal(end.rbegin(), end.rend(), words.rbegin());
}

Day day_of(const gregorian::date& date) {
  const auto ymd = date.year_month_day();
  return *drawdown::day_of({ymd.year, ymd.month, ymd.day});
}

gregorian::greg_weekday boost_weekday(int weekday) {
  return gregorian::greg_weekday(static_cast<gregorian::greg_weekday::value_type>((weekday + 1) % 7));  // 0 is Sunday
}

gregorian::greg_month boost_month(int month) {
  return gregorian::greg_month(static_cast<gregorian::greg_month::value_type>(month));
}

// Of the Gregorian calendar: "A New York correspondent", Nature 13 (1876), 487, also called Meeus, Jones and Butcher.
Day easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int g = (b - (b + 8) / 25 + 1) / 3;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return *drawdown::day_of({year, n / 31, n % 31 + 1});
}

}  // namespace

std::optional<HolidayRule> HolidayRule::parse(std::string_view text) {
  HolidayRule rule;
  Words words = words_of(text);
  const auto cut = [&words](const Words& end) {
    const bool found = ends_with(words, end);
    words.resize(words.size() - (found ? end.size() : 0));
    return found;
  };
  if (cut({"or", "next", "monday"})) {
    rule.weekend_ = Weekend::next_monday;
  } else if (cut({"or", "nearest", "weekday"})) {
    rule.weekend_ = Weekend::nearest;
  }
  if (words.size() > 3 && (words[1] == "days" || words[1] == "day") && (words[2] == "before" || words[2] == "after")) {
    const std::optional<int> days = number(words[0]);
    if (!days || *days == 0) {
      return std::nullopt;
    }
    rule.shift_ = words[2] == "before" ? -*days : *days;
    words.erase(words.begin(), words.begin() + 3);
  }
  // A day of a month that exists in some year.
  const auto date = [&rule, &words](std::size_t at) {
    const std::optional<int> day = number(words[at]);
    const std::optional<int> month = place_in(months, words[at + 1]);
    rule.date_ = day.value_or(0);
    rule.month_ = month.value_or(0) + 1;
    return month && drawdown::day_of({2000, rule.month_, rule.date_}).has_value();
  };
  const std::optional<int> weekday = words.size() > 1 ? place_in(weekdays, words[1]) : std::nullopt;
  rule.weekday_ = weekday.value_or(0);
  if (words.size() == 1 && words[0] == "easter") {
    rule.base_ = Base::easter;
    return rule;
  }
  if (words.size() == 1) {
    const std::optional<Day> day = parse_day(words[0]);
    rule.base_ = Base::one_day;
    rule.day_ = day.value_or(Day{});
    return day ? std::optional(rule) : std::nullopt;
  }
  if (words.size() == 2) {
    rule.base_ = Base::date;
    return date(0) ? std::optional(rule) : std::nullopt;
  }
  if (words.size() == 4 && weekday && words[2] == "of") {
    const std::optional<int> nth = place_in(ordinals, words[0]);
    const std::optional<int> month = place_in(months, words[3]);
    rule.base_ = words[0] == "last" ? Base::last : Base::nth;
    rule.nth_ = nth.value_or(0) + 1;
    rule.month_ = month.value_or(0) + 1;
    return month && (nth || rule.base_ == Base::last) ? std::optional(rule) : std::nullopt;
  }
  if (words.size() == 5 && weekday && date(3)) {
    const bool before = words[0] == "last" && words[2] == "before";
    rule.base_ = before ? Base::last_before : Base::first_after;
    return before || (words[0] == "first" && words[2] == "after") ? std::optional(rule) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Day> HolidayRule::base_in(int year) const {
  const auto boost_year = static_cast<gregorian::greg_year::value_type>(year);
  const std::optional<Day> date = drawdown::day_of({year, month_, date_});
  const auto boost_date = [&] {
    return gregorian::partial_date(static_cast<gregorian::greg_day::value_type>(date_), boost_month(month_))
        .get_date(boost_year);
  };
  switch (base_) {
    case Base::one_day:
      return date_of(day_).year == year ? std::optional(day_) : std::nullopt;
    case Base::date:
      return date;
    case Base::nth: {
      const auto nth = static_cast<gregorian::nth_kday_of_month::week_num>(nth_);
      return day_of(gregorian::nth_day_of_the_week_in_month(nth, boost_weekday(weekday_), boost_month(month_))
                        .get_date(boost_year));
    }
    case Base::last:
      return day_of(
          gregorian::last_day_of_the_week_in_month(boost_weekday(weekday_), boost_month(month_)).get_date(boost_year));
    case Base::last_before:
      return date ? std::optional(
                        day_of(gregorian::first_day_of_the_week_before(boost_weekday(weekday_)).get_date(boost_date())))
                  : std::nullopt;
    case Base::first_after:
      return date ? std::optional(
                        day_of(gregorian::first_day_of_the_week_after(boost_weekday(weekday_)).get_date(boost_date())))
                  : std::nullopt;
    case Base::easter:
      return easter(year);
  }
  return std::nullopt;
}

std::optional<Day> HolidayRule::in_year(int year) const {
  check(year > 1400 && year < 9999, "holidays lie in the years 1401 … 9998");
  std::optional<Day> day = base_in(year);
  if (!day) {
    return day;
  }
  *day = *day + shift_;
  const int place = weekday(*day);  // 5 Saturday, 6 Sunday
  if (place >= 5 && weekend_ != Weekend::stays) {
    *day = *day + (place == 5 && weekend_ == Weekend::nearest ? -1 : 7 - place);
  }
  return day;
}

std::vector<Day> holidays(const std::vector<HolidayRule>& rules, int first, int last) {
  std::vector<Day> days;
  for (int year = first; year <= last; ++year) {
    for (const HolidayRule& rule : rules) {
      if (const std::optional<Day> day = rule.in_year(year)) {
        days.push_back(*day);
      }
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace drawdown
