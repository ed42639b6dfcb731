#include "engine/analysis/tranches.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "engine/analysis/pool_events.h"

namespace drawdown {

Table tranche_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  using enum Cell::Kind;
  Table table({{"id", text},
               {"team", text},
               {"bought", text},
               {"expires", text},
               {"tokens", amount},
               {"unit_price", amount},
               {"consumed", amount},
               {"expired", amount},
               {"remaining", amount},
               {"write_off", amount},
               {"adjusted", amount},
               {"moved_to", text},
               {"ordered", text},
               {"rule", text}});
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    const Tranche& tranche = outcome.tranches[i];
    const TrancheBalance& balance = outcome.balances[i];
    table.add({tranche.id, tranche.team, format(tranche.bought), format(tranche.expires), balance.bought,
               tranche.unit_price, balance.consumed, balance.expired, balance.remaining,
               tranche.unit_price ? Cell(cost(balance.expired, *tranche.unit_price)) : Cell(), balance.adjusted,
               trace.teams[balance.team] == tranche.team ? std::string() : trace.teams[balance.team],
               tranche.ordered ? format(*tranche.ordered) : std::string(), cause_of(scenario, tranche)});
  }
  return table;
}

std::vector<Expiry> next_expiries(const Outcome& outcome) {
  std::vector<Expiry> expiries;
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    if (outcome.balances[i].remaining > Tokens{}) {
      expiries.push_back(
          {TrancheId(static_cast<std::uint32_t>(i)), outcome.tranches[i].expires, outcome.balances[i].remaining});
    }
  }
  std::stable_sort(expiries.begin(), expiries.end(), [](const Expiry& a, const Expiry& b) { return a.on < b.on; });
  return expiries;
}

}  // namespace drawdown
