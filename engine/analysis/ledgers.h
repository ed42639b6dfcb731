// The long result files, row by row as they are in the outcome (spec §5).
#pragma once

#include <string>
#include <string_view>

#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// "open", "renewal", "result", "refund"; "tokens", "budget", "access": as result files have them.
[[nodiscard]] std::string_view charge_kind_name(ChargeKind kind);
[[nodiscard]] std::string_view denial_reason_name(DenialReason reason);

// Which tranches paid, in the order drawn, and what none could pay: "jan:5;overdraft:2".
[[nodiscard]] std::string payers_of(const Outcome& outcome, const Charge& charge);

// charges.csv: at, until, user, product, version, machine, team, kind, tokens, tranches ("jan:5;overdraft:2").
void write_charges(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// denials.csv: at, user, product, team, kind, tokens, available, reason, cap.
void write_denials(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome);

}  // namespace drawdown
