// A CSV file that is small beside a log of sessions: columns by name, and what makes a row bad whatever it is about.
//
//   SmallFile file(source, path, columns, "user, product and time are needed");
//   file.read(skip_bad_rows, rejected, [&] { return why_bad(file.text(user)); }, [&] { keep(file.text(user)); });
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/trace/byte_source.h"
#include "engine/trace/csv_rows.h"
#include "engine/trace/header.h"
#include "engine/trace/read.h"

namespace drawdown {

class SmallFile {
 public:
  // Reads the header. `columns`: what is looked for; `needs`: what messages say of the required ones. All must outlive
  // this. Throws InputError.
  SmallFile(ByteSource& source, std::string path, std::span<const WantedColumn> columns, const std::string& needs);

  // Of the current row: what stands in a wanted column; empty if the file has no such column.
  [[nodiscard]] std::string_view text(std::size_t column) const {
    return places_[column] == Header::absent ? std::string_view() : rows_.row().fields()[places_[column]];
  }
  [[nodiscard]] std::uint64_t line() const { return rows_.line(); }

  // All columns, as the header names them; and what stands in one of them, empty if the row is too short for that.
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] std::string_view at(std::size_t place) const {
    return place < rows_.row().fields().size() ? rows_.row().fields()[place] : std::string_view();
  }

  // Goes through all rows, and returns how many there are. `judge()` is the reason why a row is bad, empty if it is
  // not; `keep()` is called for good ones. Bad ones are listed in `rejected`; unless they are to be skipped, throws
  // InputError with the first.
  template <class Judge, class Keep>
  std::uint64_t read(bool skip_bad_rows, std::vector<BadRow>& rejected, Judge judge, Keep keep) {
    RowCounts counts;
    while (rows_.next()) {
      ++counts.rows;
      std::string reason = why_bad_shape();
      reason = reason.empty() ? judge() : std::move(reason);
      if (reason.empty()) {
        keep();
        continue;
      }
      ++counts.bad;
      if (skip_bad_rows || rejected.size() < most_shown) {
        rejected.push_back({rows_.line(), std::move(reason), std::string(rows_.row().line())});
      }
    }
    if (counts.bad > 0 && !skip_bad_rows) {
      refuse_rows(path_, counts, rejected);
    }
    return counts.rows;
  }

 private:
  static constexpr std::size_t most_shown = 10;

  [[nodiscard]] std::string why_bad_shape() const;

  std::string path_;
  std::span<const WantedColumn> columns_;
  CsvRows rows_;
  std::vector<std::size_t> places_;
  std::vector<std::string> header_;
};

}  // namespace drawdown
