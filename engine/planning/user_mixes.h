// What one user can have: tokens, subscriptions, places in collections, or any mix of them, and what each costs.
//
//   const UserMixes mixes(scenario, terms);
//   const UserCase one = mixes.case_of(need);
//   for (const MixOption& option : mixes.options_of(one, complete)) { option.cost; option.tokens; }
//
// A new subscription begins when the last commitment ends that covers its product, at the latest; a new place in a
// collection when the first of its products that the user needs is no longer covered. Both go on to the horizon's end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/user_needs.h"

namespace drawdown {

struct Mix {
  std::uint32_t collections = 0;    // bits: places in the case's collections
  std::uint64_t subscriptions = 0;  // bits: places in the case's products
  bool operator==(const Mix&) const = default;
};

struct UserCase {
  struct Product {
    ProductId product;
    Tokens committed;                   // as in ProductNeed
    std::vector<Tokens> covered;        // likewise
    std::size_t start = 0;              // place in the case's starts: of a new subscription
    std::optional<Money> subscription;  // what one costs from `start` on
  };
  struct Collection {
    std::size_t place = 0;  // in the scenario's list
    std::size_t start = 0;
    Money cost;
    std::uint64_t products = 0;  // bits: which of the case's it covers
  };
  std::vector<Day> starts;  // as in UserNeed
  std::vector<Product> products;
  std::vector<Collection> collections;  // those that save tokens
  Money committed_cost;                 // of the seats that cannot be dropped
  Money kept_cost;                      // of the seats that the user has, if none is dropped
  Tokens kept_tokens;
  std::optional<Mix> kept;  // which seats these are; none: others than could be decided on

  // From which of the starts on the mix covers the product; empty: never.
  [[nodiscard]] std::optional<std::size_t> covered_from(const Mix& mix, std::size_t product) const;
  [[nodiscard]] Tokens tokens(const Mix& mix, std::size_t product) const;
  [[nodiscard]] Tokens tokens(const Mix& mix) const;
  [[nodiscard]] Money seats(const Mix& mix) const;  // their cost, with what is committed
};

struct MixOption {
  Mix mix;
  Money cost;
  Tokens tokens;
  bool change = true;  // false: all stays as it is, whatever `mix` says
};

class UserMixes {
 public:
  // Both must outlive it.
  UserMixes(const Scenario& scenario, const SeatTerms& terms);

  // Throws InputError if the user has more products or collections than can be looked through.
  [[nodiscard]] UserCase case_of(const UserNeed& need) const;

  // That all stays as it is; and of all mixes those that no other beats in both money and tokens. Of very many products
  // only those that are the best at some price of a token; then it sets `complete` to false.
  [[nodiscard]] std::vector<MixOption> options_of(const UserCase& one, bool& complete) const;

  // What the cheapest mix costs where a token costs so much, in millionths of a micro-unit.
  [[nodiscard]] Wide least_at(const UserCase& one, Money token_price) const;

 private:
  [[nodiscard]] std::optional<Money> subscription(ProductId product, Day start) const;

  const Scenario& scenario_;
  const SeatTerms& terms_;
  std::vector<std::optional<Money>> full_;              // by product: a subscription over the whole horizon
  std::vector<std::vector<bool>> in_collection_;        // by place of a collection, then by product
  std::vector<std::optional<Money>> full_collections_;  // by place: likewise a place in it
};

}  // namespace drawdown
