// The rows of a CSV file one after the other, for files that are small beside a log of sessions.
//
//   const std::unique_ptr<ByteSource> source = open_source(path, nullptr);
//   CsvRows rows(*source, path);
//   while (rows.next()) { rows.line(); rows.row().fields(); }       // the header comes first
//
// Lines with nothing in them are no rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "engine/trace/byte_source.h"
#include "engine/trace/csv_row.h"
#include "engine/trace/text_buffer.h"

namespace drawdown {

// Leaves a byte-order mark out. Throws InputError for UTF-16.
void check_encoding(const std::string& file, TextBuffer& text);

class CsvRows {
 public:
  // The source must outlive this; `file` is what messages call it.
  CsvRows(ByteSource& source, std::string file) : source_(source), file_(std::move(file)) {}

  // Goes to the next row; false if there is none. Throws InputError for a line that is too long, or UTF-16.
  bool next();
  [[nodiscard]] const CsvRow& row() const { return row_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }  // on which the row begins; the first is 1

 private:
  bool more();

  ByteSource& source_;
  std::string file_;
  TextBuffer text_;
  std::size_t used_ = 0;  // bytes of the text
  bool at_end_ = false;
  CsvRow row_;
  std::uint64_t line_ = 1;
  std::uint64_t next_line_ = 1;
};

}  // namespace drawdown
