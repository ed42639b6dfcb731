#include "engine/ensemble/estimate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/ensemble/spread.h"
#include "engine/random/distributions.h"

using namespace drawdown;

namespace {

double binomial_below(std::uint64_t n, double p, std::uint64_t below) {
  double logarithm = static_cast<double>(n) * std::log(1 - p);
  double sum = 0;
  for (std::uint64_t k = 0; k < below; ++k) {
    sum += std::exp(logarithm);
    logarithm += std::log(static_cast<double>(n - k) / static_cast<double>(k + 1) * p / (1 - p));
  }
  return sum;
}

}  // namespace

TEST_CASE("the interval of a share is Wilson's, and does not collapse at 0 and at all of n") {
  // Wilson's formula by hand for 12 of 1000: (0.012 + 0.0019207) / 1.0038415 ± …
  CHECK(estimate_share(12, 1000) == Estimate{12'000, 6'878, 20'857});
  CHECK(estimate_share(0, 10) == Estimate{0, 0, 277'533});  // z² / (n + z²)
  CHECK(estimate_share(10, 10) == Estimate{1'000'000, 722'467, 1'000'000});
  CHECK(share_half_width(500, 1000) == doctest::Approx(0.0309303).epsilon(1e-5));
}

TEST_CASE("Student's t is what tables have") {
  for (const auto& [freedom, t] : std::vector<std::pair<std::uint64_t, double>>{{1, 12.706205},
                                                                                {9, 2.262157},
                                                                                {10, 2.228139},
                                                                                {20, 2.085963},
                                                                                {30, 2.042272},
                                                                                {100, 1.983972},
                                                                                {199, 1.971957},
                                                                                {1'000'000, 1.959966}}) {
    const std::uint64_t degrees = freedom;
    CAPTURE(degrees);
    CHECK(student_t(degrees) == doctest::Approx(t).epsilon(1e-5));
  }
}

TEST_CASE("a mean is exact and rounded once, and its interval that of the textbook") {
  Mean mean;
  for (const std::int64_t value : {1'000'000'000'000'000'001, 1'000'000'000'000'000'002, 1'000'000'000'000'000'006}) {
    mean.add(value);
  }
  // Variance 7, t of two degrees of freedom 4.302653: 6.57.
  CHECK(mean.estimate() == Estimate{1'000'000'000'000'000'003, 999'999'999'999'999'996, 1'000'000'000'000'000'010});
  CHECK(mean.sum() == Wide{3'000'000'000'000'000'009});
  Mean one;
  one.add(-5);
  CHECK(one.estimate() == Estimate{-5, -5, -5});
  one.add(-6);
  CHECK(one.estimate().value == -6);  // halves away from zero
}

TEST_CASE("the ranks of a quantile's interval hold it with about 95 %, by the binomial distribution") {
  for (const int percent : {5, 10, 50, 90, 95}) {
    for (const std::uint64_t n : {200U, 1000U, 5000U}) {
      CAPTURE(percent);
      CAPTURE(n);
      const QuantileRanks ranks = quantile_ranks(percent, n);
      const double p = percent / 100.0;
      // The quantile lies between two order statistics if at least `low` and fewer than `high` values are below it.
      const double holds = binomial_below(n, p, ranks.high) - binomial_below(n, p, ranks.low);
      CHECK(holds > 0.94);
      CHECK(holds < 0.97);
      CHECK(ranks.rank == (n * static_cast<std::uint64_t>(percent) + 99) / 100);
    }
  }
  CHECK(quantile_ranks(100, 7).low == 7);
  CHECK(quantile_ranks(5, 3).low == 1);
  CHECK(quantile_ranks(95, 3).high == 3);
}

TEST_CASE("a spread has the quantiles of its values, at most a thousandth off, in any order, and stays small") {
  std::vector<std::int64_t> values;
  Stream stream(Seed{5}, purpose("spread"));
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(static_cast<std::int64_t>(normal(stream) * 4e8 + 2e8));
  }
  values.insert(values.end(), {INT64_MAX, INT64_MIN, 0, 0, 1, -1});
  Spread spread;
  for (const std::int64_t value : values) {
    spread.add(value);
  }
  std::sort(values.begin(), values.end());
  Spread sorted;
  for (const std::int64_t value : values) {
    sorted.add(value);
  }
  CHECK(spread.number() == values.size());
  CHECK(spread.classes() < 10'000);
  CHECK(spread.at_rank(1) == INT64_MIN);
  CHECK(spread.quantile(100) == INT64_MAX);
  for (std::uint64_t rank = 1; rank <= values.size(); rank += 7) {
    const auto exact = static_cast<double>(values[rank - 1]);
    const auto found = static_cast<double>(spread.at_rank(rank));
    CHECK(std::abs(found - exact) <= std::abs(exact) / 500);  // within the class
    CHECK(sorted.at_rank(rank) == spread.at_rank(rank));
  }
}

TEST_CASE("small whole numbers are exact in a spread") {
  Spread spread;
  for (std::int64_t i = 511; i >= -511; --i) {
    spread.add(i);
  }
  for (std::uint64_t rank = 1; rank <= 1023; ++rank) {
    CHECK(spread.at_rank(rank) == static_cast<std::int64_t>(rank) - 512);
  }
  Spread tokens;
  for (std::int64_t i = 1; i <= 500; ++i) {
    tokens.add(Tokens::whole(i).micro);
  }
  CHECK(tokens.quantile(90) == Tokens::whole(450).micro);
}
