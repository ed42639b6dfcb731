// Where two variants of a scenario charge results differently, and why: the part of differences.h that has no sessions,
// no visits and no windows.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/analysis/differences.h"

namespace drawdown {

// What a charge is to those who only want to know whether two replays charge the same.
using Charged = std::pair<std::uint32_t, std::int64_t>;  // at, micro-tokens

// A charge that one of the two has and the other has not, or not for that amount.
struct Unpaired {
  Instant at;
  std::int64_t micro = 0;  // what the variant charges more
  Reason reason = Reason::rate;
};

// One user's results of one product, by instant.
struct ResultFamily {
  UserId user;
  ProductId product;  // of the log
  std::vector<Charged> baseline;
  std::vector<Charged> variant;
  std::vector<Unpaired> unpaired;
};

// Those that differ, by user and product.
[[nodiscard]] std::vector<ResultFamily> result_differences(const LogReplay& baseline, const LogReplay& variant);

}  // namespace drawdown
