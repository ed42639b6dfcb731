// What a run looks like on the screen: the summary and the burn curve, as a picture on a terminal, as plain text
// elsewhere.
#pragma once

#include <string>

#include "engine/analysis/burn.h"
#include "engine/analysis/charge_back.h"
#include "engine/analysis/coverage.h"
#include "engine/analysis/summary.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct RunView {
  const Scenario& scenario;
  const Trace& trace;
  const Outcome& outcome;
  const Summary& summary;
  const BurnCurve& curve;
  const Coverage* coverage = nullptr;             // null: there are no entitlements and no access rules
  const ChargeBackReport* charge_back = nullptr;  // null: nothing is charged back
};

[[nodiscard]] std::string show(const RunView& run, const Screen& screen);

}  // namespace drawdown::program
