// What happens to pools besides holds, renewals and the calendar of their tranches: results, refunds, purchases,
// transfers and adjustments.
#include <algorithm>

#include "engine/base/check.h"
#include "engine/pool/pools.h"

namespace drawdown {

std::vector<Draw> Pools::charge(TeamId team_id, std::int64_t tokens) {
  Team& team = teams_[team_id.value];
  const std::int64_t wanted = std::min(tokens, team.available);
  draw(team, wanted, [](State& tranche, std::int64_t part) { tranche.consumed += part; });
  owe(team.owed, tokens - wanted);
  return scratch_;
}

std::vector<Draw> Pools::refund(TeamId team_id, std::int64_t tokens, std::vector<Draw>& draws, std::int64_t& owed,
                                Instant now) {
  std::vector<Draw> got;
  // Takes the last of the draws back, as far as it goes.
  const auto give_last = [&](std::vector<Draw>& paid, std::int64_t most) {
    Draw& last = paid.back();
    const std::int64_t part = std::min(most, last.tokens.micro);
    tranches_[last.tranche.value].consumed -= part;
    return_to(last.tranche, team_id, part, now);
    got.push_back({last.tranche, {-part}});
    last.tokens.micro -= part;
    if (last.tokens.micro == 0) {
      paid.pop_back();
    }
    return part;
  };
  Team& team = teams_[team_id.value];
  std::int64_t of_debt = std::min(tokens, owed);
  owed -= of_debt;
  tokens -= of_debt;
  const std::int64_t cancelled = std::min(of_debt, team.owed);
  team.owed -= cancelled;
  of_debt -= cancelled;
  while (of_debt > 0) {
    check(!team.debts_paid.empty(), "what was owed is owed or paid");
    of_debt -= give_last(team.debts_paid, of_debt);
  }
  while (tokens > 0) {
    check(!draws.empty(), "a refund is of what was paid");
    tokens -= give_last(draws, tokens);
  }
  for (const Draw& draw : got) {
    pay_debt(tranches_[draw.tranche.value].team, now);
  }
  return got;
}

TrancheId Pools::add(const Tranche& tranche, TeamId team, Instant now) {
  const auto id = static_cast<std::uint32_t>(tranches_.size());
  const std::size_t listed = agenda_.size();
  enter(tranche, team);
  sort_order(teams_[team.value]);
  std::vector<AgendaItem> items(agenda_.begin() + static_cast<std::ptrdiff_t>(listed), agenda_.end());
  agenda_.resize(listed);
  const bool at_once = tranche.arrives_at <= now;
  for (const AgendaItem& item : items) {
    if (item.kind == PoolEvent::Kind::expired || !at_once) {
      agenda_.insert(std::upper_bound(agenda_.begin() + static_cast<std::ptrdiff_t>(next_), agenda_.end(), item), item);
    }
  }
  State& state = tranches_[id];
  if (state.left_out) {
    return TrancheId(id);
  }
  if (at_once) {
    arrive(id, now);
  } else {
    state.on_order = true;
    owe(teams_[team.value].on_order, brings_[id]);
  }
  return TrancheId(id);
}

void Pools::transfer(TrancheId id, TeamId to, Instant now) {
  State& tranche = tranches_[id.value];
  if (tranche.team == to.value) {
    return;
  }
  Team& old_team = teams_[tranche.team];
  Team& new_team = teams_[to.value];
  if (tranche.remaining > 0) {
    events.push_back({now, id, PoolEvent::Kind::moved, {tranche.remaining}, TeamId(tranche.team), to, 0});
  }
  old_team.available -= tranche.remaining;
  old_team.held -= tranche.held;
  owe(new_team.available, tranche.remaining);
  new_team.held += tranche.held;
  std::erase(old_team.order, id.value);
  new_team.order.push_back(id.value);
  tranche.team = to.value;
  sort_order(old_team);
  sort_order(new_team);
  pay_debt(to.value, now);
}

void Pools::adjust(TeamId team_id, std::optional<TrancheId> id, std::int64_t tokens, Instant now,
                   std::uint32_t source) {
  Team& team = teams_[team_id.value];
  const auto note_adjusted = [&](TrancheId tranche, std::int64_t signed_tokens) {
    events.push_back({now, tranche, PoolEvent::Kind::adjusted, {signed_tokens}, team_id, {}, source});
  };
  if (tokens > 0) {
    check(id.has_value(), "tokens are given to a tranche");
    State& tranche = tranches_[id->value];
    check(!tranche.gone && tranche.team == team_id.value, "tokens are given to a tranche that is there");
    owe(tranche.adjusted, tokens);
    owe(tranche.remaining, tokens);
    owe(team.available, tokens);
    team.head = std::min<std::size_t>(team.head, tranche.place);
    note_adjusted(*id, tokens);
    pay_debt(team_id.value, now);
    return;
  }
  std::int64_t wanted = -tokens;
  if (id) {
    State& tranche = tranches_[id->value];
    if (const std::int64_t part = std::min(wanted, tranche.remaining); part > 0) {
      tranche.remaining -= part;
      tranche.adjusted -= part;
      team.available -= part;
      wanted -= part;
      note_adjusted(*id, -part);
    }
  }
  const std::int64_t there = std::min(wanted, team.available);
  draw(team, there, [](State& tranche, std::int64_t part) { tranche.adjusted -= part; });
  for (const Draw& draw : scratch_) {
    note_adjusted(draw.tranche, -draw.tokens.micro);
  }
  if (wanted > there) {
    owe(team.owed_for_adjustments, wanted - there);
    note_adjusted(no_tranche, there - wanted);
  }
}

std::int64_t Pools::free_or_owed(TeamId team_id) const {
  const Team& team = teams_[team_id.value];
  return (Tokens{team.available} - Tokens{team.owed} - Tokens{team.owed_for_adjustments}).micro;
}

std::int64_t Pools::position(TeamId team) const {
  return (Tokens{free_or_owed(team)} + Tokens{teams_[team.value].on_order}).micro;
}

}  // namespace drawdown
