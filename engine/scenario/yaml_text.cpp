#include "engine/scenario/yaml_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace drawdown {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// YAML allows tab and line ends below the space, and not 127. 0x04, in particular, ends yaml-cpp's streams.
bool forbidden(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

std::string hexadecimal(unsigned char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'0', 'x', digits[c >> 4U], digits[c & 15U]};
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    return 1;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) {
    return 0;
  }
  std::uint32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80) {
      return 0;
    }
    code = code << 6U | (byte(at + i) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return overlong || surrogate || code > 0x10FFFF ? 0 : length;
}

YamlText::YamlText(std::string_view bytes, std::string source) : source_(std::move(source)), text_(bytes), lines_{0} {
  if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) {
    text_.remove_prefix(byte_order_mark.size());
  }
  for (std::size_t i = 0; i < text_.size();) {
    const auto c = static_cast<unsigned char>(text_[i]);
    const std::size_t length = utf8_length(text_, i);
    if (length == 0 || forbidden(c)) {
      const auto line = static_cast<int>(lines_.size()) - 1;
      const Place where = place(line, static_cast<int>(i - lines_.back()));
      throw InputError(where, length == 0 ? "this is not UTF-8 (byte " + hexadecimal(c) + "); save the file as UTF-8"
                                          : "the control character " + hexadecimal(c) + " may not stand in YAML");
    }
    i += length;
    if (c == '\n') {
      lines_.push_back(i);
    }
  }
}

std::string_view YamlText::from_line(int line) const {
  const bool exists = line >= 0 && static_cast<std::size_t>(line) < lines_.size();
  return exists ? text_.substr(lines_[static_cast<std::size_t>(line)]) : std::string_view();
}

Place YamlText::place(int line, int byte) const {
  if (line < 0) {
    return {source_, 0, 0};
  }
  line = std::min(line, lines() - 1);
  const std::string_view rest = from_line(line);
  const std::size_t target = std::min(static_cast<std::size_t>(std::max(byte, 0)), rest.size());
  if (last_.line != line) {
    last_ = {line, 0, 1};
  }
  // Columns count the bytes that start a character.
  const auto starts = [&](std::size_t i) { return (static_cast<unsigned char>(rest[i]) & 0xC0U) != 0x80 ? 1 : 0; };
  while (last_.byte < target) {
    last_.column += starts(last_.byte++);
  }
  while (last_.byte > target) {
    last_.column -= starts(--last_.byte);
  }
  return {source_, line + 1, last_.column};
}

bool YamlText::is_indented_by_tab(int line) const {
  const std::string_view rest = from_line(line);
  const std::size_t indent = std::min(rest.find_first_not_of(" \t"), rest.size());
  return rest.substr(0, indent).find('\t') != std::string_view::npos;
}

}  // namespace drawdown
