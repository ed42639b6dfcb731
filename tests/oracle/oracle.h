// The oracle: a second, slow and plain replay of spec §§2-4, against which the engine is held row by row.
//
//   const oracle::Outcome expected = oracle::replay(scenario, log, idle);
//
// One sorted set of events whose keys spell out the order of spec §4; every rule a branch taken while running; maps and
// int64. It shares the input structs with the engine, and no code: it has its own calendar (clocks.h) and its own pool.
// After every event it checks, for every tranche, bought = consumed + held + expired + remaining, and no term negative.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/pool/ledger.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/idle.h"
#include "engine/trace/trace.h"

namespace drawdown::oracle {

struct Draw {
  std::size_t tranche = 0;
  std::int64_t tokens = 0;
  bool operator==(const Draw&) const = default;
};

struct Charge {
  std::int64_t at = 0;
  std::int64_t until = 0;
  std::size_t unit = 0;
  ChargeKind kind = ChargeKind::open;
  std::int64_t tokens = 0;
  std::vector<Draw> draws;
  std::int64_t overdraft = 0;
  bool operator==(const Charge&) const = default;
};

struct Denial {
  std::int64_t at = 0;
  std::size_t unit = 0;
  bool cut_off = false;
  std::int64_t tokens = 0;
  std::int64_t available = 0;
  DenialReason reason = DenialReason::tokens;
  std::size_t cap = 0;  // of a budget: its place
  bool operator==(const Denial&) const = default;
};

inline constexpr std::size_t nothing = static_cast<std::size_t>(-1);

struct PoolEvent {
  using Kind = drawdown::PoolEvent::Kind;
  std::int64_t at = 0;
  std::size_t tranche = nothing;
  Kind kind = Kind::arrived;
  std::int64_t tokens = 0;
  std::size_t team = 0;
  std::size_t to = 0;      // of `moved`
  std::size_t source = 0;  // the policy or the adjustment
  bool operator==(const PoolEvent&) const = default;
};

struct Balance {
  std::string id;
  std::string terms;  // of a tranche that was bought in the simulation
  bool left_out = false;
  std::int64_t bought = 0;
  std::int64_t consumed = 0;
  std::int64_t expired = 0;
  std::int64_t remaining = 0;
  std::int64_t adjusted = 0;
  std::size_t team = 0;  // at the end
  bool operator==(const Balance&) const = default;
};

struct Visit {
  std::size_t unit = 0;
  std::int64_t start = 0;
  std::int64_t end = 0;
  bool operator==(const Visit&) const = default;
};

struct Outcome {
  std::vector<Charge> charges;  // by instant, ties in the order of settling
  std::vector<Denial> denials;
  std::vector<PoolEvent> events;
  std::vector<Balance> tranches;
  std::vector<std::int64_t> overdraft;             // by team: owed for charges
  std::vector<std::int64_t> owed_for_adjustments;  // likewise
  std::uint64_t visits = 0;
  std::uint64_t graced_visits = 0;
  std::uint64_t denied_sessions = 0;
  std::uint64_t cut_offs = 0;
  std::uint64_t denied_results = 0;
  std::uint64_t unmatched_refunds = 0;

  std::vector<Visit> each_visit;  // in the order in which they started; the engine's outcome has only their number

  // How often each thing happened that a set of worlds must contain to test anything; by name.
  std::map<std::string, std::uint64_t> seen;
};

// The sessions are as the file has them, told apart by machine if the idle spans are; the oracle makes their active
// spells, and the units that the rules charge, itself. Units are numbered in the order of the log's.
// What is said of a tranche that a policy or a true-up brought.
[[nodiscard]] std::string terms_of(const Tranche& tranche);

[[nodiscard]] Outcome replay(const Scenario& scenario, const Trace& log, const IdleSpans& idle = {});

}  // namespace drawdown::oracle
