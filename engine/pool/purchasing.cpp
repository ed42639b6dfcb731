#include "engine/pool/purchasing.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

// Of what was consumed, rounded up to a micro-token.
Tokens share_of(Tokens consumed, Percent share) {
  constexpr Wide whole = Wide{100} * micro_per_unit;
  return consumed > Tokens{} ? Tokens{narrow(divide_up(Wide{consumed.micro} * share.micro, whole), "tokens")}
                             : Tokens{};
}

}  // namespace

Purchasing::Purchasing(Source source, Pools& pools, std::vector<Tranche>& tranches)
    : source_(std::move(source)),
      pools_(pools),
      tranches_(tranches),
      states_(source_.policies.size()),
      continuous_(source_.team_count) {
  for (std::uint32_t policy = 0; policy < source_.policies.size(); ++policy) {
    if (source_.policies[policy].continuous) {
      continuous_[source_.teams[policy].value].push_back(policy);
    }
  }
}

std::vector<std::int64_t> Purchasing::positions() const {
  std::vector<std::int64_t> positions;
  for (std::uint32_t team = 0; team < continuous_.size(); ++team) {
    positions.push_back(continuous_[team].empty() ? 0 : pools_.position(TeamId(team)));
  }
  return positions;
}

void Purchasing::review(std::uint32_t policy, Instant now, Tokens trailing) {
  const Tokens tokens = wanted(source_.policies[policy], {pools_.position(source_.teams[policy])}, trailing);
  if (tokens > Tokens{}) {
    order(policy, source_.prices == nullptr ? tokens : source_.prices->rounded_order(tokens), now);
  } else {
    states_[policy].stopped = false;
  }
}

void Purchasing::review_after_fall(std::uint32_t policy, std::int64_t before, Instant now) {
  State& state = states_[policy];
  state.stopped = state.stopped && wanted(source_.policies[policy], {before}, {}) > Tokens{};
  review(policy, now, {});
}

Tokens Purchasing::wanted(const PurchasePolicy& policy, Tokens position, Tokens trailing) {
  switch (policy.kind) {
    case PurchasePolicy::Kind::reorder_point: {
      if (position > policy.at) {
        return {};
      }
      const std::int64_t times = (policy.at - position).micro / policy.quantity.micro + 1;
      Tokens tokens;
      if (__builtin_mul_overflow(times, policy.quantity.micro, &tokens.micro)) {
        throw_overflow("tokens");
      }
      return tokens;
    }
    case PurchasePolicy::Kind::order_up_to:
      return position <= policy.at ? policy.up_to - position : Tokens{};
    case PurchasePolicy::Kind::base_stock:
    case PurchasePolicy::Kind::periodic:
      return std::max(policy.up_to - position, Tokens{});
    case PurchasePolicy::Kind::yearly_share:
      return share_of(trailing, policy.share);
  }
  return {};
}

void Purchasing::order(std::uint32_t number, Tokens tokens, Instant now) {
  const PurchasePolicy& policy = source_.policies[number];
  State& state = states_[number];
  const TeamId team = source_.teams[number];
  const Day today = source_.server.day_at(now);
  Tranche tranche;
  tranche.tokens = tokens;
  if (source_.prices != nullptr) {
    tranche.unit_price = source_.prices->unit_price(tokens, today);
  }
  const Money price = cost(tokens, tranche.unit_price.value_or(Money{}));
  const bool may =
      (!policy.orders || state.orders < *policy.orders) && (!policy.budget || state.spent + price <= *policy.budget);
  if (!may) {
    if (!std::exchange(state.stopped, true)) {
      pools_.events.push_back({now, no_tranche, PoolEvent::Kind::not_ordered, tokens, team, {}, number});
    }
    return;
  }
  state.stopped = false;
  ++state.orders;
  state.spent += price;
  tranche.id = policy.name + '-' + std::to_string(state.orders);
  tranche.team = policy.team;
  tranche.ordered = today;
  tranche.bought = today + policy.lead_days;
  tranche.expires = expiry_of(tranche.bought, policy.lifetime);
  tranche.arrives_at = std::max(now, source_.server.start_of(tranche.bought));
  tranche.expires_at = source_.server.start_of(tranche.expires);
  tranche.origin = {TrancheOrigin::Kind::ordered, number, 0};
  const TrancheId id(static_cast<std::uint32_t>(tranches_.size()));
  pools_.events.push_back({now, id, PoolEvent::Kind::ordered, tokens, team, {}, number});
  tranches_.push_back(tranche);
  pools_.add(tranche, team, now);
}

std::int64_t Purchasing::plenty() const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::uint32_t number = 0; number < source_.policies.size(); ++number) {
    const PurchasePolicy& policy = source_.policies[number];
    if (!policy.continuous) {
      continue;
    }
    const Tokens trigger = policy.kind == PurchasePolicy::Kind::base_stock ? policy.up_to : policy.at;
    least = std::min(least, pools_.position(source_.teams[number]) - trigger.micro - 1);
  }
  return std::max<std::int64_t>(least, 0);
}

}  // namespace drawdown
