// The pools: every team's tranches, who may draw on them in which order, what is held, and what is owed (spec §3).
//
//   Pools pools(tranches, teams, DrawOrder::soonest_expiry, begin, end);
//   while (pools.next_event() <= now) pools.process_event();   // expiries before arrivals
//   if (pools.available(team) >= rate) pools.take(team, row, Pools::As::hold);
//   …
//   pools.settle(team, row) or pools.give_back(team, row, now);
//
// Always, for every tranche: brought = consumed + held + expired + remaining, and no term is negative. `audit` checks
// it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/model/tranche.h"
#include "engine/pool/journal.h"
#include "engine/pool/ledger.h"
#include "engine/rules/rules.h"
#include "engine/time/instant.h"

namespace drawdown {

class Pools {
 public:
  // `teams`: whose each tranche is; every id is below `team_count`. Draws are written to `journal`.
  Pools(std::span<const Tranche> tranches, std::span<const TeamId> teams, std::size_t team_count, DrawOrder order,
        Instant begin, Instant end, Journal& journal);

  // The instant of the next expiry or arrival before the end; `never` if there is none.
  [[nodiscard]] Instant next_event() const { return next_ < agenda_.size() ? agenda_[next_].at : never; }
  void process_event();

  // The tranches of a team, first to draw first; what is free and what is held of each; what the team owes.
  [[nodiscard]] std::span<const std::uint32_t> draw_order(TeamId team) const { return teams_[team.value].order; }
  [[nodiscard]] Tokens remaining(TrancheId tranche) const { return {tranches_[tranche.value].remaining}; }
  [[nodiscard]] Tokens held(TrancheId tranche) const { return {tranches_[tranche.value].held}; }
  [[nodiscard]] Tokens owed(TeamId team) const { return {teams_[team.value].owed}; }

  // Free tokens, in micro-tokens.
  [[nodiscard]] std::int64_t available(TeamId team) const { return teams_[team.value].available; }

  // Takes the row's tokens, or all that is available if that is less, in draw order, and writes who paid into the row.
  enum class As { hold, charge };
  void take(TeamId team_id, Journal::Row& row, As as) {
    Team& team = teams_[team_id.value];
    const std::int64_t tokens = journal_.tokens(row);
    if (tokens > 0 && team.head < team.order.size()) [[likely]] {
      State& head = tranches_[team.order[team.head]];
      if (head.remaining >= tokens) [[likely]] {
        head.remaining -= tokens;
        team.available -= tokens;
        const std::int64_t held = as == As::hold ? tokens : 0;
        head.held += held;
        head.consumed += tokens - held;
        team.held += held;
        journal_.pay(row, TrancheId(team.order[team.head]));
        return;
      }
    }
    take_from_several(team, row, as);
  }

  // A hold becomes a charge; what it lacks becomes a debt.
  void settle(TeamId team_id, const Journal::Row& row) {
    Team& team = teams_[team_id.value];
    if (row.split) [[unlikely]] {
      settle_split(team, row);
      return;
    }
    if (const std::int64_t tokens = journal_.tokens(row); tokens > 0) {
      State& tranche = tranches_[row.payer];
      tranche.held -= tokens;
      tranche.consumed += tokens;
      team.held -= tokens;
    }
  }

  // A hold goes back to where it came from; to an expired tranche it goes as expired, at `now`.
  void give_back(TeamId team, const Journal::Row& row, Instant now);

  // How many tokens every team with `uses` can surely pay, from one tranche that also carries all its holds, whatever
  // the order of what happens until the next event. 0: the order matters.
  [[nodiscard]] std::int64_t plenty(std::span<const std::uint8_t> uses) const;

  // The tranche that pays next. Only where there is plenty, or all rates are 0.
  [[nodiscard]] TrancheId first_payer(TeamId team);
  // Many takings and settlings of one tranche at once, in micro-tokens.
  struct Sums {
    std::int64_t held = 0;        // taken as holds
    std::int64_t charged = 0;     // taken as charges
    std::int64_t settled = 0;     // holds that became charges
    std::int64_t given_back = 0;  // holds that were free
  };
  void move(TrancheId tranche, const Sums& sums);

  // Checks the law above for every tranche.
  void audit() const;

  // For the outcome, at the end.
  [[nodiscard]] std::vector<TrancheBalance> balances() const;
  [[nodiscard]] std::vector<Tokens> owed() const;
  std::vector<PoolEvent> events;

 private:
  struct State {
    std::int64_t brought = 0;
    std::int64_t consumed = 0;
    std::int64_t held = 0;
    std::int64_t expired = 0;
    std::int64_t remaining = 0;
    std::uint32_t team = 0;
    std::uint32_t place = 0;  // in its team's order
    bool gone = false;
    bool left_out = false;
  };
  struct Team {
    std::vector<std::uint32_t> order;  // tranches, first to draw first
    std::size_t head = 0;              // all before it are empty, gone or not there yet
    std::int64_t available = 0;
    std::int64_t held = 0;
    std::int64_t owed = 0;
    std::int64_t lacking = 0;  // of holds that could not be taken in full
  };
  struct AgendaItem {
    Instant at;
    PoolEvent::Kind kind;
    std::uint32_t tranche;
  };

  void take_from_several(Team& team, Journal::Row& row, As as);
  void settle_split(Team& team, const Journal::Row& row);
  void give_back(Team& team, Draw draw, Instant now);
  void arrive(std::uint32_t tranche, Instant at);
  void expire(std::uint32_t tranche, Instant at);
  void pay_debt(Team& team);
  void note(PoolEvent::Kind kind, Instant at, std::uint32_t tranche, std::int64_t tokens);
  // The first tranche with tokens; null if there is none.
  State* head(Team& team);

  std::vector<State> tranches_;  // by TrancheId
  std::vector<std::int64_t> brings_;
  std::vector<Team> teams_;
  std::vector<AgendaItem> agenda_;
  std::size_t next_ = 0;
  Journal& journal_;
  std::vector<Draw> scratch_;
};

}  // namespace drawdown
