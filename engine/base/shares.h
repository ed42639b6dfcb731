// Parts that sum exactly to a whole, by largest remainders (Hamilton's method; Balinski and Young, Fair Representation,
// 2nd ed., chapter 2): every part is rounded down, and what is missing of the whole goes, one by one, to those that
// lost most. Ties go to the part that is listed first.
//
//   shares(10, {1, 1, 1});        // 4, 3, 3
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/exact_cost.h"
#include "engine/base/wide.h"

namespace drawdown {

// `whole` ≥ 0, split in proportion to the weights, none of which is less than 0. Empty if they sum to 0.
[[nodiscard]] std::vector<std::int64_t> shares(std::int64_t whole, std::span<const std::int64_t> weights);

// The costs, rounded to micro-units such that they sum to `whole`. If the whole was rounded otherwise than its parts
// are, each is at most that difference, spread evenly, and one micro-unit away from its exact value. Throws
// OverflowError. At least one cost, or a whole of 0.
[[nodiscard]] std::vector<Money> rounded_to(Money whole, std::span<const ExactCost> costs);

}  // namespace drawdown
