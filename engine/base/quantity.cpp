#include "engine/base/quantity.h"

#include <limits>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

// The nearest whole number to dividend ÷ divisor, halves away from zero.
Wide divide_rounded(Wide dividend, Wide divisor) {
  const bool negative = (dividend < 0) != (divisor < 0);
  const Wide n = dividend < 0 ? -dividend : dividend;
  const Wide d = divisor < 0 ? -divisor : divisor;
  const Wide magnitude = (n + d / 2) / d;
  return negative ? -magnitude : magnitude;
}

std::optional<Percent> percent_of(std::int64_t part, std::int64_t whole) {
  if (whole == 0) {
    return std::nullopt;
  }
  const Wide micro = divide_rounded(static_cast<Wide>(part) * 100 * micro_per_unit, whole);
  if (micro > std::numeric_limits<std::int64_t>::max() || micro < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return Percent{static_cast<std::int64_t>(micro)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void throw_overflow(const char* what) {
  throw OverflowError(std::string("an amount of ") + what +
                      " is beyond ±9,223,372,036,854.775807 and cannot be held exactly");
}

std::optional<std::int64_t> parse_micro(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) {
    text.remove_prefix(1);
  }
  Wide micro = 0;
  int places = -1;  // digits after the point so far; -1 before it
  bool any = false;
  for (const char c : text) {
    if (c == '.' && places < 0 && any) {
      places = 0;
      continue;
    }
    if (!is_digit(c) || places == 6) {
      return std::nullopt;
    }
    any = true;
    micro = micro * 10 + (c - '0');
    places += places >= 0 ? 1 : 0;
    if (micro > static_cast<Wide>(std::numeric_limits<std::int64_t>::max())) {
      return std::nullopt;
    }
  }
  if (!any || places == 0) {
    return std::nullopt;
  }
  for (int place = places < 0 ? 0 : places; place < 6; ++place) {
    micro *= 10;
  }
  micro = negative ? -micro : micro;
  if (micro > std::numeric_limits<std::int64_t>::max() || micro < std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(micro);
}

std::optional<Tokens> parse_tokens(std::string_view text) {
  const auto micro = parse_micro(text);
  return micro ? std::optional(Tokens{*micro}) : std::nullopt;
}

std::optional<Money> parse_money(std::string_view text) {
  const auto micro = parse_micro(text);
  return micro ? std::optional(Money{*micro}) : std::nullopt;
}

std::string format_micro(std::int64_t micro) {
  const auto magnitude = micro < 0 ? -static_cast<std::uint64_t>(micro) : static_cast<std::uint64_t>(micro);
  std::string text = std::to_string(magnitude / micro_per_unit);
  std::string places = std::to_string(magnitude % micro_per_unit);
  places.insert(0, 6 - places.size(), '0');
  while (!places.empty() && places.back() == '0') {
    places.pop_back();
  }
  if (!places.empty()) {
    text += '.' + places;
  }
  return micro < 0 ? '-' + text : text;
}

Money cost(Tokens tokens, Money unit_price) {
  return {narrow(divide_rounded(static_cast<Wide>(tokens.micro) * unit_price.micro, micro_per_unit), "money")};
}

std::optional<Money> price_per_token(Money money, Tokens tokens) {
  if (tokens.micro == 0) {
    return std::nullopt;
  }
  return Money{narrow(divide_rounded(static_cast<Wide>(money.micro) * micro_per_unit, tokens.micro), "money")};
}

std::optional<Percent> percent(Tokens part, Tokens whole) { return percent_of(part.micro, whole.micro); }
std::optional<Percent> percent(Money part, Money whole) { return percent_of(part.micro, whole.micro); }
std::optional<Percent> percent(std::uint64_t part, std::uint64_t whole) {
  return percent_of(static_cast<std::int64_t>(part), static_cast<std::int64_t>(whole));
}

}  // namespace drawdown
