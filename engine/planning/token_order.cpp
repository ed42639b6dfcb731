#include "engine/planning/token_order.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"

namespace drawdown {
namespace {

// The list's prices on the day, each with the smallest order that gets it.
std::vector<OrderTier> tiers_of(const PriceList& list, Day day) {
  std::vector<Tokens> quantities;
  for (const PriceList::Entry& entry : list.entries) {
    quantities.push_back(list.rounded_order(entry.quantity));
  }
  std::sort(quantities.begin(), quantities.end());
  std::vector<OrderTier> tiers;
  for (const Tokens quantity : quantities) {
    const std::optional<Money> price = list.unit_price(quantity, day);
    if (price && (tiers.empty() || tiers.back().unit_price != *price)) {
      tiers.push_back({quantity, *price});
    }
  }
  return tiers;
}

Money price_of_purchases(const Scenario& scenario) {
  std::optional<Money> price;
  for (const Tranche& tranche : scenario.tranches) {
    if (!tranche.unit_price || tranche.origin.kind == TrancheOrigin::Kind::credit) {
      continue;
    }
    if (price && *price != *tranche.unit_price) {
      throw InputError({scenario.file}, "what would a token cost? Purchases have unit prices of " + format(*price) +
                                            " and " + format(*tranche.unit_price) +
                                            "; add pool.price_list or assign.token_price");
    }
    price = tranche.unit_price;
  }
  if (!price) {
    throw InputError(
        {scenario.file},
        "what would a token cost? No purchase has a unit price; add pool.price_list or assign.token_price");
  }
  return *price;
}

}  // namespace

TokenOrders::TokenOrders(std::vector<OrderTier> tiers, Tokens multiple)
    : tiers_(std::move(tiers)), multiple_(multiple) {
  check(!tiers_.empty() && multiple >= Tokens{}, "tokens have a price");
  for (std::size_t i = 0; i < tiers_.size(); ++i) {
    check(i == 0 || tiers_[i - 1].least < tiers_[i].least, "tiers ascend");
  }
}

Tokens TokenOrders::rounded(Tokens tokens) const {
  const std::int64_t beyond = multiple_ > Tokens{} ? tokens.micro % multiple_.micro : 0;
  return beyond == 0 ? tokens : tokens + (multiple_ - Tokens{beyond});
}

TokenOrder TokenOrders::cheapest(Tokens need) const {
  if (need <= Tokens{}) {
    return {};
  }
  // Within a tier more tokens cost more: of each, only its smallest order that is large enough can be the cheapest.
  std::optional<TokenOrder> best;
  for (std::size_t i = 0; i < tiers_.size(); ++i) {
    const Tokens tokens = rounded(std::max(need, tiers_[i].least));
    if (i + 1 < tiers_.size() && tokens >= tiers_[i + 1].least) {
      continue;
    }
    const Money price = drawdown::cost(tokens, tiers_[i].unit_price);
    if (!best || price < best->cost) {
      best = TokenOrder{tokens, tiers_[i].unit_price, price};
    }
  }
  return *best;
}

TokenOrders token_orders(const Scenario& scenario) {
  if (scenario.assign.token_price) {
    return {{{Tokens{}, *scenario.assign.token_price}}, Tokens{}};
  }
  if (scenario.prices) {
    std::vector<OrderTier> tiers = tiers_of(*scenario.prices, scenario.from);
    if (!tiers.empty()) {
      return {std::move(tiers), scenario.prices->order_multiple};
    }
    throw InputError({scenario.file}, "pool.price_list has no price on " + format(scenario.from) +
                                          ", the first day; add one, or assign.token_price");
  }
  return {{{Tokens{}, price_of_purchases(scenario)}}, Tokens{}};
}

}  // namespace drawdown
