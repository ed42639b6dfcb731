// Who gets tokens, who a subscription, who a place in a collection, or which mix of them, so that all of it costs the
// least; decided on what everybody needs.
//
//   const SeatTerms terms(scenario);
//   const NeedVariants variants(scenario, terms);
//   UserNeeds needs(variants);
//   needs.add(log);
//   const Assignment assignment = assign(variants, needs);
//   assignment.before.cost(); assignment.after.cost(); assignment.bound;
//   assigned_scenario(scenario, assignment, log);                   // replays to assignment.after
//
// Of a demand, needs are means over many replications, and what is decided is the cheapest for these means: a seat's
// cost is fixed, and tokens at a given price cost in the mean what the mean needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/planning/choices.h"
#include "engine/planning/user_mixes.h"

namespace drawdown {

struct Bill {
  Money seats;       // subscriptions and places in collections, within the horizon
  Tokens tokens;     // needed
  TokenOrder order;  // of tokens, at least as many
  [[nodiscard]] Money cost() const { return seats + order.cost; }
};

// What one user gets.
struct UserChoice {
  Mix mix;
  bool change = false;  // false: all stays as it is
  Money seats_before;
  Money seats_after;
  Tokens tokens_before;
  Tokens tokens_after;
  Tokens tokens_alone;  // with nothing but tokens, after what is committed
  Mix moving = {};      // what of the mix is on seats that others have before or after
};

// A stay on a seat that moves.
struct SeatMove {
  std::size_t user = 0;                   // place in the assignment's users
  std::optional<std::size_t> collection;  // place in the scenario's list; empty: a subscription …
  ProductId product;                      // … of this product
  Day from;
  Day until;
  std::size_t seat = 0;  // its number among those of its kind that move
};

struct Assignment {
  std::vector<UserNeed> users;  // by name
  std::vector<UserCase> cases;  // of each
  std::vector<UserChoice> choices;
  Tokens others;  // for results, whatever is chosen
  Bill before;
  Bill after;
  Money bound;  // no assignment costs less; equal to the cost after: this one is the best
  Money worth;  // what a token more would cost (ChoicesMade)
  std::uint64_t changes = 0;
  std::vector<SeatMove> moves;  // by kind, seat and time; their seats' prices are shared by days in `choices`
  Entitlements entitlements;

  // Null if nobody of that name was there when it was decided.
  [[nodiscard]] const UserChoice* of(const std::string& user) const;
};

// As `assign` of the scenario says. Throws InputError as token_orders and UserMixes do.
[[nodiscard]] Assignment assign(const NeedVariants& variants, const UserNeeds& needs);

// The scenario with the entitlements that were chosen, and in place of its pool the tokens that they need of this log
// in one order, which nothing can exceed: for each team what it needs, the rest for the first. No budget stands in its
// way.
[[nodiscard]] Scenario assigned_scenario(const Scenario& scenario, const Assignment& assignment, const SessionLog& log);

}  // namespace drawdown
