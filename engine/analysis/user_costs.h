// What each user's tokens of each product have cost since a civil year began, one day after the other.
//
//   UserCosts costs(trace, outcome, std::nullopt);
//   costs.add(days);                               // the charges of the day that `days` stands at
//   for (const std::uint32_t pair : costs.changed()) { costs.is_above(pair, price); }
//
// Tokens cost the unit price of the tranche that paid. What no tranche could pay by then counts at the unit price of
// the latest purchase by that day that has one (ties: listed later). No unit price counts as free. Exact: nothing is
// rounded but what is shown.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/pool_days.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/base/wide.h"
#include "engine/replay/outcome.h"
#include "engine/trace/trace.h"

namespace drawdown {

class UserCosts {
 public:
  // Of the charges of one team, or of all. Both must outlive it.
  UserCosts(const Trace& trace, const Outcome& outcome, std::optional<TeamId> team);

  // Once for every day, in order: with the year the sums begin anew.
  void add(const PoolDays& days);

  struct Pair {
    UserId user;
    ProductId product;
  };
  // By the user's name, then by product.
  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }
  // Whose sums the last day has changed, ascending; all, if it began a year.
  [[nodiscard]] const std::vector<std::uint32_t>& changed() const { return changed_; }
  [[nodiscard]] bool is_above(std::uint32_t pair, Money price) const {
    return sums_[pair] > Wide{price.micro} * micro_per_unit;
  }
  // Rounded to the nearest micro-unit, halves away from zero.
  [[nodiscard]] Money cost(std::uint32_t pair) const;

 private:
  [[nodiscard]] Money latest_price(const PoolDays& days) const;

  const Outcome& outcome_;
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> pair_of_;  // by unit; `none` for other teams
  std::vector<Wide> sums_;              // by pair: micro-tokens times micro-units of money
  std::vector<std::uint32_t> changed_;
  int year_ = 0;
};

}  // namespace drawdown
