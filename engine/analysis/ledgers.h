// The long result files, row by row as they are in the outcome (spec §5).
#pragma once

#include <string>

#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Which tranches paid, in the order drawn, and what none could pay: "jan:5;overdraft:2".
[[nodiscard]] std::string payers_of(const Scenario& scenario, const Charge& charge);

// charges.csv: at, until, user, product, version, machine, team, kind, tokens, tranches ("jan:5;overdraft:2").
void write_charges(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// denials.csv: at, user, product, team, kind, tokens, available.
void write_denials(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

}  // namespace drawdown
