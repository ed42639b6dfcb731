#include "engine/time/holiday.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/time/time_of_day.h"

using namespace drawdown;

namespace {

std::string day(const char* rule, int year) {
  const auto parsed = HolidayRule::parse(rule);
  REQUIRE_MESSAGE(parsed.has_value(), rule);
  const auto found = parsed->in_year(year);
  return found ? format(*found) : "none";
}

}  // namespace

TEST_CASE("a holiday is a day, a date, or a rule of weeks") {
  CHECK(day("2026-02-17", 2026) == "2026-02-17");
  CHECK(day("2026-02-17", 2027) == "none");
  CHECK(day("25 December", 2026) == "2026-12-25");
  CHECK(day("29 February", 2028) == "2028-02-29");
  CHECK(day("29 February", 2026) == "none");
  CHECK(day("fourth Thursday of November", 2026) == "2026-11-26");  // Thanksgiving
  CHECK(day("first Monday of September", 2026) == "2026-09-07");
  CHECK(day("second Sunday of March", 2026) == "2026-03-08");
  CHECK(day("third Monday of January", 2026) == "2026-01-19");
  CHECK(day("last Monday of May", 2026) == "2026-05-25");
  CHECK(day("last Sunday of May", 2026) == "2026-05-31");
  CHECK(day("last Monday before 25 May", 2026) == "2026-05-18");  // Victoria Day: the 25th itself is a Monday
  CHECK(day("first Saturday after 20 June", 2026) == "2026-06-27");
  CHECK(day("first Saturday after 19 June", 2026) == "2026-06-20");
}

TEST_CASE("Easter and the days around it are those of the almanacs") {
  CHECK(day("Easter", 1818) == "1818-03-22");  // the earliest there is
  CHECK(day("Easter", 1943) == "1943-04-25");  // the latest
  CHECK(day("Easter", 2000) == "2000-04-23");
  CHECK(day("Easter", 2024) == "2024-03-31");
  CHECK(day("Easter", 2026) == "2026-04-05");
  CHECK(day("2 days before Easter", 2026) == "2026-04-03");
  CHECK(day("1 day after Easter", 2026) == "2026-04-06");
  CHECK(day("39 days after Easter", 2026) == "2026-05-14");
  CHECK(day("1 day after fourth Thursday of November", 2026) == "2026-11-27");
}

TEST_CASE("a weekend gives way to the Monday after it, or to the nearest weekday") {
  CHECK(day("4 July", 2026) == "2026-07-04");                     // a Saturday
  CHECK(day("4 July or nearest weekday", 2026) == "2026-07-03");  // the Friday
  CHECK(day("4 July or next Monday", 2026) == "2026-07-06");
  CHECK(day("4 July or nearest weekday", 2027) == "2027-07-05");  // a Sunday
  CHECK(day("4 July or nearest weekday", 2028) == "2028-07-04");  // a Tuesday
  CHECK(day("1 January or nearest weekday", 2028) == "2027-12-31");
  CHECK(
      holidays({*HolidayRule::parse("1 January or nearest weekday"), *HolidayRule::parse("31 December")}, 2027, 2028) ==
      std::vector<Day>{*parse_day("2027-01-01"), *parse_day("2027-12-31"), *parse_day("2028-12-31")});
}

TEST_CASE("upper and lower case do not matter to a holiday; anything else does") {
  CHECK(HolidayRule::parse("LAST monday Of may").has_value());
  for (const char* text : {"",
                           "Christmas",
                           "31 June",
                           "0 May",
                           "fifth Monday of May",
                           "fourth Thursday in November",
                           "December 25",
                           "fourth  Thursday of November",
                           " Easter",
                           "Easter ",
                           "2 days Easter",
                           "0 days before Easter",
                           "2026-02-30",
                           "last Monday after 25 May",
                           "first Monday before 25 May",
                           "25 December or Monday",
                           "or next Monday",
                           "2 days before",
                           "last Monday before 31 June",
                           "1e1 December",
                           "-2 days after Easter"}) {
    CAPTURE(text);
    CHECK_FALSE(HolidayRule::parse(text).has_value());
  }
}

TEST_CASE("times of day are hours and minutes, perhaps seconds, up to midnight") {
  CHECK(*parse_time_of_day("09:00") == 32'400);
  CHECK(*parse_time_of_day("23:59:59") == 86'399);
  CHECK(*parse_time_of_day("24:00") == 86'400);
  for (const char* text : {"", "9:00", "24:01", "09:60", "09:00:60", "09:00:", "0900", "09:00 ", "noon"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}
