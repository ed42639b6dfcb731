// Figures side by side: blocks of labels and values, and tables.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// A heading, and below it labels with their values, which are aligned on the right.
struct Block {
  std::string heading;
  std::vector<std::pair<std::string, std::string>> lines;
};

// As many blocks beside each other as fit the screen, the others below.
[[nodiscard]] std::string side_by_side(const std::vector<Block>& blocks, const Screen& screen);

// Rows of cells; the first row is the heading, the first column is aligned on the left and cut if need be.
[[nodiscard]] std::string table_lines(std::vector<std::vector<std::string>> rows, const Screen& screen);

}  // namespace drawdown::program
