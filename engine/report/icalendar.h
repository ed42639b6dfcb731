// Days to remember as an iCalendar file (RFC 5545), which calendars import: all-day events of one day.
//
//   to_icalendar({"drawdown 0.1.0", "Northwind", "20270101T050000Z"}, {{"expiry-jan@drawdown", "20270105", "jan
//   expires",
//                "1780 tokens are left.", "EXPIRY"}});
//
// The same events give the same bytes: the time stamp is the caller's. Lines end in CRLF and are folded at 75 octets,
// between letters; text is escaped. An event that is imported again takes the place of the one with its uid.
#pragma once

#include <string>
#include <vector>

namespace drawdown {

struct CalendarEvent {
  std::string uid;   // of its own in the whole world
  std::string date;  // "20270105"
  std::string title;
  std::string text;
  std::string category;
};

struct CalendarHead {
  std::string product;  // what wrote it
  std::string name;     // of the calendar
  std::string stamp;    // "20270101T050000Z": as of when the events are known
};

// At least one event: the format has no calendar without any.
[[nodiscard]] std::string to_icalendar(const CalendarHead& head, const std::vector<CalendarEvent>& events);

// As a part of a uid: what is not an ASCII letter, digit, - or _ becomes =XX, its octets in hexadecimal.
[[nodiscard]] std::string uid_part(const std::string& name);

}  // namespace drawdown
