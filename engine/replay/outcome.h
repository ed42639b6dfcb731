// What followed: every charge, denial, expiry and arrival, in order of time, and what is left.
//
//   for (const Charge& charge : outcome.charges) {        // by instant; ties in the order of settling
//     charge.at; charge.tokens;                           // when and how much
//     for (const Draw& draw : charge.draws()) {}          // which tranches paid, in the order drawn
//     charge.overdraft;                                   // what none of them could pay
//   }
//
// Spec §5, "Results", says what each value means.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/model/tranche.h"
#include "engine/pool/journal.h"
#include "engine/pool/ledger.h"
#include "engine/time/instant.h"

namespace drawdown {

enum class DenialKind : std::uint8_t { denied, cut_off };

// Who said no.
enum class DenialReason : std::uint8_t {
  tokens,  // the pool has too few
  budget,  // a cap would be exceeded
  access,  // the user, or the product, may not use tokens
};

struct Denial {
  Instant at;
  UnitId unit;
  DenialKind kind = DenialKind::denied;
  Tokens tokens;     // what was needed
  Tokens available;  // what the unit's team had; of `budget` what was left of the cap
  DenialReason reason = DenialReason::tokens;
  bool first = true;      // the first refusal of its session; false if it tried again, and for cut-offs
  std::uint32_t cap = 0;  // of `budget`: place in the scenario's budgets
};

struct Outcome {
  Journal charges;
  std::vector<Denial> denials;               // in order of time; a row for every failed attempt
  std::vector<PoolEvent> events;             // in order of time
  std::vector<Tranche> tranches;             // by TrancheId: the scenario's, then those bought in the simulation
  std::vector<TrancheBalance> balances;      // by TrancheId
  std::vector<Tokens> overdraft;             // by TeamId: what each team still owes for charges at the end
  std::vector<Tokens> owed_for_adjustments;  // likewise for adjustments

  std::uint64_t visits = 0;           // that started: charged, free or inside a window
  std::uint64_t graced_visits = 0;    // whose hold was given back
  std::uint64_t denied_sessions = 0;  // each session once, however often it tried
  std::uint64_t cut_offs = 0;
  std::uint64_t denied_results = 0;
  std::uint64_t unmatched_refunds = 0;  // that asked for more than was used
};

}  // namespace drawdown
