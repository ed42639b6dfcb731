// events.csv: whatever happened to the tokens of pools, but charges (engine/pool/ledger.h).
#pragma once

#include <string>
#include <string_view>

#include "engine/model/tranche.h"
#include "engine/pool/ledger.h"
#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// "expired", "arrived", …: as the file has it.
[[nodiscard]] std::string_view event_name(PoolEvent::Kind kind);

// What caused a tranche: "listed", a policy's name, "contract eba year 2", "true-up eba year 1", an adjustment's
// reason.
[[nodiscard]] std::string cause_of(const Scenario& scenario, const Tranche& tranche);

// at, event, tranche, team, to_team, tokens, rule; in order of time.
void write_events(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

}  // namespace drawdown
