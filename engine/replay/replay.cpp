#include "engine/replay/replay.h"

#include <variant>

#include "engine/replay/block.h"
#include "engine/replay/loop.h"
#include "engine/replay/payers.h"
#include "engine/replay/run_loop.h"

namespace drawdown {

Outcome replay(const Scenario& scenario, const Trace& trace) { return replay(scenario, trace, {}); }

Outcome replay(const Scenario& scenario, const Trace& trace, ReplayOptions options) {
  Outcome outcome;
  PoolPayer payer(scenario, trace, outcome.charges, options.audit);
  run_loop(scenario, trace, payer, outcome, options);
  outcome.events = std::move(payer.pools.events);
  outcome.tranches = scenario.tranches;
  outcome.balances = payer.pools.balances();
  outcome.overdraft = payer.pools.owed();
  return outcome;
}

}  // namespace drawdown
