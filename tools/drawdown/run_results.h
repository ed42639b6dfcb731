// Everything that `run` has to say of one replay, and the files that it says it in.
//
//   const RunResults results = results_of(scenario, read, outcome);
//   write(folder, results, arguments);
#pragma once

#include <optional>
#include <vector>

#include "engine/analysis/alerts.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/contract_statement.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/summary.h"
#include "engine/analysis/verdicts.h"
#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/read.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

// What it refers to outlives it.
struct RunResults {
  const Scenario& scenario;
  const ReadResult& read;
  const Trace& trace;
  const Outcome& outcome;
  BurnCurve curve;
  Summary summary;
  std::optional<Coverage> coverage;  // if anybody is entitled to anything, or may not use tokens
  std::vector<YearStatement> contracts;
  std::vector<FiredAlert> alerts;
  std::optional<ChargeBackReport> charge_back;  // if the scenario asks for it
  Verdicts verdicts;
};

[[nodiscard]] RunResults results_of(const Scenario& scenario, const ReadResult& read, const Outcome& outcome);

// All files or none; those that do not apply are left out. Understands --no-charges, --focus and --skip-bad-rows.
void write(OutputFolder& folder, const RunResults& results, const Arguments& arguments);

}  // namespace drawdown::program
