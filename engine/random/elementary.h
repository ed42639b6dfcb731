// Logarithm and exponential that give the same bits everywhere: IEEE sums, products and quotients in a fixed order, and
// nothing of the C library's that may differ between its versions. Within 2 units in the last place.
#pragma once

namespace drawdown {

// x > 0, finite.
[[nodiscard]] double natural_log(double x);
// |x| ≤ 700.
[[nodiscard]] double exponential_of(double x);

}  // namespace drawdown
