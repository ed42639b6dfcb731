// One row of a CSV file, byte by byte, by the letter of RFC 4180: slow, and the last word on what a row is.
//
//   CsvRow row;
//   row.split(rest, /*at_end=*/true, 1 << 20);
//   if (row.end() == CsvRow::End::row) use(row.fields());
//   rest.remove_prefix(row.bytes());
//
// A row ends at LF or CRLF outside quotes, or where the file ends. A quoted field that is not closed within the limit,
// or at all, makes its row end with its first line, as a row with a defect: what follows may well be sound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/trace/text_buffer.h"

namespace drawdown {

class CsvRow {
 public:
  enum class End {
    row,         // fields() and defect() are those of a row
    incomplete,  // more text is needed to tell
    too_long,    // a line that exceeds the limit
  };
  enum class Defect { none, stray_quote, text_after_quote, unclosed_quote };

  // Splits the first row of `text`, which is not empty and readable for TextBuffer::padding bytes beyond its end.
  // `at_end`: nothing follows the text. No row may have more than `limit` bytes.
  void split(std::string_view text, bool at_end, std::size_t limit);

  [[nodiscard]] End end() const { return end_; }
  [[nodiscard]] Defect defect() const { return defect_; }
  // Views into the text, or into this row; good for wide loads, until the next split.
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }
  [[nodiscard]] bool blank() const { return line_.empty(); }          // a line with nothing in it is no row
  [[nodiscard]] std::string_view line() const { return line_; }       // the row as it stands, without the line's end
  [[nodiscard]] std::size_t bytes() const { return bytes_; }          // with the line's end
  [[nodiscard]] std::uint64_t newlines() const { return newlines_; }  // in these bytes

 private:
  struct Unescaped {
    std::size_t field;
    std::size_t begin;
    std::size_t size;
  };

  const char* quoted_field(const char* p, const char* end);
  const char* plain_field(const char* p, const char* end, const char* begin);
  void finish(const char* row_begin, const char* row_end, const char* next);
  void give_up(std::string_view text, std::size_t limit);

  End end_ = End::incomplete;
  Defect defect_ = Defect::none;
  bool open_quote_ = false;  // the text ended inside a quoted field
  std::vector<std::string_view> fields_;
  std::vector<Unescaped> unescaped_;
  TextBuffer unescaped_text_;  // fields with doubled quotes, without the doubles
  std::string_view line_;
  std::size_t bytes_ = 0;
  std::uint64_t newlines_ = 0;
};

}  // namespace drawdown
