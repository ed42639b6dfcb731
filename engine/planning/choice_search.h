// What lies between a tier's bound and the best choices that are known, searched through (engine/planning/choices.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/choices.h"
#include "engine/planning/relaxed_choices.h"

namespace drawdown {

// No choices with an order of this tier cost less than `least`, in millionths of a micro-unit, before rounding.
struct TierBound {
  OrderTier tier;
  RelaxedChoices relaxed;
  Wide least = 0;
};

// The least whole micro-units that an amount may have been rounded to.
[[nodiscard]] Money least_money(Wide millionths);

class ChoiceSearch {
 public:
  struct Limits {
    Tokens others;
    std::optional<std::uint64_t> most_changes;
  };
  // Looks for choices that cost less than `known`. All but it must outlive it.
  ChoiceSearch(const Choices& choices, const TokenOrders& orders, const TierBound& bound, const Limits& limits,
               Money known);

  // Takes what it does from `work`. Returns whether it has come to its end: then no choices of this tier cost less than
  // those found, or known before.
  [[nodiscard]] bool run(std::uint64_t& work);
  [[nodiscard]] bool found() const { return found_.has_value(); }
  [[nodiscard]] std::vector<std::uint32_t> chosen() const;

 private:
  // A choice other than the relaxed one, as a difference from it.
  struct Turn {
    std::uint32_t choice = 0;
    std::int64_t cost = 0;
    std::int64_t tokens = 0;
    std::int32_t changes = 0;
    Wide loss = 0;
  };
  struct Group {
    std::size_t place = 0;
    std::vector<Turn> turns;  // the least loss first
  };
  // What the groups looked at have chosen, as differences from the relaxed choices.
  struct Sum {
    std::int64_t tokens = 0;
    std::int32_t changes = 0;
    std::int64_t cost = 0;
    std::int32_t last = -1;  // of `taken_`
  };
  struct Taken {
    std::int32_t before = -1;
    std::size_t group = 0;
    std::uint32_t choice = 0;
  };
  // How far the groups that are left may still move a sum.
  struct Reach {
    Wide least_tokens = 0;
    Wide most_tokens = 0;
    std::int64_t least_changes = 0;
    std::int64_t most_changes = 0;
  };

  void gather();
  [[nodiscard]] Wide budget() const;
  [[nodiscard]] bool may_be_better(const Sum& sum, const Reach& reach) const;
  void look_at(const Sum& sum);
  [[nodiscard]] std::vector<Sum> undominated(std::vector<Sum> sums) const;

  const Choices& choices_;
  const TokenOrders& orders_;
  const TierBound& bound_;
  Limits limits_;
  Money known_;
  std::vector<Group> groups_;
  std::vector<Reach> reach_;  // of the groups from each on
  std::vector<Taken> taken_;
  std::optional<std::int32_t> found_;
};

}  // namespace drawdown
