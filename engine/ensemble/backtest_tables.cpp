#include "engine/ensemble/backtest_tables.h"

#include <array>
#include <cstddef>

#include "engine/base/version.h"

namespace drawdown {
namespace {

constexpr std::array<const char*, 4> kind_words{"total", "month", "week", "day"};

std::string level_name(const std::string& prefix, int level) {
  return prefix + (level < 10 ? "p0" : "p") + std::to_string(level);
}

}  // namespace

Table backtest_table(const Backtest& test) {
  using enum Cell::Kind;
  std::vector<Table::Column> columns{
      {"span", text}, {"from", text}, {"until", text}, {"actual", amount}, {"mean", amount}};
  for (const std::string prefix : {"", "naive_"}) {
    for (const int level : backtest_levels) {
      columns.push_back({level_name(prefix, level), amount});
    }
  }
  Table table(std::move(columns));
  for (const BacktestSpan& span : test.spans) {
    std::vector<Cell> row{kind_words[static_cast<std::size_t>(span.kind)], format(span.from), format(span.until),
                          span.actual, span.mean};
    for (const Tokens quantile : span.model) {
      row.emplace_back(quantile);
    }
    for (std::size_t i = 0; i < backtest_levels.size(); ++i) {
      if (span.naive) {
        row.emplace_back((*span.naive)[i]);
      } else {
        row.emplace_back();
      }
    }
    table.add(std::move(row));
  }
  return table;
}

Record backtest_record(const Scenario& scenario, const Backtest& test, const std::string& method,
                       std::uint64_t replications) {
  Record record{{"scenario", scenario.name},      {"from", format(test.from)}, {"at", format(test.at)},
                {"until", format(test.until)},    {"method", method},          {"replications", replications},
                {"weeks", test.coverage[0].weeks}};
  for (std::size_t i = 0; i < backtest_intervals.size(); ++i) {
    const std::string name = "inside_" + std::to_string(backtest_intervals[i]);
    record.emplace_back(name, test.coverage[i].inside);
    record.emplace_back("naive_" + name, test.coverage[i].naive_inside);
  }
  record.emplace_back("loss", test.loss);
  record.emplace_back("naive_loss", test.naive_loss);
  record.emplace_back("naive_weeks_of_year", test.naive_weeks_of_year);
  record.emplace_back("version", version());
  return record;
}

}  // namespace drawdown
