#include "engine/report/icalendar.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/icalendar_reader.h"

using namespace drawdown;
using tests::read_icalendar;

TEST_CASE("an event is all day, and its lines are those of the format, in their order") {
  CHECK(to_icalendar({"drawdown 1", "Small", "20270101T050000Z"},
                     {{"expiry-jan@drawdown", "20270105", "jan expires", "5 left.", "expiry"}}) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//drawdown 1//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Small\r\n"
        "BEGIN:VEVENT\r\nUID:expiry-jan@drawdown\r\nDTSTAMP:20270101T050000Z\r\nDTSTART;VALUE=DATE:20270105\r\n"
        "SUMMARY:jan expires\r\nDESCRIPTION:5 left.\r\nCATEGORIES:expiry\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n");
}

TEST_CASE("text is escaped, and control characters are blanks") {
  const std::string text =
      to_icalendar({"p", "a;b", "20270101T050000Z"}, {{"u", "20270105", "a, b; c\\d", "e\nf\tg", "c"}});
  CHECK(text.find("X-WR-CALNAME:a\\;b\r\n") != std::string::npos);
  CHECK(text.find("SUMMARY:a\\, b\\; c\\\\d\r\n") != std::string::npos);
  CHECK(text.find("DESCRIPTION:e\\nf g\r\n") != std::string::npos);
  const auto events = read_icalendar(text);
  REQUIRE(events.size() == 1);
  CHECK(events[0].at("SUMMARY") == "a, b; c\\d");
  CHECK(events[0].at("DESCRIPTION") == "e\nf g");
}

TEST_CASE("lines are folded at 75 octets, and no letter is cut in two") {
  for (std::size_t length = 60; length < 250; ++length) {
    CAPTURE(length);
    for (const char* letter : {"x", "ü", "漢", "😀", ","}) {
      std::string title;
      while (title.size() < length) {
        title += letter;
      }
      const auto events =
          read_icalendar(to_icalendar({"p", "n", "20270101T050000Z"}, {{"u", "20270105", title, "", "c"}}));
      REQUIRE(events.size() == 1);
      CHECK(events[0].at("SUMMARY") == title);
    }
  }
}

TEST_CASE("octets that are no text are folded, too") {
  const std::string text =
      to_icalendar({"p", "n", "20270101T050000Z"}, {{"u", "20270105", std::string(300, '\x80'), "", "c"}});
  CHECK(text.size() < 1000);
}

TEST_CASE("names in a uid are letters, digits and octets in hexadecimal, and differ where the names do") {
  CHECK(uid_part("jan-2026_a") == "jan-2026_a");
  CHECK(uid_part("T 1") == "T=201");
  CHECK(uid_part("T=201") == "T=3D201");
  CHECK(uid_part("ü@;") == "=C3=BC=40=3B");
}
