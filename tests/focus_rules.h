// The rules of FOCUS 1.2 for the columns that we write, written down a second time from the specification, and read off
// a file and not off the engine's rows.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace drawdown::tests {

using FocusCells = std::map<std::string, std::string>;  // by column; an empty cell is null

// A CSV file's header and rows (RFC 4180).
struct FocusFile {
  std::vector<std::string> columns;
  std::vector<FocusCells> rows;
};
[[nodiscard]] FocusFile read_focus_file(const std::string& csv);

// What is wrong with the file, a line for each; empty if nothing is.
[[nodiscard]] std::vector<std::string> focus_errors(const FocusFile& file);

// An exact decimal in millionths of millionths.
__extension__ using Pico = __int128;
[[nodiscard]] Pico pico(const std::string& decimal);

}  // namespace drawdown::tests
