// Everybody's cheapest choices where a token is worth a fixed amount, and of changes only those that save the most: a
// bound on what choices cost together (engine/planning/choices.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/wide.h"
#include "engine/planning/choices.h"

namespace drawdown {

// Money in millionths of a micro-unit, as it is when tokens are multiplied by what they are worth.
struct RelaxedChoices {
  std::int64_t worth = 0;             // micro-units of money for a token
  std::vector<std::uint32_t> chosen;  // by group
  Wide cost = 0;                      // micro-units, without the order
  Wide tokens = 0;                    // micro-tokens
  std::uint64_t changes = 0;
  Wide price_of_change = 0;  // what the last change that is allowed saves; 0 if more are allowed than would save
  Wide least = 0;            // cost + worth × tokens is never less, for choices with as many changes as are allowed

  // What a choice costs at that worth, with the price of its change.
  [[nodiscard]] Wide value(const Choice& choice) const {
    return static_cast<Wide>(choice.cost.micro) * micro_per_unit + static_cast<Wide>(worth) * choice.tokens.micro +
           (choice.change ? price_of_change : 0);
  }
};

[[nodiscard]] RelaxedChoices relaxed_choices(const Choices& choices, std::int64_t worth,
                                             std::optional<std::uint64_t> most_changes);

}  // namespace drawdown
