#include "engine/report/json.h"

#include <cstddef>
#include <nlohmann/json.hpp>

namespace drawdown {

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string valid_utf8(std::string_view text) { return nlohmann::json::parse(json_text(text)).get<std::string>(); }

std::string to_json(const Cell& cell) {
  switch (cell.kind()) {
    case Cell::Kind::nothing:
      return "null";
    case Cell::Kind::text:
      return json_text(cell.to_text());
    case Cell::Kind::count:
    case Cell::Kind::amount:
      return cell.to_text();  // a plain decimal, which JSON reads as the same number
  }
  return "null";
}

std::string to_json(const Record& record) {
  std::string out = "{";
  const char* separator = "\n";
  for (const auto& [key, cell] : record) {
    out += separator;
    out += "  " + json_text(key) + ": " + to_json(cell);
    separator = ",\n";
  }
  return out + "\n}\n";
}

std::string to_json(const Record& record, const std::vector<std::pair<std::string, std::string>>& more) {
  std::string out = to_json(record);
  out.erase(out.rfind("\n}"));  // its last line; what is more goes in front of it
  for (const auto& [key, value] : more) {
    const std::size_t size = value.ends_with('\n') ? value.size() - 1 : value.size();
    out += ",\n  " + json_text(key) + ": ";
    out.append(value, 0, size);
  }
  return out + "\n}\n";
}

std::string to_json(const Table& table) {
  std::string out = "[";
  const char* row_separator = "\n";
  for (const std::vector<Cell>& row : table.rows()) {
    out += row_separator;
    out += "  {";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += (i > 0 ? ", " : "") + json_text(table.columns()[i].name) + ": " + to_json(row[i]);
    }
    out += "}";
    row_separator = ",\n";
  }
  return out + (table.rows().empty() ? "]\n" : "\n]\n");
}

}  // namespace drawdown
