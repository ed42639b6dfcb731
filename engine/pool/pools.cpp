#include "engine/pool/pools.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// Spec §2, `consume`, with the ties of rules.h.
bool drawn_before(const Tranche& a, const Tranche& b, DrawOrder order) {
  switch (order) {
    case DrawOrder::soonest_expiry:
      return std::tuple(a.expires, a.tokens, a.bought) < std::tuple(b.expires, b.tokens, b.bought);
    case DrawOrder::oldest:
      return a.bought < b.bought;
    case DrawOrder::newest:
      return a.bought > b.bought;
  }
  return false;
}

}  // namespace

Pools::Pools(std::span<const Tranche> tranches, std::span<const TeamId> teams, std::size_t team_count, DrawOrder order,
             Instant begin, Instant end, Journal& journal)
    : tranches_(tranches.size()), brings_(tranches.size()), teams_(team_count), journal_(journal) {
  for (std::uint32_t id = 0; id < tranches.size(); ++id) {
    const Tranche& tranche = tranches[id];
    State& state = tranches_[id];
    state.team = teams[id].value;
    teams_[state.team].order.push_back(id);
    brings_[id] = tranche.brings().micro;
    const Instant arrives = std::max(tranche.arrives_at, begin);
    state.left_out = tranche.expires_at <= arrives;
    if (!state.left_out && arrives < end) {
      agenda_.push_back({arrives, PoolEvent::Kind::arrived, id});
      if (tranche.expires_at < end) {
        agenda_.push_back({tranche.expires_at, PoolEvent::Kind::expired, id});
      }
    }
  }
  std::sort(agenda_.begin(), agenda_.end(), [](const AgendaItem& a, const AgendaItem& b) {
    return std::tuple(a.at, a.kind, a.tranche) < std::tuple(b.at, b.kind, b.tranche);
  });
  for (Team& team : teams_) {
    std::stable_sort(team.order.begin(), team.order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return drawn_before(tranches[a], tranches[b], order); });
    for (std::uint32_t place = 0; place < team.order.size(); ++place) {
      tranches_[team.order[place]].place = place;
    }
  }
}

void Pools::process_event() {
  const AgendaItem& item = agenda_[next_++];
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
  team.head = std::min<std::size_t>(team.head, state.place);
  note(PoolEvent::Kind::arrived, at, tranche, state.brought);
  pay_debt(team);
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

void Pools::take_from_several(Team& team, Journal::Row& row, As as) {
  const std::int64_t tokens = journal_.tokens(row);
  std::int64_t wanted = std::min(tokens, team.available);
  const std::int64_t lacking = tokens - wanted;
  team.available -= wanted;
  scratch_.clear();
  while (wanted > 0) {
    State* tranche = head(team);
    check(tranche != nullptr, "what a pool has available is in its tranches");
    const std::int64_t part = std::min(wanted, tranche->remaining);
    tranche->remaining -= part;
    (as == As::hold ? tranche->held : tranche->consumed) += part;
    wanted -= part;
    scratch_.push_back({TrancheId(team.order[team.head]), {part}});
  }
  journal_.pay(row, scratch_);
  if (as == As::hold) {
    team.held += tokens - lacking;
    team.lacking += lacking;
  } else if (__builtin_add_overflow(team.owed, lacking, &team.owed)) {
    throw_overflow("tokens");
  }
}

void Pools::settle_split(Team& team, const Journal::Row& row) {
  std::int64_t lacking = journal_.tokens(row);
  for (const Draw& draw : journal_.split_draws(row)) {
    State& tranche = tranches_[draw.tranche.value];
    tranche.held -= draw.tokens.micro;
    tranche.consumed += draw.tokens.micro;
    team.held -= draw.tokens.micro;
    lacking -= draw.tokens.micro;
  }
  team.lacking -= lacking;
  if (__builtin_add_overflow(team.owed, lacking, &team.owed)) {
    throw_overflow("tokens");
  }
  pay_debt(team);
}

void Pools::give_back(TeamId team_id, const Journal::Row& row, Instant now) {
  Team& team = teams_[team_id.value];
  std::int64_t lacking = journal_.tokens(row);
  if (!row.split) {
    if (lacking > 0) {
      give_back(team, {TrancheId(row.payer), {lacking}}, now);
    }
    lacking = 0;
  } else {
    for (const Draw& draw : journal_.split_draws(row)) {
      give_back(team, draw, now);
      lacking -= draw.tokens.micro;
    }
  }
  team.lacking -= lacking;
  pay_debt(team);
}

void Pools::give_back(Team& team, Draw draw, Instant now) {
  State& tranche = tranches_[draw.tranche.value];
  tranche.held -= draw.tokens.micro;
  team.held -= draw.tokens.micro;
  if (tranche.gone) {
    tranche.expired += draw.tokens.micro;
    note(PoolEvent::Kind::expired, now, draw.tranche.value, draw.tokens.micro);
  } else {
    tranche.remaining += draw.tokens.micro;
    team.available += draw.tokens.micro;
    team.head = std::min<std::size_t>(team.head, tranche.place);
  }
}

void Pools::pay_debt(Team& team) {
  while (team.owed > 0 && team.available > 0) {
    State* tranche = head(team);
    check(tranche != nullptr, "what a pool has available is in its tranches");
    const std::int64_t part = std::min(team.owed, tranche->remaining);
    tranche->remaining -= part;
    tranche->consumed += part;
    team.available -= part;
    team.owed -= part;
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
    if (place == team.order.size() || team.owed > 0 || team.lacking > 0 ||
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
    check(t.brought == t.consumed + t.held + t.expired + t.remaining,
          "bought = consumed + held + expired + remaining, for every tranche");
    check(t.consumed >= 0 && t.held >= 0 && t.expired >= 0 && t.remaining >= 0, "no part of a tranche is negative");
    available[t.team] += t.remaining;
    held[t.team] += t.held;
  }
  for (std::size_t id = 0; id < teams_.size(); ++id) {
    const Team& team = teams_[id];
    check(available[id] == team.available && held[id] == team.held, "a pool is the sum of its tranches");
    check(team.owed >= 0 && (team.owed == 0 || team.available == 0), "nobody owes what the pool could pay");
  }
}

std::vector<TrancheBalance> Pools::balances() const {
  std::vector<TrancheBalance> balances;
  balances.reserve(tranches_.size());
  for (const State& t : tranches_) {
    check(t.held == 0, "nothing is held at the end");
    balances.push_back({t.left_out, {t.brought}, {t.consumed}, {t.expired}, {t.remaining}, {}, TeamId(t.team)});
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

}  // namespace drawdown
