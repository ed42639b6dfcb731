// Everybody chooses one of a few options, each of which costs money and needs tokens, and all tokens are bought in one
// order, whose price depends on how many they are: what should everybody choose, so that the whole costs the least?
//
//   Choices choices;
//   choices.begin_group(); choices.add({Money{}, Tokens::whole(840)});               // ada: tokens …
//                          choices.add({Money::whole(2'310), Tokens{}, true});       // … or a subscription, a change
//   const ChoicesMade made = choose(choices, orders, {.most_changes = 50});
//   made.chosen[0]; made.cost; made.bound;       // equal cost and bound: proven
//
// At a given price of a token, groups do not depend on each other, and each takes its cheapest option; with at most so
// many changes, those change that save the most by it. The order's price makes one problem of it. Its cost is the least
// over its tiers of price × max(tokens, least order), and for a tier two cases are left. If groups, at its price, need
// at least its least order, their choices are the tier's best. If they need less, then tokens up to the least order
// are there anyway, and to fill them is a knapsack, in which tokens are worth something between nothing and their
// price: the worth at which the tokens needed cross the least order bounds the cost from below (Lagrangean duality;
// Everett, Operations Research 11, 1963). Multiples leave a similar rest. What is between the bound and the best that
// is known is searched through: only groups count for which a choice other than the best at that worth loses less than
// the gap, the least first (Pisinger, "A minimal algorithm for the multiple-choice knapsack problem", EJOR 83, 1995),
// and of the sums of choices only those that no other beats in money, tokens and changes at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/planning/token_order.h"

namespace drawdown {

struct Choice {
  Money cost;
  Tokens tokens;
  bool change = false;
};

class Choices {
 public:
  void begin_group() { first_.push_back(all_.size()); }
  // To the group begun last. Its first option is no change.
  void add(const Choice& choice) { all_.push_back(choice); }

  [[nodiscard]] std::size_t groups() const { return first_.size(); }
  [[nodiscard]] std::span<const Choice> operator[](std::size_t group) const {
    const std::size_t end = group + 1 < first_.size() ? first_[group + 1] : all_.size();
    return std::span(all_).subspan(first_[group], end - first_[group]);
  }

 private:
  std::vector<Choice> all_;
  std::vector<std::size_t> first_;
};

struct ChooseOptions {
  Tokens others = {};                              // that are needed, whatever is chosen
  std::optional<std::uint64_t> most_changes = {};  // none: any number
  std::uint64_t most_work = 5'000'000;             // sums of choices that are looked at before the search gives up
};

struct ChoicesMade {
  std::vector<std::uint32_t> chosen;  // by group
  TokenOrder order;
  Tokens tokens;       // needed, others too
  Money choices_cost;  // without the order
  Money cost;          // of all
  Money bound;         // no choices cost less; equal to `cost`: these are the best
  // What a token more costs, or one less saves, to a millionth of a micro-unit rounded down: the price of the order's
  // tier, or less where tokens are there that nobody needs.
  Money worth;
  std::uint64_t changes = 0;

  [[nodiscard]] bool proven() const { return cost == bound; }
};

// All costs and tokens are at least 0. Throws OverflowError.
[[nodiscard]] ChoicesMade choose(const Choices& choices, const TokenOrders& orders, const ChooseOptions& options = {});

}  // namespace drawdown
