#include "engine/report/table.h"

#include "engine/base/check.h"

namespace drawdown {

Cell::Cell() = default;
Cell::Cell(const Cell& other) = default;
Cell::Cell(Cell&& other) noexcept = default;
Cell& Cell::operator=(const Cell& other) = default;
Cell& Cell::operator=(Cell&& other) noexcept = default;
Cell::~Cell() = default;

std::string Cell::to_text() const {
  switch (kind()) {
    case Kind::text:
      return std::get<std::string>(value_);
    case Kind::count:
      return std::to_string(std::get<std::uint64_t>(value_));
    case Kind::amount:
      return format_micro(std::get<Micro>(value_).value);
    case Kind::nothing:
      break;
  }
  return "";
}

void Table::add(std::vector<Cell> row) {
  check(row.size() == columns_.size(), "a row of a table has a cell for every column");
  for (std::size_t i = 0; i < row.size(); ++i) {
    check(row[i].kind() == columns_[i].kind || row[i].kind() == Cell::Kind::nothing,
          "a cell of a table is of its column's kind");
  }
  rows_.push_back(std::move(row));
}

}  // namespace drawdown
