#include "tools/drawdown/terminal/text.h"

#include <algorithm>
#include <cwchar>
#include <utility>

namespace drawdown::program {
namespace {

// The first character of a text: how many bytes it has, and its code; a byte that is not UTF-8 stands for itself.
std::pair<std::size_t, wchar_t> first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || length > text.size()) {
    return {1, static_cast<wchar_t>(lead)};
  }
  auto code = static_cast<unsigned>(lead & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {length, static_cast<wchar_t>(code)};
}

std::size_t columns(wchar_t character) {
  const int width = ::wcwidth(character);  // −1 in a locale that does not know it
  return width < 0 ? 1 : static_cast<std::size_t>(width);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [length, character] = first_character(text);
    width += columns(character);
    text.remove_prefix(length);
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(taken < width ? width - taken : 0, ' ') + std::string(text);
}

std::string shortened(std::string_view text, std::size_t width, bool ascii) {
  if (display_width(text) <= width) {
    return std::string(text);
  }
  const std::string_view ellipsis = ascii ? "..." : "…";
  const std::size_t room = width - std::min(width, display_width(ellipsis));
  std::size_t bytes = 0;
  for (std::size_t taken = 0; bytes < text.size();) {
    const auto [length, character] = first_character(text.substr(bytes));
    taken += columns(character);
    if (taken > room) {
      break;
    }
    bytes += length;
  }
  return std::string(text.substr(0, bytes)).append(ellipsis);
}

std::string wrapped(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::size_t taken = 0;
    while (!line.empty()) {
      const std::size_t space = std::min(line.find(' '), line.size());
      const std::string_view word = line.substr(0, space);
      line.remove_prefix(std::min(space + 1, line.size()));
      const std::size_t needed = display_width(word);
      if (taken > 0 && taken + 1 + needed > width) {
        out += '\n';
        taken = 0;
      } else if (taken > 0) {
        out += ' ';
        ++taken;
      }
      out += word;
      taken += needed;
    }
    out += '\n';
  }
  return out;
}

std::string hanging(std::string_view label, std::size_t indent, std::string_view text, std::size_t width) {
  std::string out(label);
  const bool own_line = display_width(label) + 1 > indent;
  std::string lines = wrapped(text, std::max<std::size_t>(width - std::min(width, indent), 20));
  bool first = !own_line;
  out += own_line ? "\n" : "";
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n') + 1;
    if (first) {
      out = padded(out, indent);
    } else {
      out.append(indent, ' ');
    }
    out += lines.substr(0, end);
    lines.erase(0, end);
    first = false;
  }
  return out;
}

std::string printable(std::string_view text, bool lines) {
  std::string out;
  while (!text.empty()) {
    const auto [length, character] = first_character(text);
    const bool control =
        character < 0x20 || (character >= 0x7F && character < 0xA0 && (length > 1 || character == 0x7F));
    if (control && !(lines && character == L'\n')) {
      out += ' ';
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string grouped(std::string_view decimal) {
  std::string out(decimal);
  const std::size_t first = out.starts_with('-') ? 1 : 0;
  for (std::size_t i = std::min(out.find('.'), out.size()); i > first + 3;) {
    i -= 3;
    out.insert(i, 1, ',');
  }
  return out;
}

}  // namespace drawdown::program
