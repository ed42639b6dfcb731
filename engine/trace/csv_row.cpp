#include "engine/trace/csv_row.h"

#include <algorithm>

namespace drawdown {
namespace {

std::size_t length(const char* begin, const char* end) { return static_cast<std::size_t>(end - begin); }

std::string_view without_return(std::string_view text) {
  return !text.empty() && text.back() == '\r' ? text.substr(0, text.size() - 1) : text;
}

// Whether a line ends at p, as LF or CRLF, or as the CR that ends a file.
bool line_ends(const char* p, const char* end) {
  return p == end || *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] == '\n'));
}

}  // namespace

void CsvRow::split(std::string_view text, bool at_end, std::size_t limit) {
  fields_.clear();
  unescaped_.clear();
  unescaped_text_.clear();
  defect_ = Defect::none;
  open_quote_ = false;
  const char* const begin = text.data();
  // One byte beyond the limit is enough to see that it is exceeded.
  const bool cut = text.size() > limit + 1;
  const char* const end = cut ? begin + limit + 1 : begin + text.size();
  const char* p = begin;
  while (true) {
    p = p != end && *p == '"' ? quoted_field(p + 1, end) : plain_field(p, end, p);
    if (p == end) {
      break;
    }
    if (*p++ == '\n') {
      finish(begin, p - 1, p);
      return;
    }
  }
  if (text.size() > limit || (open_quote_ && at_end)) {
    give_up(text, limit);
  } else if (at_end) {
    finish(begin, end, end);
  } else {
    end_ = End::incomplete;
  }
}

// Reads from behind the opening quote; returns the comma or newline behind the field, or `end`.
const char* CsvRow::quoted_field(const char* p, const char* end) {
  const char* piece = p;  // what has not been copied yet
  const std::size_t copied_from = unescaped_text_.text().size();
  const char* const begin = p;
  while (true) {
    p = std::find(p, end, '"');
    if (p == end) {
      open_quote_ = true;
      return end;
    }
    if (p + 1 == end || p[1] != '"') {
      break;
    }
    unescaped_text_.append({piece, length(piece, p + 1)});
    p += 2;
    piece = p;
  }
  if (piece != begin) {
    unescaped_text_.append({piece, length(piece, p)});
    unescaped_.push_back({fields_.size(), copied_from, unescaped_text_.text().size() - copied_from});
  }
  fields_.emplace_back(begin, length(begin, p));
  ++p;
  if (p != end && *p != ',' && !line_ends(p, end)) {
    defect_ = defect_ == Defect::none ? Defect::text_after_quote : defect_;
  }
  return std::find_if(p, end, [](char c) { return c == ',' || c == '\n'; });
}

const char* CsvRow::plain_field(const char* p, const char* end, const char* begin) {
  for (; p != end && *p != ',' && *p != '\n'; ++p) {
    if (*p == '"' && defect_ == Defect::none) {
      defect_ = Defect::stray_quote;
    }
  }
  std::string_view field(begin, length(begin, p));
  fields_.push_back(line_ends(p, end) ? without_return(field) : field);
  return p;
}

void CsvRow::finish(const char* row_begin, const char* row_end, const char* next) {
  for (const Unescaped& field : unescaped_) {
    fields_[field.field] = unescaped_text_.text().substr(field.begin, field.size);
  }
  end_ = End::row;
  line_ = without_return({row_begin, length(row_begin, row_end)});
  bytes_ = length(row_begin, next);
  newlines_ = static_cast<std::uint64_t>(std::count(row_begin, next, '\n'));
}

// The row runs over the limit, or over the end of the file inside quotes. If it has several lines, a quote is to blame.
void CsvRow::give_up(std::string_view text, std::size_t limit) {
  const std::string_view seen = text.substr(0, limit + 1);
  const std::size_t newline = seen.find('\n');
  if (newline != std::string_view::npos) {
    finish(text.data(), text.data() + newline, text.data() + newline + 1);
  } else if (text.size() > limit) {
    end_ = End::too_long;
  } else {
    finish(text.data(), text.data() + text.size(), text.data() + text.size());
  }
  defect_ = Defect::unclosed_quote;
}

}  // namespace drawdown
