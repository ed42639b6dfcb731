// Whole numbers of 128 bits, for products of amounts on their way to an exact quotient.
#pragma once

#include <cstdint>
#include <limits>

#include "engine/base/quantity.h"

namespace drawdown {

__extension__ using Wide = __int128;  // not ISO C++, but both compilers have it

// Of a number ≥ 0 and a divisor > 0.
[[nodiscard]] constexpr Wide divide_up(Wide part, Wide whole) { return (part + whole - 1) / whole; }

// Throws OverflowError, which names `what`, if it does not fit.
[[nodiscard]] inline std::int64_t narrow(Wide number, const char* what) {
  if (number > std::numeric_limits<std::int64_t>::max() || number < std::numeric_limits<std::int64_t>::min()) {
    throw_overflow(what);
  }
  return static_cast<std::int64_t>(number);
}

}  // namespace drawdown
