// The text of a YAML file before it is parsed: what may stand in it, and where its characters are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/input_error.h"

namespace drawdown {

class YamlText {
 public:
  // Throws InputError if the text is not UTF-8, or holds characters that YAML forbids. A byte-order mark is skipped.
  YamlText(std::string_view bytes, std::string source);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] int lines() const { return static_cast<int>(lines_.size()); }
  // The place of a byte of a line, both from 0. Columns count characters, as editors do. A line behind the last is the
  // last.
  [[nodiscard]] Place place(int line, int byte) const;
  [[nodiscard]] bool is_indented_by_tab(int line) const;

 private:
  [[nodiscard]] std::string_view from_line(int line) const;  // to the end of the text; empty if there is no such line

  std::string source_;
  std::string_view text_;
  std::vector<std::size_t> lines_;  // where each begins

  // The place that was asked for last: the next one is mostly near it, even if a whole file is one line.
  struct Cursor {
    int line = -1;
    std::size_t byte = 0;
    int column = 1;
  };
  mutable Cursor last_;
};

// The number of bytes of the UTF-8 character at `at`; 0 if there is none that is well-formed.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t at);

}  // namespace drawdown
