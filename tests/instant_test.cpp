#include "engine/time/instant.h"

#include <doctest/doctest.h>

using namespace drawdown;

TEST_CASE("a duration is whole numbers with units, largest first, each at most once") {
  CHECK(parse_duration("5m")->seconds == 300);
  CHECK(parse_duration("24h")->seconds == 86'400);
  CHECK(parse_duration("90s")->seconds == 90);
  CHECK(parse_duration("7d")->seconds == 604'800);
  CHECK(parse_duration("365d")->seconds == 31'536'000);
  CHECK(parse_duration("1h30m")->seconds == 5'400);
  CHECK(parse_duration("1d2h3m4s")->seconds == 93'784);
  CHECK(parse_duration("1d4s")->seconds == 86'404);
  CHECK(parse_duration("0")->seconds == 0);
  CHECK(parse_duration("0s")->seconds == 0);
  CHECK(parse_duration("3652425d")->seconds == 315'569'520'000);
}

TEST_CASE("what is not a duration is refused") {
  for (const char* text : {"",
                           "5",
                           "m",
                           "m5",
                           "5M",
                           "5 m",
                           " 5m",
                           "5m ",
                           "-5m",
                           "+5m",
                           "1.5h",
                           "1,5h",
                           "30m1h",
                           "1h1h",
                           "1h30",
                           "5min",
                           "1y",
                           "12mo",
                           "00",
                           "1w",
                           "PT5M",
                           "5m0",
                           "3652426d",
                           "3652425d1s",
                           "9223372036854775808s",
                           "99999999999999999999999999d",
                           "9999999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
}

TEST_CASE("a duration is written in the notation in which it is read") {
  for (const char* text : {"0s", "1s", "59s", "1m", "5m", "1m30s", "1h", "1h30m", "1h1s", "23h59m59s", "24h", "25h",
                           "47h", "2d", "7d", "365d", "48h1s"}) {
    CAPTURE(text);
    CHECK(format(*parse_duration(text)) == text);
  }
  CHECK(format(*parse_duration("90s")) == "1m30s");
  CHECK(format(*parse_duration("90m")) == "1h30m");
  CHECK(format(*parse_duration("1d")) == "24h");
  CHECK(format(*parse_duration("48h")) == "2d");
}

TEST_CASE("an instant is written in UTC to the second, before 1970 too") {
  CHECK(format_utc(Instant{0}) == "1970-01-01T00:00:00Z");
  CHECK(format_utc(Instant{-1}) == "1969-12-31T23:59:59Z");
  CHECK(format_utc(Instant{-86'400}) == "1969-12-31T00:00:00Z");
  CHECK(format_utc(Instant{951'826'149}) == "2000-02-29T12:09:09Z");
  CHECK(format_utc(Instant{1'767'625'200}) == "2026-01-05T15:00:00Z");
  CHECK(format_utc(Instant{4'294'967'295}) == "2106-02-07T06:28:15Z");
  CHECK(format_utc(Instant{253'402'300'799}) == "9999-12-31T23:59:59Z");
}

TEST_CASE("never is later than every instant that can be written, and says so") {
  CHECK(Instant{253'402'300'799} < never);
  CHECK(never + *parse_duration("3652425d") > never);
  CHECK(format_utc(never) == "never");
}

TEST_CASE("instants differ by durations") {
  CHECK(Instant{100} + Duration{300} == Instant{400});
  CHECK(Instant{100} - Duration{300} == Instant{-200});
  CHECK(Instant{100} - Instant{300} == Duration{-200});
}
