#include "tests/icalendar_reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "engine/time/civil.h"

namespace drawdown::tests {
namespace {

bool is_text(const std::string& line) {
  for (std::size_t i = 0; i < line.size();) {
    const auto lead = static_cast<unsigned char>(line[i]);
    const std::size_t more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 9;
    if (lead < 0x20 || more == 9 || i + more >= line.size()) {
      return false;
    }
    for (std::size_t k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(line[i + k]) & 0xC0U) != 0x80U) {
        return false;
      }
    }
    i += more + 1;
  }
  return true;
}

// §3.1: lines end in CRLF, have at most 75 octets, each of them whole letters, and go on behind a blank.
std::vector<std::string> unfolded(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    const std::string line = text.substr(begin, end - begin);
    CHECK(line.size() <= 75);
    CHECK_FALSE(line.empty());
    CHECK(is_text(line));
    if (line[0] == ' ') {
      REQUIRE_FALSE(lines.empty());
      lines.back() += line.substr(1);
    } else {
      lines.push_back(line);
    }
    begin = end + 2;
  }
  return lines;
}

// §3.3.11: a comma, a semicolon and a backslash stand behind a backslash, and nothing else but n does.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    CHECK(text[i] != ',');
    CHECK(text[i] != ';');
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    REQUIRE(++i < text.size());
    CHECK(std::string("\\;,n").find(text[i]) != std::string::npos);
    out += text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

bool is_date(const std::string& text) {
  return text.size() == 8 &&
         parse_day(text.substr(0, 4) + '-' + text.substr(4, 2) + '-' + text.substr(6, 2)).has_value();
}

bool is_utc(const std::string& text) {
  return text.size() == 16 && is_date(text.substr(0, 8)) && text[8] == 'T' && text[15] == 'Z' &&
         text.find_first_not_of("0123456789", 9) == 15;
}

CalendarProperties event_of(const std::vector<std::string>& lines) {
  CalendarProperties event;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    REQUIRE(colon != std::string::npos);
    const std::string name = line.substr(0, colon);
    const std::string value = line.substr(colon + 1);
    if (name == "DTSTART;VALUE=DATE") {
      CHECK(is_date(value));
    } else if (name == "DTSTAMP") {
      CHECK(is_utc(value));
    } else if (name == "TRANSP") {
      CHECK(value == "TRANSPARENT");
    } else {
      const bool known = name == "UID" || name == "SUMMARY" || name == "DESCRIPTION" || name == "CATEGORIES";
      CHECK_MESSAGE(known, name);
    }
    const bool once = event.emplace(name.substr(0, name.find(';')), unescaped(value)).second;
    CHECK(once);  // each may stand there at most once (§3.6.1), of CATEGORIES we write one
  }
  for (const char* needed : {"UID", "DTSTAMP", "DTSTART", "SUMMARY"}) {
    CHECK(event.count(needed) == 1);
  }
  return event;
}

}  // namespace

std::vector<CalendarProperties> read_icalendar(const std::string& text) {
  const std::vector<std::string> lines = unfolded(text);
  REQUIRE(lines.size() >= 6);
  CHECK(lines.front() == "BEGIN:VCALENDAR");
  CHECK(lines.back() == "END:VCALENDAR");
  std::vector<CalendarProperties> events;
  std::set<std::string> uids;
  std::set<std::string> head;
  for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
    if (lines[i] != "BEGIN:VEVENT") {
      CHECK(events.empty());  // properties of the calendar stand before its events
      CHECK(head.insert(lines[i].substr(0, lines[i].find(':'))).second);
      continue;
    }
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto end = std::find(begin, lines.end(), "END:VEVENT");
    REQUIRE(end != lines.end());
    events.push_back(event_of({begin, end}));
    CHECK(uids.insert(events.back()["UID"]).second);
    i = static_cast<std::size_t>(end - lines.begin());
  }
  CHECK(head == std::set<std::string>{"VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME"});
  CHECK_FALSE(events.empty());
  return events;
}

}  // namespace drawdown::tests
