// How large one purchase of a scenario should be under its demand, or for its log.
//
//   const SizeStudy study = study_size(scenario, draw, {.tranche = 0, .risk = 50'000, .penalty = Money::whole(9)});
//   study.by_risk->size;        // the smallest that refuses anything in at most 5 % of the replications
//   study.by_cost;              // that of the least expected cost
//   study.curve[7].estimates;   // what others come to
//   study.replayed.front();     // the answers, replayed
//
// All sizes meet the same replications. The risk is that of replays, to the millionth of a token. The cost is the least
// of all sizes if demand is in tokens. If it is in access days, of which each refused token costs a share, that is
// where a search in replays begins. What is answered is replayed, charge by charge.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/planning/size_replays.h"
#include "engine/planning/size_sample.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct SizeQuestion {
  std::size_t tranche = 0;            // a listed one
  std::int64_t risk = 50'000;         // in what share of replications it may run dry, in millionths
  Money penalty = {};                 // of each access day refused; without access days, of each token
  Money left_value = {};              // of each token that is left when the simulation ends
  std::vector<Tokens> sizes = {};     // of the curve; empty: about 25 around the answers
  std::uint64_t replications = 1000;  // at least 1
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;   // replications drawn, each some times over
  std::atomic<std::uint64_t>* total = nullptr;  // about as many as there will be
};

struct SizePoint {
  Tokens size;
  SizeEstimates
      estimates;  // on day totals; the difference is from the cheapest, or without prices from the size as it is
};

// Of its team alone.
struct ReplayedSize {
  Tokens size;
  Estimate p_dry;
  Estimate refused;       // tokens
  Estimate refused_days;  // access days
  Estimate expired;
  Estimate left;
  Estimate cost;             // price + penalty − value of what is left
  Estimate cost_difference;  // from the size as it is, replication by replication
};

struct SizeStudy {
  SizeQuestion question;
  bool by_day = false;                 // the penalty is of access days
  bool priced = false;                 // a token has a price
  SizeCosts costs;                     // the penalty of a token
  Tokens as_is;                        // the size that the scenario has
  std::optional<RiskSize> by_risk;     // empty: no size keeps it
  std::optional<Tokens> by_cost;       // empty: without a price or a penalty
  std::optional<Tokens> by_cost_days;  // of all sizes on day totals
  std::size_t searched = 0;            // sizes that were replayed for it; 0: none, as day totals say all
  std::uint64_t search_replications = 0;
  std::optional<std::pair<Tokens, Tokens>> cheap;  // around it no size is surely dearer, in steps of 1/200 of the curve
  Estimate p_dry_at_all;                           // that something is refused at any size
  Estimate demand;                                 // tokens asked for, over the whole simulation, of the team
  std::vector<SizePoint> curve;                    // sizes ascend
  std::vector<ReplayedSize> replayed;              // likewise: the answers, and the size as it is
};

// Throws InputError, at the scenario's file, for what it cannot size: a purchase that is not listed, brings nothing or
// is in use already; rules that owe what the pool lacks; policies, transfers, adjustments or budgets; a value of what
// is left that is not below the price.
[[nodiscard]] SizeStudy study_size(const Scenario& scenario, const DrawReplication& draw, const SizeQuestion& question);

// The prices of an order on the day of the purchase: those of the price list, otherwise its own. No tiers: none.
[[nodiscard]] OrderPrices prices_of(const Scenario& scenario, const Tranche& tranche);

}  // namespace drawdown
