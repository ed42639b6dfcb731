#include "engine/trace/csv_rows.h"

#include <vector>

#include "engine/base/input_error.h"

namespace drawdown {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;
constexpr std::size_t row_bytes = std::size_t{1} << 20;  // as in a log of sessions

}  // namespace

void check_encoding(const std::string& file, TextBuffer& text) {
  if (text.text().starts_with("\xFF\xFE") || text.text().starts_with("\xFE\xFF")) {
    throw InputError({file}, "is in UTF-16; save it as UTF-8");
  }
  if (text.text().starts_with("\xEF\xBB\xBF")) {
    text.keep_from(3);
  }
}

bool CsvRows::more() {
  if (at_end_) {
    return false;
  }
  const bool first = next_line_ == 1 && text_.text().empty();
  text_.keep_from(used_);
  used_ = 0;
  std::vector<char> piece(piece_bytes);
  const std::size_t n = source_.read(piece.data(), piece.size());
  at_end_ = n < piece.size();
  text_.append({piece.data(), n});
  if (first) {
    check_encoding(file_, text_);
  }
  return n > 0;
}

bool CsvRows::next() {
  while (true) {
    if (used_ == text_.text().size()) {
      if (!more()) {
        return false;
      }
      continue;
    }
    row_.split(text_.text().substr(used_), at_end_, row_bytes);
    if (row_.end() == CsvRow::End::too_long) {
      throw InputError({file_}, "line " + std::to_string(next_line_) + " has more than " + std::to_string(row_bytes) +
                                    " bytes; this does not look like a CSV file");
    }
    if (row_.end() == CsvRow::End::incomplete) {
      more();
      continue;
    }
    line_ = next_line_;
    next_line_ += row_.newlines();
    used_ += row_.bytes();
    if (!row_.blank()) {
      return true;
    }
  }
}

}  // namespace drawdown
