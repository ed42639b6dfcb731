// Exact amounts: tokens in whole micro-tokens, money in whole micro-units of the currency.
//
//   const Tokens rate = Tokens::whole(7);
//   const Tokens some = *parse_tokens("0.02");      // 20'000 micro-tokens
//   format(rate + some);                            // "7.02"
//   cost(rate, *parse_money("2.40"));               // 16.80, of the scenario's currency
//
// Sums and differences that do not fit 64 bits throw OverflowError; nothing wraps, nothing is a float.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace drawdown {

class OverflowError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[noreturn]] void throw_overflow(const char* what);

inline constexpr std::int64_t micro_per_unit = 1'000'000;

// A signed number of millionths of a unit. `Tag` keeps tokens and money apart.
template <class Tag>
struct Amount {
  std::int64_t micro = 0;

  constexpr auto operator<=>(const Amount&) const = default;

  static Amount whole(std::int64_t units) {
    std::int64_t micro = 0;
    if (__builtin_mul_overflow(units, micro_per_unit, &micro)) {
      throw_overflow(Tag::name);
    }
    return {micro};
  }
  Amount& operator+=(Amount other) {
    if (__builtin_add_overflow(micro, other.micro, &micro)) [[unlikely]] {
      throw_overflow(Tag::name);
    }
    return *this;
  }
  Amount& operator-=(Amount other) {
    if (__builtin_sub_overflow(micro, other.micro, &micro)) [[unlikely]] {
      throw_overflow(Tag::name);
    }
    return *this;
  }
  friend Amount operator+(Amount a, Amount b) { return a += b; }
  friend Amount operator-(Amount a, Amount b) { return a -= b; }
};

struct TokenTag {
  static constexpr const char* name = "tokens";
};
struct MoneyTag {
  static constexpr const char* name = "money";
};
struct PercentTag {
  static constexpr const char* name = "percent";
};
using Tokens = Amount<TokenTag>;
using Money = Amount<MoneyTag>;  // also a price per token
using Percent = Amount<PercentTag>;

// An exact decimal with at most six places, such as "7", "0.02", "-1.5"; nothing else around it. Empty if it is
// not one, or does not fit.
[[nodiscard]] std::optional<std::int64_t> parse_micro(std::string_view text);
[[nodiscard]] std::optional<Tokens> parse_tokens(std::string_view text);
[[nodiscard]] std::optional<Money> parse_money(std::string_view text);

// The shortest exact decimal: "7", "0.02", "-1.5".
[[nodiscard]] std::string format_micro(std::int64_t micro);
template <class Tag>
[[nodiscard]] std::string format(Amount<Tag> amount) {
  return format_micro(amount.micro);
}

// tokens × price, rounded to the nearest micro-unit, halves away from zero.
[[nodiscard]] Money cost(Tokens tokens, Money unit_price);

// money ÷ tokens, rounded to the nearest micro-unit, halves away from zero; empty for no tokens.
[[nodiscard]] std::optional<Money> price_per_token(Money money, Tokens tokens);

// 100 × part ÷ whole, rounded likewise; empty for a whole of nothing, and beyond 64 bits.
[[nodiscard]] std::optional<Percent> percent(Tokens part, Tokens whole);
[[nodiscard]] std::optional<Percent> percent(Money part, Money whole);
// Of counts.
[[nodiscard]] std::optional<Percent> percent(std::uint64_t part, std::uint64_t whole);

}  // namespace drawdown
