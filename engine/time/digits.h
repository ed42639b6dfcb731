// Fixed-width digits, as dates and times are written: "2026-01-05" is four digits, a dash, two digits, …
//
//   Digits in("09:05");
//   in.number(2, hour) && in.skip(':') && in.number(2, minute) && in.at_end();
#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace drawdown {

// Reads a text from its front; every step says whether it could.
class Digits {
 public:
  explicit Digits(std::string_view text) : rest_(text) {}

  // Exactly `width` digits, without a sign.
  bool number(std::size_t width, int& value) {
    if (rest_.size() < width) {
      return false;
    }
    value = 0;
    for (const char c : rest_.substr(0, width)) {
      if (c < '0' || c > '9') {
        return false;
      }
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return true;
  }
  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }
  bool skip_any(char a, char b) { return skip(a) || skip(b); }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// value ≥ 0, with leading zeros up to `width`.
inline void append_digits(std::string& text, std::size_t width, int value) {
  char buffer[16];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  const auto length = static_cast<std::size_t>(end - buffer);
  text.append(width > length ? width - length : 0, '0').append(buffer, length);
}

}  // namespace drawdown
