#include "engine/time/civil.h"

#include <doctest/doctest.h>

using namespace drawdown;

TEST_CASE("days are counted from 1970-01-01") {
  CHECK(parse_day("1970-01-01")->number == 0);
  CHECK(parse_day("1969-12-31")->number == -1);
  CHECK(parse_day("2000-02-29")->number == 11'016);
  CHECK(parse_day("2026-01-05")->number == 20'458);
  CHECK(*parse_day("1400-01-01") == first_day);
  CHECK(*parse_day("9999-12-31") == last_day);
}

TEST_CASE("every day from 1400 to 9999 is written and read back, and is the day after the one before") {
  YearMonthDay before{1399, 12, 31};
  int differences = 0;
  for (Day day = first_day; day <= last_day; day = day + 1) {
    const YearMonthDay date = date_of(day);
    const bool same_month = date.year == before.year && date.month == before.month;
    const bool follows = same_month ? date.day == before.day + 1 : date.day == 1 && before.day >= 28;
    differences += day_of(date) == day && follows ? 0 : 1;
    before = date;
  }
  CHECK(differences == 0);
  CHECK(before.year == 9999);
}

TEST_CASE("a date is four digits, two and two, with dashes, and exists") {
  CHECK(format(*parse_day("2026-01-05")) == "2026-01-05");
  CHECK(format(*parse_day("2024-02-29")) == "2024-02-29");
  for (const char* text :
       {"",           "2026",        "2026-01",     "2026-1-5",    "26-01-05",    "2026-02-30", "2025-02-29",
        "2100-02-29", "2026-04-31",  "2026-00-10",  "2026-13-01",  "2026-01-00",  "2026-01-32", "2026/01/05",
        "20260105",   " 2026-01-05", "2026-01-05 ", "2026-01-05T", "+2026-01-05", "-026-01-05", "2026-01--5",
        "1399-12-31", "0000-01-01",  "10000-01-01", "2026-Jan-05"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_day(text).has_value());
  }
}

TEST_CASE("a date outside the calendar is none") {
  CHECK_FALSE(day_of({2026, 2, 29}).has_value());
  CHECK_FALSE(day_of({10'000, 1, 1}).has_value());
  CHECK_FALSE(day_of({-2026, 1, 1}).has_value());
  CHECK_FALSE(day_of({2026, -1, 1}).has_value());
  CHECK_FALSE(day_of({67'562, 1, 1}).has_value());  // 2026 again, were the year cut to 16 bits
  CHECK(day_of({2000, 2, 29}).has_value());
}

TEST_CASE("months later is the same day of the month, or the last day of a shorter one") {
  const auto later = [](const char* day, int months) { return format(add_months(*parse_day(day), months)); };
  CHECK(later("2026-01-15", 1) == "2026-02-15");
  CHECK(later("2026-01-31", 1) == "2026-02-28");
  CHECK(later("2024-01-31", 1) == "2024-02-29");
  CHECK(later("2026-01-31", 2) == "2026-03-31");
  CHECK(later("2026-03-31", 1) == "2026-04-30");
  CHECK(later("2024-02-29", 12) == "2025-02-28");
  CHECK(later("2024-02-29", 48) == "2028-02-29");
  CHECK(later("2026-10-31", 13) == "2027-11-30");
  CHECK(later("2026-12-31", 12) == "2027-12-31");
  CHECK(later("2026-01-15", 0) == "2026-01-15");
}

TEST_CASE("the last day of a short month does not become the last day of a long one") {
  CHECK(format(add_months(*parse_day("2026-02-28"), 1)) == "2026-03-28");
  CHECK(format(add_months(*parse_day("2027-02-28"), 12)) == "2028-02-28");
  CHECK(format(add_months(*parse_day("2026-04-30"), 1)) == "2026-05-30");
}

TEST_CASE("months can be taken away, across years") {
  CHECK(format(add_months(*parse_day("2026-03-31"), -1)) == "2026-02-28");
  CHECK(format(add_months(*parse_day("2026-01-31"), -2)) == "2025-11-30");
  CHECK(format(add_months(*parse_day("2026-01-15"), -25)) == "2023-12-15");
}

TEST_CASE("weeks begin on Monday, before 1970 too") {
  CHECK(weekday(*parse_day("1970-01-01")) == 3);
  CHECK(weekday(*parse_day("2026-01-05")) == 0);
  CHECK(weekday(*parse_day("2026-01-11")) == 6);
  CHECK(weekday(*parse_day("1969-12-29")) == 0);
  CHECK(weekday(*parse_day("1969-12-28")) == 6);
  CHECK(weekday(*parse_day("1945-05-08")) == 1);
  CHECK(format(first_of_week(*parse_day("2026-01-01"))) == "2025-12-29");
  CHECK(format(first_of_week(*parse_day("2026-01-05"))) == "2026-01-05");
  CHECK(format(first_of_week(*parse_day("2026-01-11"))) == "2026-01-05");
  CHECK(format(first_of_week(*parse_day("1969-12-28"))) == "1969-12-22");
}

TEST_CASE("a month begins on its first day") {
  CHECK(format(first_of_month(*parse_day("2026-02-28"))) == "2026-02-01");
  CHECK(format(first_of_month(*parse_day("2026-02-01"))) == "2026-02-01");
  CHECK(format(first_of_month(*parse_day("1968-02-29"))) == "1968-02-01");
}
