#include "engine/planning/size_sample.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/exact_cost.h"

namespace drawdown {
namespace {

using Fate = SizePath::Fate;

// Of a smaller order than any that has a price: that of the smallest that has one.
Money unit_price(const OrderPrices& prices, Tokens size) {
  const auto above =
      std::upper_bound(prices.tiers.begin(), prices.tiers.end(), size,
                       [](Tokens tokens, const OrderPrices::Tier& tier) { return tokens < tier.quantity; });
  return above == prices.tiers.begin() ? above->unit_price : std::prev(above)->unit_price;
}

Money path_cost(const SizeCosts& costs, Money price, const SizeOutcome& outcome) {
  return price + cost(outcome.refused, costs.penalty) - cost(outcome.left, costs.left_value);
}

}  // namespace

Tokens allowed_size(const SizeCosts& costs, Tokens size) {
  if (size <= Tokens{}) {
    return {};
  }
  const Tokens least = costs.prices.tiers.empty() ? Tokens{} : costs.prices.tiers.front().quantity;
  const Tokens order = std::max({size, costs.minimum, least});
  const std::int64_t beyond = order.micro % costs.multiple.micro;
  return beyond > 0 ? order + (costs.multiple - Tokens{beyond}) : order;
}

Estimate share_of_paths(std::size_t dry, std::size_t all) {
  const Estimate share = estimate_share(dry, all);
  return all == 1 ? Estimate{share.value, share.value, share.value} : share;
}

Money price_of_size(const SizeCosts& costs, Tokens size) {
  if (size == Tokens{} || costs.prices.tiers.empty()) {
    return {};
  }
  return cost(size, unit_price(costs.prices, size));
}

RiskRanks risk_ranks(std::int64_t risk, std::uint64_t n) {
  const auto all = static_cast<Wide>(n);
  const auto may_be_dry = static_cast<std::uint64_t>(all * risk / micro_per_unit);
  RiskRanks ranks;
  ranks.rank = n - may_be_dry;
  const double share = static_cast<double>(risk) / static_cast<double>(micro_per_unit);
  const double middle = static_cast<double>(n) * (1 - share);
  constexpr double z = 1.959963984540054;
  const double reach = z * std::sqrt(middle * share);
  const auto bounded = [n](double rank) {
    return static_cast<std::uint64_t>(std::clamp(std::floor(rank), 0.0, static_cast<double>(n) + 1));
  };
  ranks.low = std::min(bounded(middle - reach), ranks.rank);
  // Of no risk at all there is no upper bound: the greatest value is only the greatest that was seen.
  ranks.high = risk == 0 ? n + 1 : std::max(bounded(std::ceil(middle + reach) + 1), ranks.rank);
  return ranks;
}

SizeSample::SizeSample(std::vector<SizePath> paths) : paths_(std::move(paths)) {
  check(!paths_.empty(), "sizes are tried on a path at least");
  struct Change {
    std::int64_t serve = 0;
    std::int64_t leave = 0;
  };
  std::map<Tokens, Change> changes;
  Piece none;
  for (const SizePath& path : paths_) {
    none.refused += path.none().refused.micro;
    none.left += path.none().left.micro;
    std::optional<Fate> before;
    for (const SizePath::Piece& piece : path.pieces()) {
      Change& change = changes[piece.from];
      change.serve += (piece.fate == Fate::serves ? 1 : 0) - (before == Fate::serves ? 1 : 0);
      change.leave += (piece.fate == Fate::is_left ? 1 : 0) - (before == Fate::is_left ? 1 : 0);
      before = piece.fate;
    }
    if (const std::optional<Tokens> enough = path.enough()) {
      enough_.push_back(*enough);
    }
  }
  std::sort(enough_.begin(), enough_.end());
  pieces_.push_back(none);
  for (const auto& [from, change] : changes) {
    Piece next = pieces_.back();
    const Wide tokens = (from - next.from).micro;
    next.refused -= tokens * next.serve;
    next.left += tokens * next.leave;
    next.from = from;
    next.serve += change.serve;
    next.leave += change.leave;
    pieces_.push_back(next);
  }
}

std::size_t SizeSample::dry(Tokens size) const {
  return paths_.size() -
         static_cast<std::size_t>(std::upper_bound(enough_.begin(), enough_.end(), size) - enough_.begin());
}

Wide SizeSample::cost(const SizeCosts& costs, Tokens size) const {
  const auto above = std::upper_bound(pieces_.begin(), pieces_.end(), size,
                                      [](Tokens tokens, const Piece& piece) { return tokens < piece.from; });
  const Piece& piece = *std::prev(above);
  const Wide tokens = (size - piece.from).micro;
  const Wide refused = piece.refused - tokens * piece.serve;
  const Wide left = piece.left + tokens * piece.leave;
  const Wide price =
      size == Tokens{} || costs.prices.tiers.empty() ? Wide{0} : exact_cost(size, unit_price(costs.prices, size)).pico;
  return price * static_cast<Wide>(paths_.size()) + refused * costs.penalty.micro - left * costs.left_value.micro;
}

Tokens SizeSample::cheapest(const SizeCosts& costs) const {
  // A line's least is at an end of it: at the first or the last allowed size between two breaks.
  std::set<Tokens> ends{Tokens{}};
  const auto add = [&](Tokens at) {
    const Tokens next = allowed_size(costs, at);
    ends.insert(next);
    if (next >= costs.multiple && allowed_size(costs, next - costs.multiple) == next - costs.multiple) {
      ends.insert(next - costs.multiple);
    }
  };
  add(Tokens{1});
  for (const Piece& piece : pieces_) {
    add(piece.from);
  }
  for (const OrderPrices::Tier& tier : costs.prices.tiers) {
    check(tier.unit_price > costs.left_value, "what is left is worth less than it costs");
    add(tier.quantity);
  }
  std::optional<std::pair<Wide, Tokens>> best;
  for (const Tokens size : ends) {
    const Wide own = cost(costs, size);
    best = best && best->first <= own ? best : std::pair(own, size);
  }
  return best->second;
}

std::optional<RiskSize> SizeSample::smallest(std::int64_t risk, const SizeCosts& costs) const {
  const RiskRanks ranks = risk_ranks(risk, paths_.size());
  const auto at = [&](std::uint64_t rank) -> std::optional<Tokens> {
    if (rank == 0) {
      return Tokens{};
    }
    return rank <= enough_.size() ? std::optional(allowed_size(costs, enough_[rank - 1])) : std::nullopt;
  };
  const std::optional<Tokens> size = at(ranks.rank);
  if (!size) {
    return std::nullopt;
  }
  return RiskSize{*size, *at(ranks.low), at(ranks.high)};
}

SizeEstimates SizeSample::estimates(const SizeCosts& costs, Tokens size, Tokens other) const {
  const Money price = price_of_size(costs, size);
  const Money other_price = price_of_size(costs, other);
  Mean refused;
  Mean expired;
  Mean left;
  Mean cost;
  Mean difference;
  std::size_t dry = 0;
  for (const SizePath& path : paths_) {
    const SizeOutcome own = path.at(size);
    const Money own_cost = path_cost(costs, price, own);
    refused.add(own.refused.micro);
    expired.add(own.expired.micro);
    left.add(own.left.micro);
    cost.add(own_cost.micro);
    difference.add((own_cost - path_cost(costs, other_price, path.at(other))).micro);
    dry += own.refused > Tokens{} ? 1U : 0U;
  }
  return {share_of_paths(dry, paths_.size()),
          refused.estimate(),
          expired.estimate(),
          left.estimate(),
          cost.estimate(),
          difference.estimate()};
}

}  // namespace drawdown
