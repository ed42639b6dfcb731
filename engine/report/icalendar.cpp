#include "engine/report/icalendar.h"

#include <cstddef>
#include <string_view>

#include "engine/base/check.h"

namespace drawdown {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (is_control(c)) {
      out += ' ';
    } else {
      if (c == '\\' || c == ';' || c == ',') {
        out += '\\';
      }
      out += c;
    }
  }
  return out;
}

// A content line: at most 75 octets, and what is longer goes on behind a space. No letter is cut in two.
void append_line(std::string& out, std::string line) {
  constexpr std::size_t most = 75;
  for (std::size_t room = most; line.size() > room; room = most - 1) {
    std::size_t cut = room;
    while (cut > room - 3 && is_continuation(line[cut])) {  // a letter has at most four octets
      --cut;
    }
    out.append(line, 0, cut).append("\r\n ");
    line.erase(0, cut);
  }
  out.append(line).append("\r\n");
}

}  // namespace

std::string to_icalendar(const CalendarHead& head, const std::vector<CalendarEvent>& events) {
  check(!events.empty(), "a calendar has an event");
  std::string out;
  append_line(out, "BEGIN:VCALENDAR");
  append_line(out, "VERSION:2.0");
  append_line(out, "PRODID:-//" + escaped(head.product) + "//EN");
  append_line(out, "CALSCALE:GREGORIAN");
  append_line(out, "X-WR-CALNAME:" + escaped(head.name));
  for (const CalendarEvent& event : events) {
    append_line(out, "BEGIN:VEVENT");
    append_line(out, "UID:" + escaped(event.uid));
    append_line(out, "DTSTAMP:" + head.stamp);
    append_line(out, "DTSTART;VALUE=DATE:" + event.date);
    append_line(out, "SUMMARY:" + escaped(event.title));
    append_line(out, "DESCRIPTION:" + escaped(event.text));
    append_line(out, "CATEGORIES:" + escaped(event.category));
    append_line(out, "TRANSP:TRANSPARENT");
    append_line(out, "END:VEVENT");
  }
  append_line(out, "END:VCALENDAR");
  return out;
}

std::string uid_part(const std::string& name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (plain) {
      out += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      out += '=';
      out += digits[octet >> 4U];
      out += digits[octet & 15U];
    }
  }
  return out;
}

}  // namespace drawdown
