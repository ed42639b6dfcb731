// The tables and formulas that populations are drawn from, against exact moments and distribution functions.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/demand/mean_kept.h"
#include "engine/demand/pick_table.h"
#include "engine/demand/quantiles.h"
#include "engine/demand/row_sorter.h"
#include "engine/random/blocks.h"
#include "engine/random/byte_lanes.h"
#include "engine/random/distributions.h"
#include "engine/random/normal_share.h"

using namespace drawdown;

namespace {

// Of a function of a share, by many equal steps.
template <class Value>
double mean_over_shares(Value value) {
  constexpr std::uint64_t steps = 1 << 20;
  double sum = 0;
  for (std::uint64_t i = 0; i < steps; ++i) {
    sum += static_cast<double>(value(static_cast<std::uint32_t>((i << 12) + 2048)));
  }
  return sum / steps;
}

// The probability of each of the values 0 … last, from where the table's answer changes.
std::vector<double> probabilities(const PickTable& table, std::uint32_t last) {
  std::vector<double> all;
  double below = 0;
  for (std::uint32_t value = 0; value <= last; ++value) {
    std::uint64_t low = 0;  // the least share whose value is greater, by bisection
    std::uint64_t high = UINT64_MAX;
    while (low < high) {
      const std::uint64_t middle = low + (high - low) / 2;
      if (table(middle) > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    const double up_to = table(low) > value ? static_cast<double>(low) * 0x1p-64 : 1;
    all.push_back(up_to - below);
    below = up_to;
  }
  return all;
}

}  // namespace

TEST_CASE("the normal distribution function is that of the error function") {
  for (double z = -9; z <= 9; z += 0.0371) {
    CAPTURE(z);
    CHECK(std::fabs(normal_share(z) - 0.5 * std::erfc(-z / std::sqrt(2.0))) < 2e-15);
  }
  CHECK(normal_share(0) == 0.5);
  CHECK(normal_share(normal_quantile(0.9)) == doctest::Approx(0.9).epsilon(1e-14));
}

TEST_CASE("numbers of many names are those of each name alone") {
  std::vector<Block> blocks;
  for (std::uint64_t i = 0; i < 9; ++i) {
    blocks.push_back({i, 7, i * i, 3});
  }
  const std::vector<Block> counters = blocks;
  philox(blocks, {2026, 5});
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    CHECK(blocks[i] == philox(counters[i], {2026, 5}));
  }
}

TEST_CASE("bytes are compared at once as they are one by one") {
  Stream stream(Seed{1}, purpose("bytes"));
  for (int i = 0; i < 2000; ++i) {
    Block block{stream.next(), stream.next(), stream.next(), stream.next()};
    block[static_cast<std::size_t>(i) % 4] &= 0xFF00FF80FF7F00FF;
    const auto limit = static_cast<std::uint32_t>(i % 257);
    CHECK(bytes_below(block, limit) == plain_bytes_below(block, limit));
  }
}

TEST_CASE("quantiles lie evenly between those that are given") {
  const Quantiles nine(Spans{.quantiles = {32'400}});
  CHECK(nine(0) == 32'400);
  CHECK(nine(UINT32_MAX) == 32'400);
  const Quantiles some(Spans{.quantiles = {0, 100, 1000}});
  CHECK(some(0) == 0);
  CHECK(some(0x4000'0000) == 50);
  CHECK(some(0x8000'0000) == 100);
  CHECK(some(0xC000'0000) == 550);
  CHECK(some(UINT32_MAX) == 1000);
  CHECK(mean_over_shares(some) == doctest::Approx((50 + 550) / 2.0).epsilon(1e-4));
}

TEST_CASE("log-normal lengths have their median, their 90th percentile, their mean and their shares") {
  for (const double p90 : {90.0, 120.0, 270.0, 450.0}) {
    CAPTURE(p90);
    const Spans spans{.quantiles = {}, .median = 90 * 60, .p90 = p90 * 60};
    const Quantiles length(spans);
    const auto at = [&](double share) {
      return static_cast<double>(length(static_cast<std::uint32_t>(share * 0x1p32)));
    };
    CHECK(at(0.5) == doctest::Approx(90 * 60).epsilon(1e-4));
    CHECK(at(0.9) == doctest::Approx(p90 * 60).epsilon(2e-4));
    const double sigma = std::log(p90 / 90) / 1.2815515655446004;
    for (const double share : {0.001, 0.01, 0.1, 0.3, 0.7, 0.99, 0.999, 0.9999, 0.99999}) {
      CAPTURE(share);
      const double exact = 90 * 60 * std::exp(sigma * normal_quantile(share));
      CHECK(std::fabs(at(share) - exact) <= std::max(1.0, exact * 2e-3));
    }
    CHECK(mean_over_shares(length) == doctest::Approx(90 * 60 * std::exp(sigma * sigma / 2)).epsilon(1e-3));
  }
}

TEST_CASE("factors have mean 1 and their standard deviation") {
  for (const double spread : {0.2, 0.8, 1.5}) {
    CAPTURE(spread);
    const Factors factor(spread);
    CHECK(mean_over_shares(factor) == doctest::Approx(1).epsilon(1e-4));
    const double square = mean_over_shares([&](std::uint32_t share) { return factor(share) * factor(share); });
    CHECK(square - 1 == doctest::Approx(spread * spread).epsilon(0.01));
  }
}

TEST_CASE("a table picks by weight, and never what has none") {
  const std::vector<double> weights{0, 1, 0, 3, 6, 0};
  const std::vector<double> found = probabilities(PickTable(weights), 5);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    CHECK(found[i] == doctest::Approx(weights[i] / 10).epsilon(1e-12));
  }
  CHECK(PickTable(weights)(0) == 1);
  CHECK(PickTable(weights)(UINT64_MAX) == 4);
}

TEST_CASE("Poisson tables have the probabilities of the formula") {
  for (const double mean : {0.0, 0.3, 1.0, 7.5, 60.0}) {
    CAPTURE(mean);
    const std::vector<double> found = probabilities(poisson_table(mean, 1), 150);
    CHECK(found[0] == 0);
    for (std::uint32_t n = 0; n < 149; ++n) {
      const double exact = mean == 0 ? (n == 0 ? 1 : 0) : std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0));
      CHECK(std::fabs(found[n + 1] - exact) < 1e-14);
    }
  }
}

TEST_CASE("negative binomial tables have the mean and variance of the formula, and its probability of nothing") {
  for (const double mean : {0.5, 12.0, 60.0}) {
    for (const double shape : {0.3, 1.0, 2.5}) {
      CAPTURE(mean);
      CAPTURE(shape);
      const std::vector<double> found = probabilities(count_table(mean, shape), 4000);
      double first = 0;
      double second = 0;
      for (std::size_t n = 0; n < found.size(); ++n) {
        first += found[n] * static_cast<double>(n);
        second += found[n] * static_cast<double>(n) * static_cast<double>(n);
      }
      CHECK(first == doctest::Approx(mean).epsilon(1e-6));
      CHECK(second - first * first == doctest::Approx(mean + mean * mean / shape).epsilon(1e-6));
      CHECK(found[0] == doctest::Approx(std::pow(shape / (shape + mean), shape)).epsilon(1e-9));
    }
  }
}

TEST_CASE("a chance that factors vary and 1 cuts keeps its mean") {
  for (const double sigma : {0.0, 0.3, 0.9, 1.5}) {
    for (const double mean : {0.0, 0.001, 0.02, 0.4, 0.9, 0.99}) {
      CAPTURE(sigma);
      CAPTURE(mean);
      const double chance = keep_mean(mean, sigma);
      CHECK(chance >= mean);
      CHECK(mean_cut(chance, sigma) == doctest::Approx(mean).epsilon(1e-9));
      double sum = 0;  // the same average, by the midpoints of many shares
      constexpr int steps = 20'000;
      for (int i = 0; i < steps; ++i) {
        const double factor = std::exp(sigma * normal_quantile((i + 0.5) / steps) - sigma * sigma / 2);
        sum += std::min(1.0, chance * factor) / steps;
      }
      CHECK(sum == doctest::Approx(mean).epsilon(2e-3));
    }
  }
  CHECK(mean_cut(keep_mean(1, 0.5), 0.5) == doctest::Approx(1).epsilon(1e-13));
  CHECK(keep_mean(1, 0) == 1);
}

TEST_CASE("rows are released in order of their opens, equal ones as they were added") {
  for (const std::uint32_t range : {1U, 7U, 600U, 3'000'000U}) {
    CAPTURE(range);
    Stream stream(Seed{3}, purpose("rows"), range);
    RowSorter sorter;
    std::vector<DrawnRow> expected;
    std::vector<DrawnRow> got;
    std::uint32_t number = 0;
    std::uint32_t begin = 1'000'000;
    for (int block = 0; block < 6; ++block) {
      const std::uint64_t count = block == 2 ? 3 : 2000;
      for (std::uint64_t i = 0; i < count; ++i) {
        const DrawnRow row{begin + static_cast<std::uint32_t>(uniform_below(stream, range + range / 2)), 0, number++};
        sorter.add(row);
        expected.push_back(row);
      }
      begin += range;
      sorter.release(block == 5 ? UINT32_MAX : begin, [&](const DrawnRow& row) { got.push_back(row); });
    }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const DrawnRow& a, const DrawnRow& b) { return a.open < b.open; });
    CHECK(sorter.size() == 0);
    REQUIRE(got.size() == expected.size());
    bool same = true;
    for (std::size_t i = 0; i < got.size(); ++i) {
      same = same && got[i].open == expected[i].open && got[i].unit == expected[i].unit;
    }
    CHECK(same);
  }
}
