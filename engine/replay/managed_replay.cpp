#include "engine/replay/managed_replay.h"

#include "engine/replay/managed_payer.h"
#include "engine/replay/refused_uses.h"
#include "engine/replay/run_loop.h"

namespace drawdown {

Outcome managed_replay(const Scenario& scenario, const Trace& trace, ReplayOptions options) {
  Outcome outcome;
  ManagedPayer payer(scenario, trace, outcome.charges, options.audit);
  run_loop(scenario, trace, payer, outcome, options);
  payer.finish(outcome);
  add_refused_uses(trace, outcome);
  return outcome;
}

}  // namespace drawdown
