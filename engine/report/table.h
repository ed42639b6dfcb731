// Small results on their way out: tables and records of typed cells. The terminal, CSV and JSON all show the same ones.
//
//   Table burn({{"date", Cell::Kind::text}, {"closing", Cell::Kind::amount}});
//   burn.add({"2026-01-05", Tokens::whole(4'993)});
//   to_csv(burn);      // engine/report/csv.h
//   to_json(burn);     // engine/report/json.h
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown {

// A decimal of no unit, in millionths: a share, a factor, a mean of what its column counts.
struct NumberTag {
  static constexpr const char* name = "numbers";
};
using Number = Amount<NumberTag>;

class Cell {
 public:
  enum class Kind : std::uint8_t { nothing, text, count, amount };

  // Nothing: an empty field in CSV, null in JSON.
  Cell();
  // Elsewhere, since GCC 12 warns of members that may be uninitialised where it makes them part of other functions.
  Cell(const Cell& other);
  Cell(Cell&& other) noexcept;
  Cell& operator=(const Cell& other);
  Cell& operator=(Cell&& other) noexcept;
  ~Cell();
  // Implicit, so that a row reads as what it holds.
  Cell(std::string text) : value_(std::move(text)) {}
  Cell(std::string_view text) : value_(std::string(text)) {}
  Cell(const char* text) : value_(std::string(text)) {}
  Cell(std::uint64_t count) : value_(count) {}
  template <class Tag>
  Cell(Amount<Tag> amount) : value_(Micro{amount.micro}) {}
  template <class Value>
  Cell(const std::optional<Value>& value) : Cell(value ? Cell(*value) : Cell()) {}

  [[nodiscard]] Kind kind() const { return static_cast<Kind>(value_.index()); }
  // The text, the count or the exact decimal; empty for nothing. As people read it: no quotes, nothing escaped.
  [[nodiscard]] std::string to_text() const;

 private:
  struct Micro {
    std::int64_t value = 0;
  };
  std::variant<std::monostate, std::string, std::uint64_t, Micro> value_;  // in the order of Kind
};

class Table {
 public:
  struct Column {
    std::string name;
    Cell::Kind kind;  // of all its cells, but those that hold nothing
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void add(std::vector<Cell> row);

  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] const std::vector<std::vector<Cell>>& rows() const { return rows_; }

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

// One row whose columns are read one below the other: a summary.
using Record = std::vector<std::pair<std::string, Cell>>;

}  // namespace drawdown
