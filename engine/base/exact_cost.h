// What tokens cost, before anything is rounded: tokens and unit prices have six places, so their product has twelve.
//
//   ExactCost sum = exact_cost(*parse_tokens("0.5"), *parse_money("0.000001"));    // 0.0000005
//   format(sum);                                                                   // "0.0000005"
#pragma once

#include <string>

#include "engine/base/quantity.h"
#include "engine/base/wide.h"

namespace drawdown {

inline constexpr Wide pico_per_micro = 1'000'000;

// In millionths of a micro-unit of the currency. Amounts that fit 64 bits each, as micro-units, leave room for sums of
// more of them than any ledger has.
struct ExactCost {
  Wide pico = 0;

  friend constexpr bool operator==(const ExactCost&, const ExactCost&) = default;
  ExactCost& operator+=(ExactCost other) {
    pico += other.pico;
    return *this;
  }
};

[[nodiscard]] constexpr ExactCost exact_cost(Tokens tokens, Money unit_price) {
  return {static_cast<Wide>(tokens.micro) * unit_price.micro};
}

// To the nearest micro-unit, halves away from zero. Throws OverflowError.
[[nodiscard]] Money rounded(ExactCost cost);

// The shortest exact decimal: "16.8", "-0.0000005".
[[nodiscard]] std::string format(ExactCost cost);

}  // namespace drawdown
