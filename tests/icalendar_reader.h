// A strict reader of iCalendar files (RFC 5545), as far as the program writes them; whatever it does not know is a
// failed check.
//
//   read_icalendar(text)[0].at("SUMMARY");      // of the first event, without escapes; a date as "20270105"
#pragma once

#include <map>
#include <string>
#include <vector>

namespace drawdown::tests {

using CalendarProperties = std::map<std::string, std::string>;  // by name, without parameters

[[nodiscard]] std::vector<CalendarProperties> read_icalendar(const std::string& text);

}  // namespace drawdown::tests
