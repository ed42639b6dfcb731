// The sizes at which a curve is drawn, and a search begins.
#pragma once

#include <set>

#include "engine/planning/size_sample.h"

namespace drawdown {

// The least of 1, 2, 2.5, 5, 10, … micro-tokens that is not less, made a multiple of orders.
[[nodiscard]] Tokens nice_step(Tokens least, const SizeCosts& costs);

// About 20 allowed sizes around the answers and around what suffices on 98 % of the paths, with the tiers there; the
// answers are among them.
[[nodiscard]] std::set<Tokens> curve_sizes(const SizeSample& sample, const SizeCosts& costs,
                                           const std::set<Tokens>& answers);

// Between two sizes, both included: at most about so many allowed ones, in nice steps.
[[nodiscard]] std::set<Tokens> even_sizes(Tokens low, Tokens high, std::size_t number, const SizeCosts& costs);

}  // namespace drawdown
