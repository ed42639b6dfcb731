// CSV as RFC 4180 has it, but with lines that end in LF.
//
//   CsvWriter csv(rows);                                   // appends to a string
//   csv.text("Smith, J.").amount(1'500'000).end_row();     // "Smith, J.",1.5
//
// Spreadsheets run text that looks like a formula. So text that begins with = + - @, a tab or a carriage return is
// written behind an apostrophe: `=cmd` becomes `'=cmd`. Counts and amounts are written as they are, also negative ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/report/output.h"
#include "engine/report/table.h"

namespace drawdown {

class CsvWriter {
 public:
  explicit CsvWriter(std::string& out) : out_(out) {}

  CsvWriter& text(std::string_view text);
  CsvWriter& count(std::uint64_t count);
  CsvWriter& amount(std::int64_t micro);
  // Text that needs neither quotes nor an apostrophe: an instant, a date, a word of ours.
  CsvWriter& plain(std::string_view text) {
    separate();
    out_.append(text);
    return *this;
  }
  void end_row() {
    out_.push_back('\n');
    first_ = true;
  }
  // Moves what is there to the file once it is a large piece; call it after a row.
  void spill(OutputFile& file) {
    if (out_.size() >= large_piece) {
      file.write(out_);
      out_.clear();
    }
  }

 private:
  static constexpr std::size_t large_piece = std::size_t{1} << 18U;  // stays in a second-level cache

  void separate() {
    if (!first_) {
      out_.push_back(',');
    }
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;
};

// The exact decimal of so many millionths, at the end of `out`; as `format_micro`, without making a string.
void append_micro(std::string& out, std::int64_t micro);

// A header line and a line per row.
[[nodiscard]] std::string to_csv(const Table& table);

}  // namespace drawdown
