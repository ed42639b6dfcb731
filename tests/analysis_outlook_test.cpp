#include "engine/analysis/outlook.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/analysis_world.h"

using namespace drawdown;
using tests::day;

namespace {

// So many tokens on each of `days` days, and `last` on each of the last thirty.
TeamBurn steady(std::size_t days, std::int64_t tokens, std::int64_t last) {
  TeamBurn burn;
  burn.consumed.assign(days, Tokens::whole(tokens));
  for (std::size_t i = days - std::min<std::size_t>(days, 30); i < days; ++i) {
    burn.consumed[i] = Tokens::whole(last);
  }
  burn.closing.assign(days, Tokens{});
  return burn;
}

}  // namespace

TEST_CASE("the rate is that of the last thirty days") {
  const Outlook ahead =
      outlook(steady(100, 50, 10), {{TrancheId(0), day("2028-01-01"), Tokens::whole(200)}}, day("2027-01-01"));
  CHECK(ahead.days == 30);
  CHECK(ahead.tokens_per_day == doctest::Approx(10));
  CHECK(*ahead.lasts_until == day("2027-01-21"));
  CHECK(ahead.expiring == doctest::Approx(0));
}

TEST_CASE("a horizon shorter than thirty days is taken whole") {
  const Outlook ahead = outlook(steady(4, 8, 8), {}, day("2027-01-01"));
  CHECK(ahead.days == 4);
  CHECK(ahead.tokens_per_day == doctest::Approx(8));
  CHECK_FALSE(ahead.lasts_until.has_value());
}

TEST_CASE("tokens that expire before they can be drawn do not last") {
  const Outlook ahead = outlook(
      steady(60, 10, 10),
      {{TrancheId(0), day("2027-01-06"), Tokens::whole(80)}, {TrancheId(1), day("2027-01-11"), Tokens::whole(30)}},
      day("2027-01-01"));
  CHECK(*ahead.lasts_until == day("2027-01-09"));  // five days of the first, three of the second
  CHECK(ahead.expiring == doctest::Approx(30));
}

TEST_CASE("when nothing is drawn there is no day on which it runs out") {
  const Outlook ahead =
      outlook(steady(60, 10, 0), {{TrancheId(0), day("2027-02-01"), Tokens::whole(80)}}, day("2027-01-01"));
  CHECK(ahead.tokens_per_day == doctest::Approx(0));
  CHECK_FALSE(ahead.lasts_until.has_value());
}
