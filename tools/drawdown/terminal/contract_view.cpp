#include "tools/drawdown/terminal/contract_view.h"

#include <fmt/core.h>

#include <algorithm>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

std::vector<std::string> row_of(const Scenario& scenario, const YearStatement& row, bool multi_year, bool true_up) {
  std::vector<std::string> cells{
      fmt::format("{} year {}", printable(scenario.contracts[row.contract].id), row.year + 1), text_of(row.provisioned),
      text_of(row.used_before + row.consumed), text_of(row.remaining)};
  if (multi_year) {
    cells.push_back(text_of(row.multi_year_at_start));
    cells.push_back(text_of(row.multi_year_consumed));
  }
  if (true_up) {
    cells.push_back(text_of(row.trued_up));
    cells.push_back(text_of(row.true_up_cost));
  }
  return cells;
}

}  // namespace

std::string contract_lines(const Scenario& scenario, const std::vector<YearStatement>& statement,
                           const Screen& screen) {
  constexpr std::size_t shown = 8;
  const bool multi_year = std::any_of(scenario.contracts.begin(), scenario.contracts.end(),
                                      [](const Contract& contract) { return contract.multi_year > Tokens{}; });
  const bool true_up =
      std::any_of(statement.begin(), statement.end(), [](const YearStatement& row) { return row.trued_up > Tokens{}; });
  std::vector<std::vector<std::string>> rows{{"Contract", "Provided", "Used", "Left"}};
  if (multi_year) {
    rows[0].insert(rows[0].end(), {"Multi-year", "Drawn"});
  }
  if (true_up) {
    rows[0].insert(rows[0].end(), {"Trued up", "For"});
  }
  std::size_t simulated = 0;
  for (const YearStatement& row : statement) {
    if (row.simulated && ++simulated <= shown) {
      rows.push_back(row_of(scenario, row, multi_year, true_up));
    }
  }
  if (simulated == 0) {
    return {};
  }
  if (simulated > shown) {
    rows.emplace_back(rows[0].size());
    rows.back()[0] = fmt::format("{} more in contracts.csv", simulated - shown);
  }
  align_points(rows);
  return table_lines(std::move(rows), screen);
}

}  // namespace drawdown::program
