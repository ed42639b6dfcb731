// JSON. Counts and amounts are numbers, written as exact decimals and never by way of a float; a reader that wants
// them exact must keep them so.
//
//   to_json(Record{{"bought", Tokens::whole(5'000)}, {"first_denial", Cell()}});
//   // { "bought": 5000, "first_denial": null }, a key a line
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/table.h"

namespace drawdown {

// A string with its quotes. Bytes that are not UTF-8 become U+FFFD, since JSON has no way to hold them.
[[nodiscard]] std::string json_text(std::string_view text);
// The same bytes, but for those that are not UTF-8.
[[nodiscard]] std::string valid_utf8(std::string_view text);
[[nodiscard]] std::string to_json(const Cell& cell);

// An object, a key a line, and the end of the line.
[[nodiscard]] std::string to_json(const Record& record);
// The same, and after it further keys whose values are JSON already, such as tables; the record is not empty.
[[nodiscard]] std::string to_json(const Record& record, const std::vector<std::pair<std::string, std::string>>& more);
// An array of objects, a row a line, and the end of the line.
[[nodiscard]] std::string to_json(const Table& table);

}  // namespace drawdown
