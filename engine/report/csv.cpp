#include "engine/report/csv.h"

#include <array>
#include <charconv>
#include <cstddef>

#include "engine/base/quantity.h"

namespace drawdown {
namespace {

// Looked up per letter: a search of the C library per field would take longer than all the rest of a row.
using Marks = std::array<bool, 256>;
constexpr Marks marks_of(std::string_view letters) {
  Marks marks{};
  for (const char letter : letters) {
    marks[static_cast<unsigned char>(letter)] = true;
  }
  return marks;
}
constexpr Marks formula = marks_of("=+-@\t\r");
constexpr Marks breaking = marks_of("\",\n\r");

bool looks_like_formula(std::string_view text) {
  return !text.empty() && formula[static_cast<unsigned char>(text.front())];
}

bool needs_quotes(std::string_view text) {
  bool found = false;
  for (const char c : text) {
    found |= breaking[static_cast<unsigned char>(c)];
  }
  return found;
}

void append_whole(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;  // 2^64 has twenty
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  out.append(digits.begin(), end);
}

}  // namespace

CsvWriter& CsvWriter::text(std::string_view text) {
  separate();
  const bool defused = looks_like_formula(text);
  if (!needs_quotes(text)) {
    if (defused) {
      out_.push_back('\'');
    }
    out_.append(text);
    return *this;
  }
  out_.append(defused ? "\"'" : "\"");
  for (const char c : text) {
    if (c == '"') {
      out_.push_back('"');
    }
    out_.push_back(c);
  }
  out_.push_back('"');
  return *this;
}

CsvWriter& CsvWriter::count(std::uint64_t count) {
  separate();
  append_whole(out_, count);
  return *this;
}

CsvWriter& CsvWriter::amount(std::int64_t micro) {
  separate();
  append_micro(out_, micro);
  return *this;
}

void append_micro(std::string& out, std::int64_t micro) {
  const auto magnitude = micro < 0 ? -static_cast<std::uint64_t>(micro) : static_cast<std::uint64_t>(micro);
  if (micro < 0) {
    out.push_back('-');
  }
  append_whole(out, magnitude / micro_per_unit);
  auto places = static_cast<std::uint32_t>(magnitude % micro_per_unit);
  if (places == 0) {
    return;  // nearly all amounts are whole
  }
  out.push_back('.');
  for (std::uint32_t scale = micro_per_unit / 10; places > 0; scale /= 10) {
    out.push_back(static_cast<char>('0' + places / scale));
    places %= scale;
  }
}

std::string to_csv(const Table& table) {
  std::string out;
  CsvWriter csv(out);
  for (const Table::Column& column : table.columns()) {
    csv.text(column.name);
  }
  csv.end_row();
  for (const std::vector<Cell>& row : table.rows()) {
    for (const Cell& cell : row) {
      if (cell.kind() == Cell::Kind::text) {
        csv.text(cell.to_text());
      } else {
        csv.plain(cell.to_text());
      }
    }
    csv.end_row();
  }
  return out;
}

}  // namespace drawdown
