// focus.csv: the ledger as rows of the FinOps Open Cost and Usage Specification, version 1.2.
//
//   write_focus(folder.file("focus.csv"), scenario, trace, outcome);
//
// First a row per purchase; then one for each charge and each tranche that paid of it; then one for each time that
// tokens expired or were adjusted. Tokens are a virtual currency, and tranches are commitments. Costs are exact, to
// twelve places, so nothing is rounded:
//
//   BilledCost sums to what was spent; EffectiveCost of usage that is Used, or of no tranche, to what was consumed; of
//   usage that is Unused, to what was written off. ConsumedQuantity sums to the tokens consumed; for each tranche,
//   CommitmentDiscountQuantity of Used to what it consumed, and of Unused to what expired of it.
//
// Every row is checked against the rules of engine/analysis/focus_columns.h before it is written, and the sums after
// all are.
#pragma once

#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The scenario's currency is three capital letters.
void write_focus(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

}  // namespace drawdown
