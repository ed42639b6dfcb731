// What becomes of tranches: the pool's side of an outcome.
#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/instant.h"

namespace drawdown {

// In place of a tranche's id where there is none.
inline constexpr TrancheId no_tranche{UINT32_MAX};

// Whatever happens to the tokens of a pool, but charges.
struct PoolEvent {
  enum class Kind : std::uint8_t {
    expired,          // tokens leave unused
    arrived,          // a tranche comes; one bought before the simulation at its begin
    moved,            // from `team` to `to`: a transfer, or tokens that come back to a tranche that was transferred
    adjusted,         // given (more than 0) or taken (less) by hand; without a tranche: taken, but not there, so owed
    debt_paid,        // a tranche pays what the team owes for charges
    adjustment_paid,  // likewise for adjustments
    ordered,          // by a policy: a tranche that is to come
    not_ordered,      // a policy would, but has no budget or no orders left
  };
  Instant at;
  TrancheId tranche;  // or none
  Kind kind = Kind::arrived;
  Tokens tokens;
  TeamId team;     // whose tokens
  TeamId to = {};  // of `moved`
  std::uint32_t source =
      0;  // place in the scenario's policies (of `ordered`, `not_ordered`) or adjustments (`adjusted`)
  bool operator==(const PoolEvent&) const = default;
};

// bought + adjusted = consumed + expired + remaining, at the end; nothing is held then.
struct TrancheBalance {
  bool left_out = false;  // it serves no instant of the simulation: all amounts are 0
  Tokens bought;          // what it brought into the simulation as a purchase; 0 if it never arrived
  Tokens consumed;        // paid for charges, and for their debts, less what was refunded
  Tokens expired;
  Tokens remaining;
  Tokens adjusted = {};  // given less taken by hand
  TeamId team = {};      // whose it is at the end
};

}  // namespace drawdown
