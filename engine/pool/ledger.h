// What becomes of tranches: the pool's side of an outcome.
#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/instant.h"

namespace drawdown {

// Tokens that come into a pool, or leave it unused.
struct PoolEvent {
  enum class Kind : std::uint8_t { expired, arrived };  // in the order in which they happen at one instant
  Instant at;                                           // a tranche bought before the simulation arrives at its begin
  TrancheId tranche;
  Kind kind = Kind::arrived;
  Tokens tokens;
};

// bought = consumed + expired + remaining, at the end; nothing is held then.
struct TrancheBalance {
  bool left_out = false;  // it serves no instant of the simulation: all amounts are 0
  Tokens bought;          // what it brought into the simulation; 0 if it never arrived
  Tokens consumed;        // paid for charges, and for debts
  Tokens expired;
  Tokens remaining;
};

}  // namespace drawdown
