#include "tools/drawdown/terminal/cost_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {

std::string cost_lines(const Scenario& scenario, const ChargeBackReport& report, const Screen& screen) {
  std::vector<std::vector<std::string>> rows{{"Cost by", "", "Tokens", "Cost", "Write-off", "Total"}};
  const auto row = [&](std::string_view first, std::string_view second, const CostLine& line) {
    rows.push_back({printable(first), printable(second), text_of(line.tokens), text_of(line.cost),
                    text_of(line.write_off), text_of(line.total())});
  };
  for (const ChargeBackReport::Dimension& dimension : report.dimensions) {
    std::vector<CostLine> lines = dimension.lines;
    std::stable_sort(lines.begin(), lines.end(), [](const CostLine& a, const CostLine& b) {
      return std::pair(a.kind, b.total()) < std::pair(b.kind, a.total());
    });
    constexpr std::size_t shown = 5;
    std::size_t parts = 0;
    for (const CostLine& line : lines) {
      const bool is_part = line.kind == CostLine::Kind::part;
      parts += is_part ? 1 : 0;
      if (!is_part || parts <= shown) {
        row(&line == lines.data() ? dimension.name : "",
            !is_part             ? "(unallocated)"
            : line.value.empty() ? "(none)"
                                 : line.value,
            line);
      }
    }
    if (parts > shown) {
      rows.push_back({"", fmt::format("{} more in charge_back.csv", parts - shown), "", "", "", ""});
    }
  }
  row("all", fmt::format("write-off by {}", write_off_name(scenario.charge_back->write_off)), report.whole);
  align_points(rows);
  return table_lines(rows, screen);
}

}  // namespace drawdown::program
