#include "engine/planning/fraction.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/check.h"

namespace drawdown {
namespace {

Wide common_divisor(Wide a, Wide b) {
  while (b != 0) {
    a %= b;
    std::swap(a, b);
  }
  return a;
}

Wide times(Wide a, Wide b) {
  Wide result = 0;
  if (__builtin_mul_overflow(a, b, &result)) {
    throw OverflowError("a quotient is beyond 128 bits and cannot be held exactly");
  }
  return result;
}

// The next digit of a division, whose remainder is carried on.
int next_digit(Wide& remainder, Wide divisor) {
  remainder = times(remainder, 10);
  const int digit = static_cast<int>(remainder / divisor);
  remainder %= divisor;
  return digit;
}

}  // namespace

Fraction fraction(Wide numerator, Wide denominator) {
  check(numerator >= 0 && denominator > 0, "a fraction is not negative, and its denominator is not 0");
  const Wide divisor = common_divisor(numerator, denominator);
  return {numerator / divisor, denominator / divisor};
}

Fraction product(const Fraction& a, const Fraction& b) {
  const Fraction first = fraction(a.numerator, b.denominator);  // crosswise, so that factors stay small
  const Fraction second = fraction(b.numerator, a.denominator);
  return {times(first.numerator, second.numerator), times(first.denominator, second.denominator)};
}

Fraction quotient(const Fraction& a, const Fraction& b) {
  check(b.numerator > 0, "nothing is divided by 0");
  return product(a, {b.denominator, b.numerator});
}

std::string format(Wide number) {
  std::string digits;  // the last first
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  } while (number > 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string format(const Fraction& value) {
  return value.is_whole() ? format(value.numerator) : format(value.numerator) + '/' + format(value.denominator);
}

std::optional<std::string> decimal(const Fraction& value) {
  Wide others = value.denominator;  // its prime factors but 2 and 5
  for (const int prime : {2, 5}) {
    while (others % prime == 0) {
      others /= prime;
    }
  }
  if (others != 1) {
    return std::nullopt;
  }
  std::string text = format(value.floor());
  Wide remainder = value.numerator % value.denominator;
  text += remainder > 0 ? "." : "";
  while (remainder > 0) {
    text.push_back(static_cast<char>('0' + next_digit(remainder, value.denominator)));
  }
  return text;
}

std::string rounded(const Fraction& value, int places) {
  Wide remainder = value.numerator % value.denominator;
  Wide shifted = value.floor();
  for (int place = 0; place < places; ++place) {
    shifted = times(shifted, 10) + next_digit(remainder, value.denominator);
  }
  shifted += remainder >= value.denominator - remainder ? 1 : 0;
  std::string text = format(shifted);
  const auto behind = static_cast<std::size_t>(places);
  text.insert(0, text.size() > behind ? 0 : behind + 1 - text.size(), '0');
  return text.insert(text.size() - behind, 1, '.');
}

}  // namespace drawdown
