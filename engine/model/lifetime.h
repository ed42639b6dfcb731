// How long tokens last: so many days, or months (spec §3).
#pragma once

#include <cstdint>

#include "engine/time/civil.h"

namespace drawdown {

// "365d", "12mo", "1y": one of the two is 0.
struct Lifetime {
  std::int32_t days = 0;
  int months = 0;
};

// The civil day at whose start tokens expire that were bought on the day. The last day of a shorter month stands for a
// day that it does not have.
[[nodiscard]] inline Day expiry_of(Day bought, Lifetime lifetime) {
  return lifetime.months > 0 ? add_months(bought, lifetime.months) : bought + lifetime.days;
}

}  // namespace drawdown
