// Whether access days come in bursts, and how long these last: estimated from how often a person's access days lie k
// days apart, beside how often they would if the same number of days were spread by the weights of days alone.
//
// While a chain of two states is stationary, on for about `a` days and off for about `b`, that ratio is
// 1 + (b ⁄ a) ρ^k with ρ = 1 − 1 ⁄ a − 1 ⁄ b, times a constant, as the number of days is given. Fitted by weighted
// least squares over k = 1 … 60.
#pragma once

#include <optional>
#include <vector>

#include "engine/demand/fit_profile.h"
#include "engine/demand/fit_shocks.h"
#include "engine/demand/use_log.h"
#include "engine/model/population.h"

namespace drawdown {

struct BurstFit {
  std::optional<Bursts> bursts;  // empty: the log does not tell them from independent days
  double dispersion = 1;         // how much more a person's access days vary than independent ones
};

// What weeks that are busy for everybody explain is not taken for bursts.
[[nodiscard]] BurstFit fit_bursts(const ProductLog& product, const ProductProfile& profile, const ShockFit& shock);

}  // namespace drawdown
