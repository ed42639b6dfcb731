#include "engine/base/quantity.h"

#include <doctest/doctest.h>

#include <limits>

using namespace drawdown;

TEST_CASE("an exact decimal is read to the micro-token and written back shortest") {
  CHECK(parse_tokens("7")->micro == 7'000'000);
  CHECK(parse_tokens("0.02")->micro == 20'000);
  CHECK(parse_tokens("-1.5")->micro == -1'500'000);
  CHECK(format(Tokens{20'000}) == "0.02");
  CHECK(format(Tokens{-1'500'000}) == "-1.5");
  CHECK(format(Tokens{0}) == "0");
  CHECK(format(Tokens{std::numeric_limits<std::int64_t>::min()}) == "-9223372036854.775808");
}

TEST_CASE("what is not a decimal with at most six places is refused") {
  for (const char* text : {"", ".", "1.", ".5", "1e3", "+1", " 1", "1 ", "1,5", "0.1234567", "--1", "1.2.3", "nan",
                           "9223372036854.775808", "99999999999999999999999999999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_micro(text).has_value());
  }
}

TEST_CASE("sums that do not fit are errors, never wraps") {
  const Tokens most{std::numeric_limits<std::int64_t>::max()};
  CHECK_THROWS_AS(most + Tokens{1}, OverflowError);
  CHECK_THROWS_AS(Tokens{-2} - most, OverflowError);
  CHECK_THROWS_AS(Tokens::whole(10'000'000'000'000), OverflowError);
  CHECK_THROWS_AS(static_cast<void>(cost(most, Money::whole(2))), OverflowError);
}

TEST_CASE("costs and prices are rounded to the nearest micro-unit, halves away from zero") {
  CHECK(cost(Tokens::whole(10'000), *parse_money("2.40")) == Money::whole(24'000));
  CHECK(cost(Tokens{1}, Money{500'000}) == Money{1});
  CHECK(cost(Tokens{1}, Money{499'999}) == Money{0});
  CHECK(cost(Tokens{-1}, Money{500'000}) == Money{-1});
  CHECK(*price_per_token(Money::whole(24'000), Tokens::whole(8'000)) == Money::whole(3));
  CHECK(format(*price_per_token(Money::whole(2), Tokens::whole(3))) == "0.666667");
  CHECK_FALSE(price_per_token(Money::whole(2), Tokens{}).has_value());
}

TEST_CASE("percents are rounded likewise, and there is none of nothing") {
  CHECK(format(*percent(Tokens::whole(1), Tokens::whole(3))) == "33.333333");
  CHECK(format(*percent(Money::whole(-2), Money::whole(3))) == "-66.666667");
  CHECK(format(*percent(Tokens{}, Tokens{1})) == "0");
  CHECK_FALSE(percent(Tokens{1}, Tokens{}).has_value());
  CHECK_FALSE(percent(Tokens::whole(1'000'000), Tokens{1}).has_value());  // 10^14 percent do not fit
  CHECK(format(*percent(std::uint64_t{1}, std::uint64_t{3})) == "33.333333");
  CHECK_FALSE(percent(std::uint64_t{0}, std::uint64_t{0}).has_value());
}
