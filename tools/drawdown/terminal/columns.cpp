#include "tools/drawdown/terminal/columns.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

struct Widths {
  std::size_t label = 0;
  std::size_t value = 0;
  [[nodiscard]] std::size_t all() const { return label + 2 + value; }
};

Widths widths_of(const Block& block) {
  Widths widths;
  for (const auto& [label, value] : block.lines) {
    widths.label = std::max(widths.label, display_width(label));
    widths.value = std::max(widths.value, display_width(value));
  }
  const std::size_t heading = display_width(block.heading);
  widths.value += heading > widths.all() ? heading - widths.all() : 0;
  return widths;
}

void strip_end(std::string& line) {
  while (line.ends_with(' ')) {
    line.pop_back();
  }
}

// The columns of a table row: a blank before it, and two between its cells.
std::size_t taken(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), std::size_t{1}) + 2 * (widths.size() - 1);
}

std::string row_of_blocks(std::span<const Block> blocks, std::size_t gap, const Screen& screen) {
  std::size_t height = 0;
  std::string out;
  for (const Block& block : blocks) {
    height = std::max(height, block.lines.size());
    out += out.empty() ? " " : std::string(gap, ' ');
    out.append(screen.palette.title).append(padded(block.heading, widths_of(block).all())).append(screen.palette.reset);
  }
  strip_end(out);
  out += "\n";
  for (std::size_t i = 0; i < height; ++i) {
    std::string line;
    for (const Block& block : blocks) {
      const Widths widths = widths_of(block);
      line += line.empty() ? " " : std::string(gap, ' ');
      if (i < block.lines.size()) {
        const auto& [label, value] = block.lines[i];
        line.append(screen.palette.faint).append(padded(label, widths.label)).append(screen.palette.reset);
        line += right_aligned(value, widths.all() - widths.label);
      } else {
        line += std::string(widths.all(), ' ');
      }
    }
    strip_end(line);
    out += line + "\n";
  }
  return out;
}

}  // namespace

std::string side_by_side(const std::vector<Block>& blocks, const Screen& screen) {
  constexpr std::size_t least_gap = 4;
  constexpr std::size_t most_gap = 8;
  std::string out;
  for (std::size_t first = 0; first < blocks.size();) {
    std::size_t taken = 1 + widths_of(blocks[first]).all();
    std::size_t last = first + 1;
    while (last < blocks.size() && taken + least_gap + widths_of(blocks[last]).all() < screen.width) {
      taken += least_gap + widths_of(blocks[last]).all();
      ++last;
    }
    const std::size_t gaps = last - first - 1;
    const std::size_t spare = gaps > 0 && taken + 1 < screen.width ? (screen.width - 1 - taken) / gaps : 0;
    out += first > 0 ? "\n" : "";
    out += row_of_blocks(std::span(blocks).subspan(first, last - first), std::min(most_gap, least_gap + spare), screen);
    first = last;
  }
  return out;
}

std::string table_lines(std::vector<std::vector<std::string>> rows, const Screen& screen) {
  constexpr std::size_t longest_name = 24;
  std::vector<std::size_t> widths(rows.front().size());
  for (auto& row : rows) {
    row[0] = shortened(row[0], longest_name, !screen.pictures);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  // A narrow terminal shows the last columns, which say how it ended; a file has room for all.
  while (screen.pictures && widths.size() > 2 && taken(widths) > screen.width) {
    widths.erase(widths.begin() + 1);
    for (auto& row : rows) {
      row.erase(row.begin() + 1);
    }
  }
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line(1, ' ');
    line += padded(rows[r][0], widths[0]);
    for (std::size_t i = 1; i < widths.size(); ++i) {
      line += right_aligned(rows[r][i], widths[i] + 2);
    }
    strip_end(line);
    out += r == 0 ? std::string(screen.palette.title).append(line).append(screen.palette.reset) : line;
    out += "\n";
  }
  return out;
}

}  // namespace drawdown::program
