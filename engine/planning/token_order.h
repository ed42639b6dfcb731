// What all tokens of a year cost in one order, by its quantity: the cheapest order that is large enough. More than is
// needed may be cheaper, where that reaches a better price for all of them.
//
//   const TokenOrders orders = token_orders(scenario);
//   const TokenOrder order = orders.cheapest(Tokens::whole(9'000));
//   order.tokens;                                // 10,000, at 2.40 each; 9,000 at 3.00 each cost more
#pragma once

#include <vector>

#include "engine/base/quantity.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct TokenOrder {
  Tokens tokens;
  Money unit_price;
  Money cost;  // rounded to the micro-unit, halves away from zero
};

// Orders of at least `least` tokens cost `unit_price` each, until the next tier.
struct OrderTier {
  Tokens least;
  Money unit_price;
};

class TokenOrders {
 public:
  // At least one tier; quantities ascend strictly. `multiple`: orders are multiples of it; 0: any quantity.
  TokenOrders(std::vector<OrderTier> tiers, Tokens multiple);

  // Nothing, if nothing is needed. Of orders that cost the same, the smallest. Throws OverflowError.
  [[nodiscard]] TokenOrder cheapest(Tokens need) const;
  // What it costs is never less, before rounding, than unit_price × max(need, least) of some tier, if anything is
  // needed. Without a multiple it is the least of these over all tiers whose price is less than those before.
  [[nodiscard]] const std::vector<OrderTier>& tiers() const { return tiers_; }
  [[nodiscard]] Tokens multiple() const { return multiple_; }

 private:
  [[nodiscard]] Tokens rounded(Tokens tokens) const;

  std::vector<OrderTier> tiers_;
  Tokens multiple_;
};

// As assign.token_price says, or pool.price_list on the scenario's first day, or the unit price that all purchases
// share. Throws InputError if there is none.
[[nodiscard]] TokenOrders token_orders(const Scenario& scenario);

}  // namespace drawdown
