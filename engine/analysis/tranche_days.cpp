#include "engine/analysis/tranche_days.h"

#include <algorithm>
#include <utility>

#include "engine/analysis/pool_days.h"

namespace drawdown {
namespace {

constexpr std::size_t most_columns = 40;  // more could not be told apart

}  // namespace

std::vector<TrancheId> tranches_shown(const Outcome& outcome) {
  std::vector<TrancheId> shown;
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    if (outcome.balances[i].bought > Tokens{} || outcome.balances[i].adjusted > Tokens{}) {
      shown.emplace_back(static_cast<std::uint32_t>(i));
    }
  }
  if (shown.size() > most_columns) {
    std::stable_sort(shown.begin(), shown.end(), [&](TrancheId a, TrancheId b) {
      return outcome.balances[b.value].bought < outcome.balances[a.value].bought;
    });
    shown.resize(most_columns);
  }
  std::sort(shown.begin(), shown.end(), [&](TrancheId a, TrancheId b) {
    return std::pair(outcome.tranches[a.value].expires, a.value) <
           std::pair(outcome.tranches[b.value].expires, b.value);
  });
  return shown;
}

std::string tranche_column(const Outcome& outcome, TrancheId tranche) {
  return "tranche " + outcome.tranches[tranche.value].id;
}

Table tranche_days_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const BurnCurve& curve,
                         std::size_t every) {
  using enum Cell::Kind;
  const std::vector<TrancheId> shown = tranches_shown(outcome);
  std::vector<Table::Column> columns{{"date", text}};
  std::vector<bool> has_column(outcome.tranches.size());
  for (const TrancheId tranche : shown) {
    columns.push_back({tranche_column(outcome, tranche), amount});
    has_column[tranche.value] = true;
  }
  const bool others = shown.size() == most_columns;
  if (others) {
    columns.push_back({"others", amount});
  }
  columns.push_back({"balance", amount});
  Table table(std::move(columns));
  const TeamBurn all = total(curve);
  PoolDays days(scenario, trace, outcome, curve);
  while (days.next()) {
    if (days.place() % every != 0 && days.place() + 1 != all.days()) {
      continue;
    }
    std::vector<Cell> cells{format(days.day())};
    Tokens rest;
    for (const TrancheId tranche : shown) {
      cells.emplace_back(days.free(tranche));
    }
    for (std::size_t i = 0; i < has_column.size() && others; ++i) {
      rest += has_column[i] ? Tokens{} : days.free(TrancheId(static_cast<std::uint32_t>(i)));
    }
    if (others) {
      cells.emplace_back(rest);
    }
    cells.emplace_back(all.closing[days.place()]);
    table.add(std::move(cells));
  }
  return table;
}

}  // namespace drawdown
