// For whoever does not forecast: pay per use until what was paid would have paid a subscription, and then subscribe.
//
//   const Seat seat{.price = Money::whole(2'310)};
//   rule_cost(uses, seat);           // never more than 2 − share times …
//   hindsight_cost(uses, seat);      // … what knowing all uses would have cost
//
// A seat costs its price, is valid for a while, and whoever has it pays only a share of each use, mostly none. The rule
// subscribes at the use with which those paid in full within the last while, that one too, come to price ÷ (1 − share).
// It knows nothing of what comes, and costs at most 2 − share times the best that could have been done, to which no
// rule without chance comes nearer: Fleischer, "On the Bahncard problem", Theoretical Computer Science 268 (2001),
// 161–174; for a seat that is valid for good it is the ski rental problem of Karlin, Manasse, Rudolph and Sleator,
// "Competitive snoopy caching", Algorithmica 3 (1988), 79–119.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/exact_cost.h"
#include "engine/base/id.h"
#include "engine/base/wide.h"
#include "engine/planning/user_needs.h"
#include "engine/time/instant.h"

namespace drawdown {

struct PricedUse {
  Instant at;
  ExactCost cost;  // in full
};

struct Seat {
  Money price;             // more than 0
  std::int64_t share = 0;  // that a subscriber pays of each use, in millionths; less than all
  Duration valid{std::int64_t{365} * 24 * 3600};
};

// In millionths of an ExactCost, so that shares are exact.
using OnlineCost = Wide;
[[nodiscard]] inline OnlineCost online_cost(ExactCost cost) { return cost.pico * micro_per_unit; }
[[nodiscard]] inline OnlineCost online_cost(Money cost) { return cost.micro * pico_per_micro * micro_per_unit; }
// Rounded to the nearest micro-unit, halves up.
[[nodiscard]] Money rounded(OnlineCost cost);

// Of uses in order of time.
[[nodiscard]] OnlineCost rule_cost(std::span<const PricedUse> uses, const Seat& seat, std::size_t* seats = nullptr);
[[nodiscard]] OnlineCost hindsight_cost(std::span<const PricedUse> uses, const Seat& seat);

// One user and product of a log.
struct OnlinePair {
  UserId user;
  ProductId product;
  std::size_t uses = 0;
  OnlineCost tokens = 0;  // if all is paid per use
  OnlineCost rule = 0;
  OnlineCost hindsight = 0;
  std::size_t seats = 0;  // that the rule buys
};

struct OnlineStudy {
  Names<UserTag> users;
  std::vector<OnlinePair> pairs;  // with a subscription price on the first day, by name and product
  OnlineCost committed = 0;       // seats that cannot be dropped
  OnlineCost others = 0;          // tokens of what has no subscription, and of results
  OnlineCost tokens = 0;          // sums over the pairs
  OnlineCost rule = 0;
  OnlineCost hindsight = 0;
  std::size_t seats = 0;
  std::optional<std::size_t>
      worst;  // of the pairs, the greatest ratio of rule to hindsight; none: nothing costs anything

  // Ratio of rule to hindsight of a pair, in millionths, rounded up.
  [[nodiscard]] static std::int64_t ratio(const OnlinePair& pair);
};

// Charges are those that the log's sessions make without any subscription but those that cannot be dropped; each costs
// its tokens at this price.
[[nodiscard]] OnlineStudy study_online(const NeedVariants& variants, const SessionLog& log, Money token_price);

}  // namespace drawdown
