// What is done to pools besides charges: tranches that come and go, true-ups of contracts, transfers, adjustments and
// purchases, each at its instant.
//
//   while (steward.next_event() <= now) steward.process_event();
//   steward.after_fall(team, before, now);      // after whatever lowered a team's position
//   steward.finish(end);                // contract years that end with the simulation
//
// At one instant: true-ups, then expiries, arrivals, transfers, adjustments; and when all that is done, purchasing
// policies look, in their order: those whose review is due, and continuous ones whose team's position has fallen by it.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "engine/base/id.h"
#include "engine/model/adjustment.h"
#include "engine/model/contract.h"
#include "engine/pool/pools.h"
#include "engine/pool/purchasing.h"
#include "engine/time/instant.h"

namespace drawdown {

class Steward {
 public:
  struct Source {
    Purchasing::Source purchasing;
    const std::vector<Contract>& contracts;
    std::vector<TeamId> contract_teams;
    const std::vector<Transfer>& transfers;
    std::vector<TeamId> transfer_teams;  // where to
    const std::vector<Adjustment>& adjustments;
    std::vector<TeamId> adjustment_teams;  // of those that name no tranche
    std::vector<TeamId> unit_teams;        // of the journal's units: for what a team consumed
    Duration grace;                        // a charge is settled so much later than it is dated
    Instant begin;
    Instant end;
  };
  // What the source and the pools refer to must outlive it. `tranches`: all of the pools', by TrancheId; what is bought
  // is added.
  Steward(Source source, Pools& pools, const Journal& journal, std::vector<Tranche>& tranches);

  [[nodiscard]] Instant next_event() const {
    const Instant own = next_ < agenda_.size() && agenda_[next_].at < source_.end ? agenda_[next_].at : never;
    return std::min(own, pools_.next_event());
  }
  void process_event();
  void after_fall(TeamId team, std::int64_t before, Instant now) { purchasing_.after_fall(team, before, now); }
  void finish();

  [[nodiscard]] std::int64_t plenty() const { return purchasing_.plenty(); }
  // The latest instant at which a tranche moved while tokens of it were held.
  [[nodiscard]] Instant moved_while_held() const { return moved_while_held_; }

 private:
  enum class Kind : std::uint8_t { true_up, transfer, adjustment, review };
  struct Item {
    Instant at;
    Kind kind;
    std::uint32_t index = 0;  // in its list
    std::uint32_t year = 0;   // of a true-up: place in the contract's years
    friend bool operator<(const Item& a, const Item& b) {
      return std::tuple(a.at, a.kind, a.index, a.year) < std::tuple(b.at, b.kind, b.index, b.year);
    }
  };

  [[nodiscard]] bool own_is_due(Instant now) const { return next_ < agenda_.size() && agenda_[next_].at == now; }
  void process(const Item& item);
  void look(Instant now);  // the policies, after all else of the instant
  void true_up(const Contract& contract, const Item& item);
  // Charges of the team, settled by now, dated in the 365 civil days before the one that begins at `now`, and what is
  // known of days before the simulation.
  [[nodiscard]] Tokens trailing_year(const PurchasePolicy& policy, TeamId team, Instant now) const;

  Source source_;
  Pools& pools_;
  const Journal& journal_;
  std::vector<Tranche>& tranches_;
  Purchasing purchasing_;
  std::vector<Item> agenda_;
  std::size_t next_ = 0;
  Instant instant_ = never;              // of the last event
  std::vector<std::int64_t> positions_;  // before the first event of that instant
  Instant moved_while_held_ = Instant{-never.seconds};
};

}  // namespace drawdown
