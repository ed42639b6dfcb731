// What became of each tranche, and which ones expire next.
//
//   for (const Expiry& expiry : next_expiries(outcome)) { expiry.on; expiry.remaining; }
#pragma once

#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/trace/trace.h"

namespace drawdown {

// tranches.csv: id, team, bought, expires, tokens, unit_price, consumed, expired, remaining, write_off, adjusted,
// moved_to, ordered, rule; in the order of the scenario, and then as they were bought. Without a unit price there is no
// write-off.
[[nodiscard]] Table tranche_table(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

struct Expiry {
  TrancheId tranche;
  Day on;
  Tokens remaining;
};

// Tranches that have something left at the end, by expiry; ties in the order of the scenario.
[[nodiscard]] std::vector<Expiry> next_expiries(const Outcome& outcome);

}  // namespace drawdown
