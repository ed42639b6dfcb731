// The whole run in one record: summary.json, and what the terminal shows (spec §5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/analysis/burn.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Summary {
  std::string scenario;
  Day from;
  Day until;
  std::uint64_t sessions = 0;  // inside the horizon
  std::uint64_t visits = 0;
  std::uint64_t graced_visits = 0;
  std::uint64_t charges = 0;  // renewals and results too
  std::uint64_t renewals = 0;
  std::uint64_t denied_sessions = 0;
  std::uint64_t cut_offs = 0;
  std::uint64_t results = 0;  // charges of per-result products; in `charges` too
  std::uint64_t refunds = 0;
  std::uint64_t denied_results = 0;
  std::uint64_t unmatched_refunds = 0;
  // bought + adjusted + overdraft = consumed + expired + remaining: what is still owed at the end was consumed, or
  // taken, too.
  Tokens bought;
  Tokens consumed;
  Tokens expired;
  Tokens remaining;
  Tokens overdraft;
  Tokens adjusted;  // given less taken by hand
  // A tranche without a unit price counts as free.
  Money spent;
  Money written_off;
  std::optional<Money> price_per_token_bought;
  std::optional<Money> price_per_token_consumed;
  std::optional<Instant> first_denial;
  std::uint64_t covered_sessions = 0;  // by entitlements; in `sessions` too
  std::uint64_t sessions_outside = 0;
  std::uint64_t results_outside = 0;
  std::uint64_t rejected_rows = 0;
};

// `counts` are the outcome's own: of whoever walked over its charges.
[[nodiscard]] Summary summarise(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                const ChargeCounts& counts);

// The keys of summary.json, in its order; the last is the program's version.
[[nodiscard]] Record summary_record(const Summary& summary);

}  // namespace drawdown
