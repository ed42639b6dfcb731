// Who used what: tokens by product, by user and by team, the most first.
//
//   const Effect effect = effect_of(scenario, trace, outcome, scenario.days);
//   user_use_table(trace, effect, 25);        // the 25 who used most, and a row for all others
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/effect.h"
#include "engine/report/table.h"

namespace drawdown {

// Columns: `what`, tokens, charges, denied, cut_offs. Rows without any are left out; those after the first `most` are
// one row, called "123 others".
[[nodiscard]] Table use_table(const std::string& what, const std::vector<std::string>& names,
                              const std::vector<Tally>& tallies, std::size_t most);

[[nodiscard]] Table product_use_table(const Scenario& scenario, const Effect& effect, std::size_t most);
[[nodiscard]] Table user_use_table(const Trace& trace, const Effect& effect, std::size_t most);
// Columns: team, tokens, denied, closing.
[[nodiscard]] Table team_use_table(const Trace& trace, const BurnCurve& curve, std::size_t most);
// burn.csv of all teams together, by day, week or month.
[[nodiscard]] Table burn_table(const CoarseBurn& burn);

}  // namespace drawdown
