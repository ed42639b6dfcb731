// All that `drawdown assign` finds out: what is decided, how it is judged, what a replay of it costs, and what the rule
// for whoever does not forecast would have cost.
//
//   const AssignmentStudy study = study_assignment(scenario, log, nullptr, {});          // decided on a log
//   study.replayed.cost; study.predicted.cost();                                        // equal, to the micro-unit
#pragma once

#include <optional>

#include "engine/demand/draw.h"
#include "engine/planning/judge.h"
#include "engine/planning/online_rule.h"

namespace drawdown {

// The bill of a replay through all of the engine.
struct ReplayedBill {
  Money seats;                // of the entitlements that were replayed
  Tokens tokens;              // consumed
  TokenOrder order;           // the tranches
  std::uint64_t refused = 0;  // not counting what access control refuses
  [[nodiscard]] Money cost() const { return seats + order.cost; }
};

// The rule's bill on the log, and those that it is compared with, all with tokens at one price.
struct OnlineBills {
  Money tokens;  // nothing but tokens, after what is committed
  Money as_is;
  Money rule;
  Money assigned;
  Money hindsight;  // the best for each user and product: tokens, or a subscription from some day on
};

struct AssignmentStudy {
  Assignment assignment;
  std::uint64_t replications = 0;      // that it was decided on; 0: on the log
  std::optional<Judgement> judgement;  // of a demand
  std::uint64_t replication = 0;       // which was replayed; 0: the log
  Bill predicted;                      // of what was replayed
  ReplayedBill replayed;
  Scenario assigned;  // that was replayed
  Money token_price;  // of the order; where there is none, of the least order
  OnlineStudy online;
  OnlineBills bills;

  // Whether seats that go to whoever comes first let nobody predict them exactly.
  [[nodiscard]] bool floating() const { return !assigned.entitlements.seats.empty(); }
  [[nodiscard]] bool contested(std::size_t user, std::int64_t sure) const;
};

struct AssignmentOptions {
  std::uint64_t replications = 0;  // of the demand; 0: decide on the log
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;   // replications that are drawn
  std::atomic<std::uint64_t>* total = nullptr;  // all that will be
};

// `log`: the scenario's; null if it names none. `source`: its demand's; null if it is not looked at. One is there. What
// is replayed is the log if there is one, else the first replication that judged. Throws InputError as `assign` does.
[[nodiscard]] AssignmentStudy study_assignment(const Scenario& scenario, const SessionLog* log,
                                               const DemandSource* source, const AssignmentOptions& options);

// The whole trace against the order of the scenario that was assigned.
[[nodiscard]] ReplayedBill replay_bill(const Scenario& assigned, const SeatTerms& terms,
                                       const std::vector<SeatMove>& moves, const SessionLog& log);

}  // namespace drawdown
