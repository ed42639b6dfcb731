// From how much use on a subscription, or a collection, is cheaper than tokens, exactly.
//
//   const BreakEven autocad = break_even(of_micro(price.micro), of_micro(rate.micro), of_micro(token_price.micro));
//   autocad.at;             // 2310 ÷ (7 × 3) = 110 days of a user in a year
//   autocad.tie();          // 110: on so many days both cost the same
//   autocad.dearer_from();  // 111
//
// A user's own days do not decide what a token costs: the organisation's order does, or the purchases that it has. So
// there is a break-even for each price. Of several products of a collection there is a frontier: all numbers of days
// whose tokens cost what the collection costs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/planning/fraction.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct BreakEven {
  enum class Kind : std::uint8_t {
    at,           // tokens cost as much as the price at `at`, and more beyond
    tokens_free,  // they cost nothing, and the other does
    both_free,    // neither costs anything
  };
  Kind kind = Kind::at;
  Fraction at;

  // The whole numbers around it. Up to the first, tokens are cheaper; from the last on, they are dearer.
  [[nodiscard]] std::optional<Wide> cheaper_through() const;
  [[nodiscard]] std::optional<Wide> tie() const;
  [[nodiscard]] std::optional<Wide> dearer_from() const;
};

// price ÷ (tokens for one × price of a token).
[[nodiscard]] BreakEven break_even(const Fraction& price, const Fraction& tokens_each, const Fraction& token_price);

struct TokenPrice {
  enum class Source : std::uint8_t {
    list,      // an entry of the price list
    scenario,  // what the purchases that are usable on the day cost, divided by their tokens
    given,
  };
  Source source = Source::given;
  std::optional<Tokens> order_from;  // of an entry of the list: orders of so many tokens or more
  Fraction price;
};

// What is counted: days, if a window is a day for each user; otherwise charges. Of a product that is charged per
// result: results, or if only whole units are charged, those.
enum class Counted : std::uint8_t { days, charges, results, units };
[[nodiscard]] std::string counted_word(Counted counted);

// A product, its rate in force on the day, and its subscription.
struct PricedProduct {
  ProductId product;
  Counted counted = Counted::days;
  Tokens rate;
  std::optional<Tokens> per;  // of a rate per result: for so many results
  Fraction tokens_each;       // for one of what is counted
  std::optional<Money> subscription;
};

struct PricedCollection {
  std::size_t place = 0;  // in the scenario's list
  Money price;
  std::vector<PricedProduct> products;  // those with a rate on the day
};

struct BreakEvenStudy {
  Day day;
  std::vector<TokenPrice> prices;             // the list's, by quantity; then the scenario's, or the one that is given
  std::vector<PricedProduct> products;        // with a subscription price and a rate on the day
  std::vector<PricedCollection> collections;  // with a price
  std::vector<ProductId> left_out;            // whose price or rate begins later
};

// What a token costs on the day: each price of the list, then the scenario's own, or `given` in its place. Empty if it
// has no price.
[[nodiscard]] std::vector<TokenPrice> token_prices(const Scenario& scenario, Day day, std::optional<Money> given);
// Of these the scenario's own, or the one that is given; otherwise that of the smallest order. At least one.
[[nodiscard]] TokenPrice usual_price(const std::vector<TokenPrice>& prices);
// Empty if its rate begins later.
[[nodiscard]] std::optional<PricedProduct> priced_product(const Scenario& scenario, ProductId product, Day day);

// `token_price` takes the place of the scenario's own. Throws InputError, with what to add, if there is nothing to
// compare, or nothing to compare it with.
[[nodiscard]] BreakEvenStudy study_break_even(const Scenario& scenario, Day day, std::optional<Money> token_price);

// With so many percent off the subscription and off the token.
[[nodiscard]] BreakEven break_even(const PricedProduct& product, const TokenPrice& price, int off_subscription = 0,
                                   int off_token = 0);

// Whether its tokens cost anything.
[[nodiscard]] bool is_paid(const PricedProduct& product, const TokenPrice& price);

// From how many tokens a user and year on a collection is cheaper than tokens. The frontier is where the days of each
// product times its rate sum up to it.
[[nodiscard]] BreakEven tokens_of(const PricedCollection& collection, const TokenPrice& price);
// If only that one of its products is used.
[[nodiscard]] BreakEven alone(const PricedCollection& collection, std::size_t product, const TokenPrice& price);

// The frontier of two products against the cheapest mix of tokens and subscriptions to single ones, where each product
// costs at most its subscription. It comes down a line of constant `first`, goes straight from `upper` to `lower`, and
// goes on along a line of constant `second`; beyond it the collection is cheaper. (Where no subscription bounds it, the
// corner lies on an axis, and there is no line.)
struct Corners {
  struct Corner {
    Fraction first;
    Fraction second;
    bool operator==(const Corner&) const = default;
  };
  Corner upper;
  Corner lower;
};
// Empty if it is never cheaper, as both subscriptions cost no more. Both products must cost something in tokens.
[[nodiscard]] std::optional<Corners> against_mix(const PricedCollection& collection, std::size_t first,
                                                 std::size_t second, const TokenPrice& price);

}  // namespace drawdown
