// What was left of each tranche at the end of every day: the burn curve, told apart by who will pay next.
//
//   const Table left = tranche_days_table(scenario, trace, outcome, curve, 1);
//   left.columns()[1].name;       // "tranche jan"; then the other tranches, by expiry; then "balance"
//
// The tranches of a day, less what is owed, are its balance.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The tranches that have a column of their own, by expiry; the rest, if they are very many, are in the column `others`.
[[nodiscard]] std::vector<TrancheId> tranches_shown(const Outcome& outcome);
[[nodiscard]] std::string tranche_column(const Outcome& outcome, TrancheId tranche);

// A row for every `every`-th day, and for the last.
[[nodiscard]] Table tranche_days_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                       const BurnCurve& curve, std::size_t every);

}  // namespace drawdown
