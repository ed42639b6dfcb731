// Exact quotients, reduced, of numbers that are not negative.
//
//   const Fraction days = fraction(2985, 30);      // 199/2
//   decimal(days);                                 // "99.5"; empty for 680/9, which has no last digit
//   rounded(fraction(680, 9), 1);                  // "75.6"
//
// What does not fit 128 bits throws OverflowError.
#pragma once

#include <optional>
#include <string>

#include "engine/base/wide.h"

namespace drawdown {

struct Fraction {
  Wide numerator = 0;
  Wide denominator = 1;  // > 0, without a common divisor

  bool operator==(const Fraction&) const = default;
  [[nodiscard]] Wide floor() const { return numerator / denominator; }
  [[nodiscard]] bool is_whole() const { return denominator == 1; }
};

// Of a number ≥ 0 and one > 0.
[[nodiscard]] Fraction fraction(Wide numerator, Wide denominator);
// So many millionths.
[[nodiscard]] inline Fraction of_micro(std::int64_t micro) { return fraction(micro, micro_per_unit); }

[[nodiscard]] Fraction product(const Fraction& a, const Fraction& b);
// By one that is not 0.
[[nodiscard]] Fraction quotient(const Fraction& a, const Fraction& b);

[[nodiscard]] std::string format(Wide number);  // not negative
// "680/9", or "110" if it is whole.
[[nodiscard]] std::string format(const Fraction& value);
// The shortest decimal that is exact; empty if there is none.
[[nodiscard]] std::optional<std::string> decimal(const Fraction& value);
// With so many digits behind the point, at least one; halves up.
[[nodiscard]] std::string rounded(const Fraction& value, int places);

}  // namespace drawdown
