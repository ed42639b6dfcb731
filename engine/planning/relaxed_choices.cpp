#include "engine/planning/relaxed_choices.h"

#include <algorithm>
#include <cstddef>
#include <functional>

namespace drawdown {
namespace {

// The cheapest of a group; ties: no change, then fewer tokens, then the first.
std::uint32_t cheapest_of(std::span<const Choice> group, const RelaxedChoices& at) {
  std::uint32_t best = 0;
  Wide least = at.value(group[0]);
  for (std::uint32_t i = 1; i < group.size(); ++i) {
    const Wide value = at.value(group[i]);
    const bool tie_is_better =
        group[i].change == group[best].change ? group[i].tokens < group[best].tokens : group[best].change;
    if (value < least || (value == least && tie_is_better)) {
      best = i;
      least = value;
    }
  }
  return best;
}

// The cheapest that is no change.
std::uint32_t kept_of(std::span<const Choice> group, const RelaxedChoices& at) {
  std::uint32_t best = 0;
  for (std::uint32_t i = 1; i < group.size(); ++i) {
    best = !group[i].change && at.value(group[i]) < at.value(group[best]) ? i : best;
  }
  return best;
}

}  // namespace

RelaxedChoices relaxed_choices(const Choices& choices, std::int64_t worth, std::optional<std::uint64_t> most_changes) {
  RelaxedChoices relaxed;
  relaxed.worth = worth;
  relaxed.chosen.resize(choices.groups());
  std::vector<Wide> savings;  // of those who would change
  for (std::size_t g = 0; g < choices.groups(); ++g) {
    const std::uint32_t best = cheapest_of(choices[g], relaxed);
    relaxed.chosen[g] = best;
    if (most_changes && choices[g][best].change) {
      savings.push_back(relaxed.value(choices[g][kept_of(choices[g], relaxed)]) - relaxed.value(choices[g][best]));
    }
  }
  if (most_changes && savings.size() > *most_changes) {
    // Those who save more than the first who may not change do change; of those who save as much, the first ones.
    const auto last = savings.begin() + static_cast<std::ptrdiff_t>(*most_changes);
    std::nth_element(savings.begin(), last, savings.end(), std::greater<>());
    relaxed.price_of_change = *last;
    std::uint64_t ties = *most_changes - static_cast<std::uint64_t>(std::count_if(
                                             savings.begin(), last, [&](Wide saving) { return saving > *last; }));
    for (std::size_t g = 0; g < choices.groups(); ++g) {
      const Choice& best = choices[g][relaxed.chosen[g]];
      if (!best.change) {
        continue;
      }
      const std::uint32_t kept = kept_of(choices[g], relaxed);
      const Wide beyond = relaxed.value(choices[g][kept]) - relaxed.value(best);
      const bool takes_part = beyond > 0 || (beyond == 0 && ties > 0);
      ties -= beyond == 0 && ties > 0 ? 1U : 0U;
      relaxed.chosen[g] = takes_part ? relaxed.chosen[g] : kept;
    }
  }
  for (std::size_t g = 0; g < choices.groups(); ++g) {
    const Choice& choice = choices[g][relaxed.chosen[g]];
    relaxed.cost += choice.cost.micro;
    relaxed.tokens += choice.tokens.micro;
    relaxed.changes += choice.change ? 1U : 0U;
    relaxed.least += relaxed.value(choice);
  }
  if (relaxed.price_of_change > 0) {
    relaxed.least -= relaxed.price_of_change * static_cast<Wide>(*most_changes);
  }
  return relaxed;
}

}  // namespace drawdown
