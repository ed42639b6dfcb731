// The pools: every team's tranches, who may draw on them in which order, what is held, and what is owed (spec §3).
//
//   Pools pools(tranches, teams, DrawOrder::soonest_expiry, begin, end);
//   while (pools.next_event() <= now) pools.process_event();   // expiries before arrivals
//   if (pools.available(team) >= rate) pools.take(team, row, Pools::As::hold);
//   …
//   pools.settle(team, row) or pools.give_back(team, row, now);
//
// Always, for every tranche: brought + adjusted = consumed + held + expired + remaining, and only `adjusted` may be
// negative. `audit` checks it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "engine/base/check.h"
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
  // `teams`: whose each tranche is; every id is below `team_count`. Draws are written to `journal`. A credit tranche
  // brings nothing by itself: `adjust` does.
  Pools(std::span<const Tranche> tranches, std::span<const TeamId> teams, std::size_t team_count, DrawOrder order,
        Instant begin, Instant end, Journal& journal);

  // The instant of the next expiry or arrival before the end; `never` if there is none.
  [[nodiscard]] Instant next_event() const { return next_ < agenda_.size() ? agenda_[next_].at : never; }
  void process_event();

  [[nodiscard]] std::size_t tranche_count() const { return tranches_.size(); }
  // The tranches of a team, first to draw first; what is free and what is held of each; what the team owes.
  [[nodiscard]] std::span<const std::uint32_t> draw_order(TeamId team) const { return teams_[team.value].order; }
  [[nodiscard]] Tokens remaining(TrancheId tranche) const { return {tranches_[tranche.value].remaining}; }
  [[nodiscard]] Tokens held(TrancheId tranche) const { return {tranches_[tranche.value].held}; }
  [[nodiscard]] Tokens owed(TeamId team) const { return {teams_[team.value].owed}; }
  [[nodiscard]] TeamId team_of(TrancheId tranche) const { return TeamId(tranches_[tranche.value].team); }
  // What is free less what is owed (one of them is 0); and what is on order too. In micro-tokens.
  [[nodiscard]] std::int64_t free_or_owed(TeamId team) const;
  [[nodiscard]] std::int64_t position(TeamId team) const;

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

  // A hold becomes a charge; what it lacks becomes a debt. The tranche may have been moved to another team.
  void settle(TeamId team_id, const Journal::Row& row, Instant now) {
    if (row.split) [[unlikely]] {
      settle_split(team_id, row, now);
      return;
    }
    if (const std::int64_t tokens = journal_.tokens(row); tokens > 0) {
      State& tranche = tranches_[row.payer];
      tranche.held -= tokens;
      tranche.consumed += tokens;
      teams_[tranche.team].held -= tokens;
    }
  }

  // A hold goes back to where it came from; to an expired tranche it goes as expired, at `now`.
  void give_back(TeamId team, const Journal::Row& row, Instant now);

  // Takes so many tokens at once, or all that is available if that is less, and returns who paid; the rest is owed.
  [[nodiscard]] std::vector<Draw> charge(TeamId team, std::int64_t tokens);

  // Gives tokens of a charge back: first what was owed for it, up to `owed`, and then what its draws paid, the last
  // first. Both are reduced by what they give. What was owed and is not owed any more goes back to who paid the team's
  // latest debts. Returns what each tranche got, less than 0 each; what is missing was a debt, which is cancelled.
  [[nodiscard]] std::vector<Draw> refund(TeamId team, std::int64_t tokens, std::vector<Draw>& draws, std::int64_t& owed,
                                         Instant now);

  // A tranche that was bought during the simulation; at once, if it arrives by now.
  TrancheId add(const Tranche& tranche, TeamId team, Instant now);
  // Moves a usable tranche, with what is held of it, to another team.
  void transfer(TrancheId tranche, TeamId to, Instant now);
  // Gives (more than 0) tokens to a tranche; or takes (less) from it, if one is named, then from the team's pool, and
  // what is lacking is owed. `source`: of the event.
  void adjust(TeamId team, std::optional<TrancheId> tranche, std::int64_t tokens, Instant now, std::uint32_t source);

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
  [[nodiscard]] std::vector<Tokens> owed() const;  // for charges
  [[nodiscard]] std::vector<Tokens> owed_for_adjustments() const;
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
    bool on_order = false;
    std::int64_t adjusted = 0;
  };
  // What decides which tranche is drawn first.
  struct DrawKey {
    int rank = 0;
    Day expires;
    Day bought;
    Tokens tokens;
  };
  struct Team {
    std::vector<std::uint32_t> order;  // tranches, first to draw first
    std::size_t head = 0;              // all before it are empty, gone or not there yet
    std::int64_t available = 0;
    std::int64_t held = 0;
    std::int64_t owed = 0;
    std::int64_t lacking = 0;  // of holds that could not be taken in full
    std::int64_t owed_for_adjustments = 0;
    std::int64_t on_order = 0;
    std::vector<Draw> debts_paid;  // for charges: by whom, in order of time
  };
  struct AgendaItem {
    Instant at;
    PoolEvent::Kind kind;  // expired or arrived
    std::uint32_t tranche;
    friend bool operator<(const AgendaItem& a, const AgendaItem& b) {
      return std::tuple(a.at, a.kind, a.tranche) < std::tuple(b.at, b.kind, b.tranche);
    }
  };

  void enter(const Tranche& tranche, TeamId team);
  [[nodiscard]] bool drawn_before(std::uint32_t a, std::uint32_t b) const;
  void sort_order(Team& team);
  // Takes tokens from the team's tranches in their order; they have them. Adds who gave to `scratch_`.
  template <class Give>
  void draw(Team& team, std::int64_t tokens, Give give);
  void owe(std::int64_t& debt, std::int64_t tokens) const;
  void take_from_several(Team& team, Journal::Row& row, As as);
  void settle_split(TeamId team, const Journal::Row& row, Instant now);
  void give_back(TeamId team, Draw draw, Instant now);
  // Tokens that no charge needs any more come back to a tranche; they were the team's.
  void return_to(TrancheId tranche, TeamId from, std::int64_t tokens, Instant now);
  void arrive(std::uint32_t tranche, Instant at);
  void expire(std::uint32_t tranche, Instant at);
  void pay_debt(std::uint32_t team, Instant now);
  void note(PoolEvent::Kind kind, Instant at, std::uint32_t tranche, std::int64_t tokens);
  // The first tranche with tokens; null if there is none.
  State* head(Team& team);

  DrawOrder order_;
  Instant begin_;
  Instant end_;
  std::vector<State> tranches_;  // by TrancheId
  std::vector<std::int64_t> brings_;
  std::vector<DrawKey> keys_;
  std::vector<Team> teams_;
  std::vector<AgendaItem> agenda_;
  std::size_t next_ = 0;
  Journal& journal_;
  std::vector<Draw> scratch_;
};

template <class Give>
void Pools::draw(Team& team, std::int64_t tokens, Give give) {
  team.available -= tokens;
  scratch_.clear();
  while (tokens > 0) {
    State* tranche = head(team);
    check(tranche != nullptr, "what a pool has available is in its tranches");
    const std::int64_t part = std::min(tokens, tranche->remaining);
    tranche->remaining -= part;
    give(*tranche, part);
    tokens -= part;
    scratch_.push_back({TrancheId(team.order[team.head]), {part}});
  }
}

}  // namespace drawdown
