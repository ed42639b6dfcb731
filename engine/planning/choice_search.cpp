#include "engine/planning/choice_search.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace drawdown {
namespace {

// An amount is rounded by half a micro-unit at most.
constexpr Wide half_micro = micro_per_unit / 2;

}  // namespace

Money least_money(Wide millionths) {
  const Wide least = millionths - half_micro;
  return {least <= 0 ? 0 : narrow(divide_up(least, micro_per_unit), "money")};
}

ChoiceSearch::ChoiceSearch(const Choices& choices, const TokenOrders& orders, const TierBound& bound,
                           const Limits& limits, Money known)
    : choices_(choices), orders_(orders), bound_(bound), limits_(limits), known_(known) {}

// What sums may lose, and yet cost less than what is known.
Wide ChoiceSearch::budget() const {
  return static_cast<Wide>(known_.micro - 1) * micro_per_unit + half_micro - bound_.least;
}

void ChoiceSearch::gather() {
  const RelaxedChoices& relaxed = bound_.relaxed;
  const Wide most = budget();
  for (std::size_t g = 0; most >= 0 && g < choices_.groups(); ++g) {
    const std::span<const Choice> group = choices_[g];
    const Choice& usual = group[relaxed.chosen[g]];
    Group turns{g, {}};
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      const Wide loss = relaxed.value(group[i]) - relaxed.value(usual);
      if (i != relaxed.chosen[g] && loss <= most) {
        const int changes = limits_.most_changes ? int{group[i].change} - int{usual.change} : 0;
        turns.turns.push_back(
            {i, group[i].cost.micro - usual.cost.micro, group[i].tokens.micro - usual.tokens.micro, changes, loss});
      }
    }
    if (!turns.turns.empty()) {
      std::stable_sort(turns.turns.begin(), turns.turns.end(),
                       [](const Turn& a, const Turn& b) { return a.loss < b.loss; });
      groups_.push_back(std::move(turns));
    }
  }
  std::stable_sort(groups_.begin(), groups_.end(),
                   [](const Group& a, const Group& b) { return a.turns.front().loss < b.turns.front().loss; });
  reach_.resize(groups_.size() + 1);
  for (std::size_t g = groups_.size(); g-- > 0;) {
    std::int64_t least = 0;
    std::int64_t most_tokens = 0;
    std::int32_t fewest = 0;
    std::int32_t most_changes = 0;
    for (const Turn& turn : groups_[g].turns) {
      least = std::min(least, turn.tokens);
      most_tokens = std::max(most_tokens, turn.tokens);
      fewest = std::min(fewest, turn.changes);
      most_changes = std::max(most_changes, turn.changes);
    }
    const Reach& after = reach_[g + 1];
    reach_[g] = {after.least_tokens + least, after.most_tokens + most_tokens, after.least_changes + fewest,
                 after.most_changes + most_changes};
  }
}

bool ChoiceSearch::may_be_better(const Sum& sum, const Reach& reach) const {
  const RelaxedChoices& relaxed = bound_.relaxed;
  Wide loss = static_cast<Wide>(sum.cost) * micro_per_unit + static_cast<Wide>(relaxed.worth) * sum.tokens +
              relaxed.price_of_change * sum.changes;
  const Wide tokens = relaxed.tokens + limits_.others.micro + sum.tokens;
  const Wide least = bound_.tier.least.micro;
  if (tokens + reach.most_tokens < least) {
    loss += static_cast<Wide>(relaxed.worth) * (least - tokens - reach.most_tokens);
  } else if (tokens + reach.least_tokens > least) {
    loss += static_cast<Wide>(bound_.tier.unit_price.micro - relaxed.worth) * (tokens + reach.least_tokens - least);
  }
  if (limits_.most_changes) {
    const auto most = static_cast<std::int64_t>(*limits_.most_changes);
    const std::int64_t changes = static_cast<std::int64_t>(relaxed.changes) + sum.changes;
    if (changes + reach.least_changes > most) {
      return false;
    }
    loss += relaxed.price_of_change * std::max<std::int64_t>(0, most - changes - reach.most_changes);
  }
  return loss <= budget();
}

// With the relaxed choices of all other groups.
void ChoiceSearch::look_at(const Sum& sum) {
  const RelaxedChoices& relaxed = bound_.relaxed;
  if (limits_.most_changes &&
      static_cast<std::int64_t>(relaxed.changes) + sum.changes > static_cast<std::int64_t>(*limits_.most_changes)) {
    return;
  }
  const Tokens tokens{narrow(relaxed.tokens + limits_.others.micro + sum.tokens, "tokens")};
  const Money cost = Money{narrow(relaxed.cost + sum.cost, "money")} + orders_.cheapest(tokens).cost;
  if (cost < known_) {
    known_ = cost;
    found_ = sum.last;
  }
}

// Of sums in order of tokens, changes and cost: those that no other beats in all three.
std::vector<ChoiceSearch::Sum> ChoiceSearch::undominated(std::vector<Sum> sums) const {
  std::map<std::int32_t, std::int64_t> least;  // by changes: less with each more; of the sums with fewer tokens
  std::erase_if(sums, [&](const Sum& sum) {
    const auto above = least.upper_bound(sum.changes);
    if (above != least.begin() && std::prev(above)->second <= sum.cost) {
      return true;
    }
    auto worse = least.lower_bound(sum.changes);
    while (worse != least.end() && worse->second >= sum.cost) {
      worse = least.erase(worse);
    }
    least.emplace_hint(worse, sum.changes, sum.cost);
    return false;
  });
  return sums;
}

bool ChoiceSearch::run(std::uint64_t& work) {
  gather();
  std::vector<Sum> sums{{}};
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    std::vector<Sum> next;
    next.reserve(sums.size());
    std::copy_if(sums.begin(), sums.end(), std::back_inserter(next),
                 [&](const Sum& sum) { return may_be_better(sum, reach_[g + 1]); });
    for (const Turn& turn : groups_[g].turns) {
      std::vector<Sum> moved;
      for (const Sum& sum : sums) {
        if (work == 0) {
          return false;
        }
        --work;
        Sum one{sum.tokens + turn.tokens, sum.changes + turn.changes, sum.cost + turn.cost,
                static_cast<std::int32_t>(taken_.size())};
        if (!may_be_better(one, reach_[g + 1])) {
          continue;
        }
        taken_.push_back({sum.last, groups_[g].place, turn.choice});
        look_at(one);
        moved.push_back(one);
      }
      std::vector<Sum> merged;
      merged.reserve(next.size() + moved.size());
      std::merge(next.begin(), next.end(), moved.begin(), moved.end(), std::back_inserter(merged),
                 [](const Sum& a, const Sum& b) {
                   return std::tie(a.tokens, a.changes, a.cost) < std::tie(b.tokens, b.changes, b.cost);
                 });
      next = std::move(merged);
    }
    sums = undominated(std::move(next));
    if (sums.empty()) {
      break;
    }
  }
  return true;
}

std::vector<std::uint32_t> ChoiceSearch::chosen() const {
  std::vector<std::uint32_t> chosen = bound_.relaxed.chosen;
  for (std::int32_t at = *found_; at >= 0; at = taken_[static_cast<std::size_t>(at)].before) {
    const Taken& taken = taken_[static_cast<std::size_t>(at)];
    chosen[taken.group] = taken.choice;
  }
  return chosen;
}

}  // namespace drawdown
