// Text in columns of a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown::program {

// How many columns the text takes: letters of other scripts may take two, accents none.
[[nodiscard]] std::size_t display_width(std::string_view text);
// Filled with spaces up to `width` columns, on the right or on the left.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);
// Cut to `width` columns, with an ellipsis ("…", or "..." in ASCII) for what is left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width, bool ascii);

// Words in lines of at most `width` columns; line ends are kept. Each line ends with one.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width);
// The label, and beside it, from column `indent` on, the text, wrapped. A label that reaches the text has its own line.
[[nodiscard]] std::string hanging(std::string_view label, std::size_t indent, std::string_view text, std::size_t width);

// With spaces for control characters, except line ends where those are `lines`: names from files must not drive the
// terminal.
[[nodiscard]] std::string printable(std::string_view text, bool lines = false);

// "12345.5" as "12,345.5".
[[nodiscard]] std::string grouped(std::string_view decimal);

}  // namespace drawdown::program
