// What a pool had at one moment of an outcome: just before a charge was drawn from it, or when it could not pay.
//
//   const PoolThen pool = pool_before(scenario, trace, outcome, {ChargeKind::open, row});
//   pool.tranches.front().remaining;     // of the tranche that is drawn first
//
// The rows of the journal up to that moment are taken from the pools once more, so it is exact; the cost is that of the
// rows, some million a second.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/charge_numbers.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct TrancheThen {
  enum class State : std::uint8_t { not_yet, usable, expired };
  TrancheId tranche;
  State state = State::usable;
  Tokens remaining;  // free
  Tokens held;       // also of one that expired in the meantime
};

struct PoolThen {
  std::vector<TrancheThen> tranches;  // of the unit's team, in the order in which they are drawn
  Tokens available;                   // the sum of what remains
  Tokens owed;
};

// Before the tokens of a journal row, charged or free, were taken.
[[nodiscard]] PoolThen pool_before(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                   ChargePlace place);
// When the attempt was refused, or the visit cut off.
[[nodiscard]] PoolThen pool_at_denial(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                      std::size_t denial);

}  // namespace drawdown
