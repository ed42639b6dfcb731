#include "engine/pool/pools.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {

Pools::Pools(std::span<const Tranche> tranches, std::span<const TeamId> teams, std::size_t team_count, DrawOrder order,
             Instant begin, Instant end, Journal& journal)
    : order_(order), begin_(begin), end_(end), teams_(team_count), journal_(journal) {
  for (std::size_t id = 0; id < tranches.size(); ++id) {
    enter(tranches[id], teams[id]);
  }
  std::sort(agenda_.begin(), agenda_.end());
  for (Team& team : teams_) {
    sort_order(team);
  }
}

// Not yet in its place of the agenda, nor of its team's order.
void Pools::enter(const Tranche& tranche, TeamId team) {
  const auto id = static_cast<std::uint32_t>(tranches_.size());
  State& state = tranches_.emplace_back();
  state.team = team.value;
  teams_[team.value].order.push_back(id);
  brings_.push_back(tranche.brings().micro);
  keys_.push_back({tranche.rank, tranche.expires, tranche.bought, tranche.tokens});
  const Instant arrives = std::max(tranche.arrives_at, begin_);
  state.left_out = tranche.expires_at <= arrives;
  if (!state.left_out && arrives < end_) {
    if (tranche.origin.kind != TrancheOrigin::Kind::credit) {
      agenda_.push_back({arrives, PoolEvent::Kind::arrived, id});
    }
    if (tranche.expires_at < end_) {
      agenda_.push_back({tranche.expires_at, PoolEvent::Kind::expired, id});
    }
  }
}

// Spec §2, `consume`, with the ties of rules.h.
bool Pools::drawn_before(std::uint32_t a_id, std::uint32_t b_id) const {
  const DrawKey& a = keys_[a_id];
  const DrawKey& b = keys_[b_id];
  if (a.rank != b.rank) {
    return a.rank < b.rank;
  }
  switch (order_) {
    case DrawOrder::soonest_expiry:
      return std::tuple(a.expires, a.tokens, a.bought, a_id) < std::tuple(b.expires, b.tokens, b.bought, b_id);
    case DrawOrder::oldest:
      return std::tuple(a.bought, a_id) < std::tuple(b.bought, b_id);
    case DrawOrder::newest:
      return std::tuple(b.bought, a_id) < std::tuple(a.bought, b_id);
  }
  return false;
}

void Pools::sort_order(Team& team) {
  std::sort(team.order.begin(), team.order.end(),
            [this](std::uint32_t a, std::uint32_t b) { return drawn_before(a, b); });
  for (std::uint32_t place = 0; place < team.order.size(); ++place) {
    tranches_[team.order[place]].place = place;
  }
  team.head = 0;
}

void Pools::process_event() {
  const AgendaItem item = agenda_[next_++];
  if (item.kind == PoolEvent::Kind::expired) {
    expire(item.tranche, item.at);
  } else {
    arrive(item.tranche, item.at);
  }
}

void Pools::arrive(std::uint32_t tranche, Instant at) {
  State& state = tranches_[tranche];
  Team& team = teams_[state.team];
  state.brought = state.remaining = brings_[tranche];
  if (__builtin_add_overflow(team.available, state.remaining, &team.available)) {
    throw_overflow("tokens");
  }
  team.on_order -= std::exchange(state.on_order, false) ? state.brought : 0;
  team.head = std::min<std::size_t>(team.head, state.place);
  note(PoolEvent::Kind::arrived, at, tranche, state.brought);
  pay_debt(state.team, at);
}

void Pools::expire(std::uint32_t tranche, Instant at) {
  State& state = tranches_[tranche];
  state.gone = true;
  if (state.remaining > 0) {
    note(PoolEvent::Kind::expired, at, tranche, state.remaining);
    teams_[state.team].available -= state.remaining;
    state.expired += state.remaining;
    state.remaining = 0;
  }
}

void Pools::note(PoolEvent::Kind kind, Instant at, std::uint32_t tranche, std::int64_t tokens) {
  events.push_back({at, TrancheId(tranche), kind, {tokens}, TeamId(tranches_[tranche].team), {}, 0});
}

Pools::State* Pools::head(Team& team) {
  while (team.head < team.order.size() && tranches_[team.order[team.head]].remaining == 0) {
    ++team.head;
  }
  return team.head < team.order.size() ? &tranches_[team.order[team.head]] : nullptr;
}

void Pools::owe(std::int64_t& debt, std::int64_t tokens) const {
  if (__builtin_add_overflow(debt, tokens, &debt)) {
    throw_overflow("tokens");
  }
}

void Pools::take_from_several(Team& team, Journal::Row& row, As as) {
  const std::int64_t tokens = journal_.tokens(row);
  const std::int64_t wanted = std::min(tokens, team.available);
  draw(team, wanted,
       [as](State& tranche, std::int64_t part) { (as == As::hold ? tranche.held : tranche.consumed) += part; });
  journal_.pay(row, scratch_);
  if (as == As::hold) {
    team.held += wanted;
    team.lacking += tokens - wanted;
  } else {
    owe(team.owed, tokens - wanted);
  }
}

void Pools::settle_split(TeamId team_id, const Journal::Row& row, Instant now) {
  Team& team = teams_[team_id.value];
  std::int64_t lacking = journal_.tokens(row);
  for (const Draw& draw : journal_.split_draws(row)) {
    State& tranche = tranches_[draw.tranche.value];
    tranche.held -= draw.tokens.micro;
    tranche.consumed += draw.tokens.micro;
    teams_[tranche.team].held -= draw.tokens.micro;
    lacking -= draw.tokens.micro;
  }
  team.lacking -= lacking;
  owe(team.owed, lacking);
  pay_debt(team_id.value, now);
}

void Pools::give_back(TeamId team_id, const Journal::Row& row, Instant now) {
  std::int64_t lacking = journal_.tokens(row);
  if (!row.split) {
    if (lacking > 0) {
      give_back(team_id, {TrancheId(row.payer), {lacking}}, now);
      pay_debt(tranches_[row.payer].team, now);
    }
    return;
  }
  for (const Draw& draw : journal_.split_draws(row)) {
    lacking -= draw.tokens.micro;
  }
  teams_[team_id.value].lacking -= lacking;
  for (const Draw& draw : journal_.split_draws(row)) {
    give_back(team_id, draw, now);
  }
  for (const Draw& draw : journal_.split_draws(row)) {
    pay_debt(tranches_[draw.tranche.value].team, now);
  }
}

void Pools::give_back(TeamId team, Draw draw, Instant now) {
  State& tranche = tranches_[draw.tranche.value];
  tranche.held -= draw.tokens.micro;
  teams_[tranche.team].held -= draw.tokens.micro;
  return_to(draw.tranche, team, draw.tokens.micro, now);
}

void Pools::return_to(TrancheId id, TeamId from, std::int64_t tokens, Instant now) {
  State& tranche = tranches_[id.value];
  Team& team = teams_[tranche.team];
  if (tranche.team != from.value) {
    events.push_back({now, id, PoolEvent::Kind::moved, {tokens}, from, TeamId(tranche.team), 0});
  }
  if (tranche.gone) {
    tranche.expired += tokens;
    note(PoolEvent::Kind::expired, now, id.value, tokens);
  } else {
    tranche.remaining += tokens;
    team.available += tokens;
    team.head = std::min<std::size_t>(team.head, tranche.place);
  }
}

void Pools::pay_debt(std::uint32_t team_id, Instant now) {
  Team& team = teams_[team_id];
  if (const std::int64_t paid = std::min(team.owed, team.available); paid > 0) {
    draw(team, paid, [](State& tranche, std::int64_t part) { tranche.consumed += part; });
    team.owed -= paid;
    for (const Draw& draw : scratch_) {
      note(PoolEvent::Kind::debt_paid, now, draw.tranche.value, draw.tokens.micro);
      team.debts_paid.push_back(draw);
    }
  }
  if (const std::int64_t paid = std::min(team.owed_for_adjustments, team.available); paid > 0) {
    draw(team, paid, [](State& tranche, std::int64_t part) { tranche.adjusted -= part; });
    team.owed_for_adjustments -= paid;
    for (const Draw& draw : scratch_) {
      note(PoolEvent::Kind::adjustment_paid, now, draw.tranche.value, draw.tokens.micro);
    }
  }
}

std::int64_t Pools::plenty(std::span<const std::uint8_t> uses) const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::size_t id = 0; id < teams_.size(); ++id) {
    const Team& team = teams_[id];
    if (uses[id] == 0) {
      continue;
    }
    std::size_t place = team.head;
    while (place < team.order.size() && tranches_[team.order[place]].remaining == 0) {
      ++place;
    }
    if (place == team.order.size() || team.owed > 0 || team.owed_for_adjustments > 0 || team.lacking > 0 ||
        tranches_[team.order[place]].held != team.held) {
      return 0;
    }
    least = std::min(least, tranches_[team.order[place]].remaining);
  }
  return least;
}

TrancheId Pools::first_payer(TeamId team_id) {
  Team& team = teams_[team_id.value];
  return head(team) != nullptr ? TrancheId(team.order[team.head]) : TrancheId(0);
}

void Pools::move(TrancheId tranche, const Sums& sums) {
  const std::int64_t taken = sums.held + sums.charged - sums.given_back;
  State& state = tranches_[tranche.value];
  Team& team = teams_[state.team];
  state.remaining -= taken;
  state.held += sums.held - sums.settled - sums.given_back;
  state.consumed += sums.charged + sums.settled;
  team.available -= taken;
  team.held += sums.held - sums.settled - sums.given_back;
  check(state.remaining >= 0 && state.held >= 0, "a block takes no more than there is plenty of");
}

void Pools::audit() const {
  std::vector<std::int64_t> available(teams_.size());
  std::vector<std::int64_t> held(teams_.size());
  for (const State& t : tranches_) {
    check(t.brought + t.adjusted == t.consumed + t.held + t.expired + t.remaining,
          "bought + adjusted = consumed + held + expired + remaining, for every tranche");
    check(t.consumed >= 0 && t.held >= 0 && t.expired >= 0 && t.remaining >= 0, "no part of a tranche is negative");
    available[t.team] += t.remaining;
    held[t.team] += t.held;
  }
  for (std::size_t id = 0; id < teams_.size(); ++id) {
    const Team& team = teams_[id];
    check(available[id] == team.available && held[id] == team.held, "a pool is the sum of its tranches");
    check(team.owed >= 0 && team.owed_for_adjustments >= 0, "no debt is negative");
    check(team.owed + team.owed_for_adjustments == 0 || team.available == 0, "nobody owes what the pool could pay");
  }
}

std::vector<TrancheBalance> Pools::balances() const {
  std::vector<TrancheBalance> balances;
  balances.reserve(tranches_.size());
  for (const State& t : tranches_) {
    check(t.held == 0, "nothing is held at the end");
    balances.push_back(
        {t.left_out, {t.brought}, {t.consumed}, {t.expired}, {t.remaining}, {t.adjusted}, TeamId(t.team)});
  }
  return balances;
}

std::vector<Tokens> Pools::owed() const {
  std::vector<Tokens> owed;
  owed.reserve(teams_.size());
  for (const Team& team : teams_) {
    owed.push_back({team.owed});
  }
  return owed;
}

std::vector<Tokens> Pools::owed_for_adjustments() const {
  std::vector<Tokens> owed;
  owed.reserve(teams_.size());
  for (const Team& team : teams_) {
    owed.push_back({team.owed_for_adjustments});
  }
  return owed;
}

}  // namespace drawdown
