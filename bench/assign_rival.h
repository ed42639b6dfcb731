// How a script would assign: for each user every set of subscriptions and collections, one after the other, at the
// price of a token that a first guess at the total gives; then again at the price of the total that came out, until it
// stays.
#pragma once

#include <vector>

#include "engine/planning/token_order.h"
#include "engine/planning/user_mixes.h"

namespace drawdown::bench {

struct RivalBill {
  Money cost;
  Tokens tokens;
  int rounds = 0;
};

[[nodiscard]] inline RivalBill assign_by_hand(const UserMixes& mixes, const std::vector<UserNeed>& users,
                                              const TokenOrders& orders) {
  RivalBill bill;
  Money price = orders.tiers().front().unit_price;
  for (bill.rounds = 1; bill.rounds <= 10; ++bill.rounds) {
    Money seats;
    bill.tokens = Tokens{};
    for (const UserNeed& user : users) {
      const UserCase one = mixes.case_of(user);
      double least = -1;
      Money best_seats;
      Tokens best_tokens;
      for (std::uint32_t c = 0; c < (1U << one.collections.size()); ++c) {
        for (std::uint64_t p = 0; p < (std::uint64_t{1} << one.products.size()); ++p) {
          bool priced = true;
          for (std::size_t i = 0; i < one.products.size(); ++i) {
            priced = priced && ((p >> i & 1U) == 0 || one.products[i].subscription);
          }
          if (!priced) {
            continue;
          }
          const Mix mix{c, p};
          const Money cost_of_seats = one.seats(mix);
          const Tokens tokens = one.tokens(mix);
          const double value = static_cast<double>(cost_of_seats.micro) +
                               static_cast<double>(tokens.micro) * static_cast<double>(price.micro) / 1e6;
          if (least < 0 || value < least) {
            least = value;
            best_seats = cost_of_seats;
            best_tokens = tokens;
          }
        }
      }
      seats += best_seats;
      bill.tokens += best_tokens;
    }
    const TokenOrder order = orders.cheapest(bill.tokens);
    bill.cost = seats + order.cost;
    if (order.tokens == Tokens{} || order.unit_price == price) {
      break;
    }
    price = order.unit_price;
  }
  return bill;
}

}  // namespace drawdown::bench
