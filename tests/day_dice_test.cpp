// Days on which something happens, bursts of them, and what shakes their chances: against the exact values.
#include "engine/demand/day_dice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <span>
#include <vector>

#include "engine/demand/burst_chain.h"
#include "engine/demand/quantiles.h"
#include "engine/demand/shock_path.h"

using namespace drawdown;

namespace {

constexpr Seed seed{2026};
constexpr Purpose throws = purpose("throws");
constexpr Purpose ties = purpose("ties");

std::uint32_t days(const DayDice& dice, std::int32_t block, std::uint64_t name, const std::array<double, 32>& chances,
                   double factor = 1, std::uint32_t among = all_days) {
  Block bytes = dice.counter(block, name);
  philox(std::span(&bytes, 1), dice.key());
  double most = 0;
  for (const double chance : chances) {
    most = std::max(most, chance);
  }
  return dice.days(bytes, block, name, {chances.data(), most, factor, among});
}

std::array<double, 32> all(double chance) {
  std::array<double, 32> chances{};
  chances.fill(chance);
  return chances;
}

std::uint32_t burst_days(const BurstChain& chain, std::int32_t block, std::uint64_t name, bool& on) {
  const Block bytes = philox(chain.dice().counter(block, name), chain.dice().key());
  return chain.days_on(bytes, block, name, on);
}

Shock shock(const char* name, double spread, double half_life_days) {
  Shock made;
  made.name = name;
  made.spread = spread;
  made.half_life_days = half_life_days;
  return made;
}

}  // namespace

TEST_CASE("each day happens with its own chance, also one far below a byte's") {
  const DayDice dice(seed, 1, throws, ties);
  std::array<double, 32> chances{};
  for (std::size_t day = 0; day < 32; ++day) {
    chances[day] = day == 31 ? 1 : static_cast<double>(day * day) / 2000 + 0.0004;
  }
  constexpr int blocks = 40'000;
  std::array<int, 32> counts{};
  for (int block = 0; block < blocks; ++block) {
    for (std::uint32_t found = days(dice, block, 17, chances); found != 0; found &= found - 1) {
      ++counts[static_cast<std::size_t>(std::countr_zero(found))];
    }
  }
  for (std::size_t day = 0; day < 32; ++day) {
    CAPTURE(day);
    const double p = chances[day];
    CHECK(std::fabs(counts[day] - p * blocks) <= 4.5 * std::sqrt(p * (1 - p) * blocks));
  }
}

TEST_CASE("a greater chance keeps the days of a smaller one; a factor and a chance are one number") {
  const DayDice dice(seed, 1, throws, ties);
  int more = 0;
  for (int block = 0; block < 3000; ++block) {
    const std::uint32_t some = days(dice, block, 3, all(0.021));
    const std::uint32_t many = days(dice, block, 3, all(0.023));
    CHECK((some & ~many) == 0);
    more += std::popcount(many) - std::popcount(some);
    CHECK(days(dice, block, 3, all(0.042), 0.5) == some);
    CHECK(days(dice, block, 3, all(0.021), 1, 0xF0) == (some & 0xF0));
    Block bytes = dice.counter(block, 3);
    philox(std::span(&bytes, 1), dice.key());
    CHECK(dice.days(bytes, block, 3, DayDice::Chance(0.021)) == some);
  }
  CHECK(more > 100);
  Block bytes = dice.counter(0, 3);
  philox(std::span(&bytes, 1), dice.key());
  CHECK(dice.days(bytes, 0, 3, DayDice::Chance(1)) == all_days);
  CHECK(dice.days(bytes, 0, 3, DayDice::Chance(0)) == 0);
  CHECK(days(dice, 0, 3, all(2)) == all_days);
}

TEST_CASE("names, replications and blocks have days of their own") {
  const std::uint32_t first = days(DayDice(seed, 1, throws, ties), 5, 3, all(0.5));
  CHECK(first != days(DayDice(seed, 2, throws, ties), 5, 3, all(0.5)));
  CHECK(first != days(DayDice(seed, 1, throws, ties), 6, 3, all(0.5)));
  CHECK(first != days(DayDice(seed, 1, throws, ties), 5, 4, all(0.5)));
  CHECK(first != days(DayDice(Seed{2027}, 1, throws, ties), 5, 3, all(0.5)));
}

TEST_CASE("bursts have the lengths, the share and the autocorrelation of their chain") {
  const Bursts bursts{.on = 8, .off = 30};
  const BurstChain chain(bursts, seed, 1);
  constexpr int blocks = 40'000;
  std::vector<bool> on_days;
  bool on = chain.on_after(-1, 5);
  for (int block = 0; block < blocks; ++block) {
    const std::uint32_t found = burst_days(chain, block, 5, on);
    for (int day = 0; day < 32; ++day) {
      on_days.push_back((found >> day & 1U) != 0);
    }
  }
  double count = 0;
  double begins = 0;
  double pairs = 0;
  constexpr std::size_t lag = 5;
  for (std::size_t i = 0; i + lag < on_days.size(); ++i) {
    count += on_days[i] ? 1 : 0;
    begins += !on_days[i] && on_days[i + 1] ? 1 : 0;
    pairs += on_days[i] && on_days[i + lag] ? 1 : 0;
  }
  const auto n = static_cast<double>(on_days.size());
  const double share = 8.0 / 38;
  const double keep = 1 - 1.0 / 8 - 1.0 / 30;
  // Of a chain's average, the variance is that of independent days times (1 + keep) ⁄ (1 − keep).
  const double deviation = std::sqrt(share * (1 - share) * (1 + keep) / (1 - keep) / n);
  CHECK(std::fabs(count / n - share) <= 4.5 * deviation);
  CHECK(count / begins == doctest::Approx(8).epsilon(0.03));
  CHECK((n - count) / begins == doctest::Approx(30).epsilon(0.03));
  const double correlation = (pairs / n - share * share) / (share * (1 - share));
  CHECK(correlation == doctest::Approx(std::pow(keep, lag)).epsilon(0.05));
}

TEST_CASE("a burst is the same wherever one begins to look") {
  for (const Bursts bursts : {Bursts{8, 30}, Bursts{2, 2}, Bursts{400, 900}}) {
    const BurstChain chain(bursts, seed, 1);
    for (std::uint64_t name = 0; name < 50; ++name) {
      bool on = chain.on_after(-40, name);
      for (int block = -39; block < 40; ++block) {
        (void)burst_days(chain, block, name, on);
        CHECK(on == chain.on_after(block, name));
      }
    }
  }
}

TEST_CASE("a shock has mean 1, its standard deviation and its half-life") {
  const ShockPath path(shock("market", 0.4, 70));
  CHECK(path.correlation() == doctest::Approx(std::pow(0.5, 0.1)).epsilon(1e-12));
  constexpr int replications = 4000;
  double mean = 0;
  double square = 0;
  std::array<double, 3> products{};              // of logarithms
  constexpr std::array<int, 3> lags{1, 10, 70};  // the last spans nodes
  double log_square = 0;
  std::vector<double> levels;
  const double sigma = path.sigma();
  constexpr int weeks = 200;
  for (std::uint64_t replication = 1; replication <= replications; ++replication) {
    path.levels(seed, replication, 2900, 2900 + weeks - 1, levels);
    REQUIRE(levels.size() == weeks);
    mean += levels[37];
    square += levels[37] * levels[37];
    for (int week = 0; week + 70 < weeks; ++week) {
      const auto z = [&](int at) { return std::log(levels[static_cast<std::size_t>(at)]) / sigma + sigma / 2; };
      log_square += z(week) * z(week);
      for (std::size_t i = 0; i < lags.size(); ++i) {
        products[i] += z(week) * z(week + lags[i]);
      }
    }
  }
  mean /= replications;
  CHECK(std::fabs(mean - 1) <= 4.5 * 0.4 / std::sqrt(replications));
  CHECK(std::sqrt(square / replications - mean * mean) == doctest::Approx(0.4).epsilon(0.06));
  constexpr double pairs = replications * (weeks - 70.0);
  CHECK(log_square / pairs == doctest::Approx(1).epsilon(0.02));
  CHECK(products[0] / pairs == doctest::Approx(std::pow(0.5, 0.1)).epsilon(0.02));
  CHECK(products[1] / pairs == doctest::Approx(0.5).epsilon(0.04));
  CHECK(std::fabs(products[2] / pairs - std::pow(0.5, 7)) < 0.02);
}

TEST_CASE("a week's level does not depend on which weeks are asked for") {
  const ShockPath path(shock("market", 0.4, 30));
  std::vector<double> wide;
  path.levels(seed, 3, -1, 400, wide);
  for (const auto& [first, last] : {std::pair(-1, 0), std::pair(0, 63), std::pair(63, 64), std::pair(65, 200)}) {
    std::vector<double> some;
    path.levels(seed, 3, first, last, some);
    for (int week = first; week <= last; ++week) {
      CHECK(some[static_cast<std::size_t>(week - first)] == wide[static_cast<std::size_t>(week + 1)]);
    }
  }
  std::vector<double> other;
  ShockPath(shock("weather", 0.4, 30)).levels(seed, 3, -1, 400, other);
  CHECK(other != wide);
  CHECK(week_of(*parse_day("1970-01-05")) == 0);
  CHECK(week_of(*parse_day("1970-01-04")) == -1);
  CHECK(week_of(*parse_day("1970-01-11")) == 0);
  CHECK(week_of(*parse_day("1970-01-12")) == 1);
}
