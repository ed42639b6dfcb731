#include "engine/base/shares.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <numeric>
#include <vector>

#include "tests/dice.h"

using namespace drawdown;

namespace {

using Parts = std::vector<std::int64_t>;

Parts micro(const std::vector<Money>& all) {
  Parts parts;
  for (const Money money : all) {
    parts.push_back(money.micro);
  }
  return parts;
}

Parts rounded(std::int64_t whole, const std::vector<std::int64_t>& pico) {
  std::vector<ExactCost> costs;
  for (const std::int64_t one : pico) {
    costs.push_back({one});
  }
  return micro(rounded_to({whole}, costs));
}

}  // namespace

TEST_CASE("an exact cost has all twelve places of the product, and is shown without zeros at its end") {
  CHECK(format(exact_cost(*parse_tokens("7"), *parse_money("2.40"))) == "16.8");
  CHECK(format(exact_cost(*parse_tokens("0.000001"), *parse_money("0.000001"))) == "0.000000000001");
  CHECK(format(exact_cost(*parse_tokens("-0.5"), *parse_money("0.000001"))) == "-0.0000005");
  CHECK(format(exact_cost(Tokens::whole(1'000'000'000'000), *parse_money("1000000000000"))) ==
        "1000000000000000000000000");
  CHECK(format(ExactCost{}) == "0");
  CHECK(format(exact_cost(Tokens::whole(100), Money::whole(10))) == "1000");
}

TEST_CASE("shares are in proportion, and what is left over goes to those that lost most, ties to the first") {
  CHECK(shares(10, Parts{1, 1, 1}) == Parts{4, 3, 3});
  CHECK(shares(10, Parts{1, 2, 4}) == Parts{1, 3, 6});  // 1.43, 2.86, 5.71
  CHECK(shares(7, Parts{0, 5, 0}) == Parts{0, 7, 0});
  CHECK(shares(0, Parts{3, 4}) == Parts{0, 0});
  CHECK(shares(5, Parts{0, 0}).empty());
  CHECK(shares(5, Parts{}).empty());
  const std::int64_t most = 9'223'372'036'854'775'807;
  CHECK(shares(most, Parts{most, most}) == Parts{4'611'686'018'427'387'904, 4'611'686'018'427'387'903});
}

TEST_CASE("costs are rounded such that they sum to the whole") {
  CHECK(rounded(1, {400'000, 600'000}) == Parts{0, 1});
  CHECK(rounded(2, {500'000, 500'000, 1'000'000}) == Parts{1, 0, 1});
  CHECK(rounded(0, {-400'000, 400'000}) == Parts{0, 0});
  CHECK(rounded(-1, {-1'500'000, 500'000}) == Parts{-1, 0});
  CHECK(rounded(0, {}) == Parts{});
  // The whole was rounded per tranche: 0.4 and 0.4 and 0.4 are 0 there.
  CHECK(rounded(0, {1'200'000}) == Parts{0});
  CHECK(rounded(5, {1'200'000, 1'300'000}) == Parts{2, 3});
}

TEST_CASE("shares and rounded costs sum to the whole and are less than one away from what is exact") {
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const auto parts = static_cast<std::size_t>(dice.between(1, 6));
    Parts weights(parts);
    for (std::int64_t& weight : weights) {
      weight = dice.one_in(4) ? 0 : dice.between(0, 1'000'000);
    }
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const std::int64_t whole = dice.between(0, 1'000'000);
    const Parts shared = shares(whole, weights);
    REQUIRE(shared.empty() == (sum == 0));
    std::int64_t total = 0;
    for (std::size_t i = 0; i < shared.size(); ++i) {
      total += shared[i];
      const std::int64_t off = shared[i] * sum - whole * weights[i];
      CHECK(off < sum);
      CHECK(off > -sum);
    }
    CHECK(total == (sum == 0 ? 0 : whole));

    Parts pico(parts);
    std::int64_t exact = 0;
    for (std::int64_t& one : pico) {
      one = dice.between(-3'000'000, 3'000'000);
      exact += one;
    }
    const std::int64_t nearest = (exact + 100'500'000) / 1'000'000 - 100;
    const Parts money = rounded(nearest, pico);
    CHECK(std::accumulate(money.begin(), money.end(), std::int64_t{0}) == nearest);
    for (std::size_t i = 0; i < parts; ++i) {
      const std::int64_t off = money[i] * 1'000'000 - pico[i];
      CHECK(off <= 1'000'000);
      CHECK(off >= -1'000'000);
    }
  }
}
