#include "engine/random/distributions.h"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

using namespace drawdown;

namespace {

constexpr Seed seed{20'260'105};
constexpr int draws = 200'000;

struct Moments {
  double mean = 0;
  double variance = 0;
};

template <class Draw>
Moments moments(Purpose what, Draw draw) {
  Stream stream(seed, what);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = draw(stream);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}

// Pearson's statistic against equal chances.
double chi_squared(const std::vector<int>& counts, double expected) {
  double sum = 0;
  for (const int count : counts) {
    sum += (count - expected) * (count - expected) / expected;
  }
  return sum;
}

}  // namespace

TEST_CASE("uniform numbers lie between 0 and 1, evenly") {
  int outside = 0;
  const Moments m = moments(purpose("uniform"), [&](Stream& s) {
    const double u = uniform(s);
    outside += u > 0 && u < 1 ? 0 : 1;
    return u;
  });
  CHECK(outside == 0);
  CHECK(m.mean == doctest::Approx(0.5).epsilon(0.005));
  CHECK(m.variance == doctest::Approx(1.0 / 12).epsilon(0.01));
}

TEST_CASE("whole numbers below n are equally likely") {
  for (const std::uint64_t n : {1U, 2U, 3U, 7U, 10U, 1000U}) {
    CAPTURE(n);
    Stream stream(seed, purpose("below"), n);
    std::vector<int> counts(n);
    for (int i = 0; i < draws; ++i) {
      ++counts.at(uniform_below(stream, n));
    }
    const double freedom = static_cast<double>(n) - 1;  // the statistic's mean; its variance is twice that
    CHECK(chi_squared(counts, draws / static_cast<double>(n)) <= freedom + 4 * std::sqrt(2 * freedom));
  }
}

TEST_CASE("whole numbers below three quarters of 2^64 are not favoured at the bottom") {
  // A remainder of the division by n would fall into the first third twice as often as into the others.
  Stream stream(seed, purpose("bias"));
  const std::uint64_t n = 3ULL << 62;
  std::vector<int> thirds(3);
  for (int i = 0; i < draws; ++i) {
    ++thirds[uniform_below(stream, n) >> 62];
  }
  CHECK(chi_squared(thirds, draws / 3.0) < 14);
}

TEST_CASE("whole numbers between two ends reach both, and the whole range of 64 bits") {
  Stream stream(seed, purpose("between"));
  std::vector<int> counts(4);
  for (int i = 0; i < 1000; ++i) {
    ++counts.at(static_cast<std::size_t>(uniform_between(stream, -2, 1) + 2));
  }
  CHECK(chi_squared(counts, 250) < 17);
  CHECK(uniform_between(stream, 5, 5) == 5);
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
  int negative = 0;
  for (int i = 0; i < 1000; ++i) {
    negative += uniform_between(stream, lowest, highest) < 0 ? 1 : 0;
  }
  CHECK(negative > 400);
  CHECK(negative < 600);
}

TEST_CASE("a chance of 0 never happens and a chance of 1 always does") {
  Stream stream(seed, purpose("chance"));
  int never_true = 0;
  int always_true = 0;
  int often_true = 0;
  for (int i = 0; i < draws; ++i) {
    never_true += bernoulli(stream, 0) ? 1 : 0;
    always_true += bernoulli(stream, 1) ? 1 : 0;
    often_true += bernoulli(stream, 0.3) ? 1 : 0;
  }
  CHECK(never_true == 0);
  CHECK(always_true == draws);
  CHECK(often_true == doctest::Approx(0.3 * draws).epsilon(0.02));
}

TEST_CASE("places are picked by their weights, and never one of weight 0") {
  Stream stream(seed, purpose("pick"));
  const std::array weights = {0.0, 1.0, 0.0, 3.0, 6.0, 0.0};
  std::array<int, 6> counts{};
  for (int i = 0; i < draws; ++i) {
    ++counts[pick(stream, weights)];
  }
  CHECK(counts[0] + counts[2] + counts[5] == 0);
  CHECK(counts[1] == doctest::Approx(0.1 * draws).epsilon(0.03));
  CHECK(counts[3] == doctest::Approx(0.3 * draws).epsilon(0.03));
}

TEST_CASE("exponential times have their mean, and its square as variance") {
  const Moments m = moments(purpose("exp"), [](Stream& s) { return exponential(s, 40); });
  CHECK(m.mean == doctest::Approx(40).epsilon(0.01));
  CHECK(m.variance == doctest::Approx(1600).epsilon(0.03));
}

TEST_CASE("normal quantiles are those of the tables, and their inverse is the error function") {
  CHECK(normal_quantile(0.5) == 0);
  CHECK(normal_quantile(0.25) == doctest::Approx(-0.6744897501960817).epsilon(1e-15));  // AS 241's own examples
  CHECK(normal_quantile(0.001) == doctest::Approx(-3.090232306167814).epsilon(1e-15));
  CHECK(normal_quantile(1e-20) == doctest::Approx(-9.262340089798408).epsilon(1e-15));
  CHECK(normal_quantile(0.9) == doctest::Approx(1.2815515655446004).epsilon(1e-15));
  for (double p = 1e-15; p < 0.5; p *= 1.3) {
    CAPTURE(p);
    CHECK(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2.0)) == doctest::Approx(p).epsilon(1e-13));
    CHECK(normal_quantile(1 - p) == doctest::Approx(-normal_quantile(1 - (1 - p))).epsilon(1e-12));
  }
}

TEST_CASE("normal values have mean 0, variance 1, and their share beyond two deviations") {
  int beyond = 0;
  const Moments m = moments(purpose("normal"), [&](Stream& s) {
    const double z = normal(s);
    beyond += std::fabs(z) > 2 ? 1 : 0;
    return z;
  });
  CHECK(std::fabs(m.mean) < 0.01);
  CHECK(m.variance == doctest::Approx(1).epsilon(0.01));
  CHECK(beyond == doctest::Approx(0.0455 * draws).epsilon(0.03));
}

TEST_CASE("half of the log-normal values lie below the median, a tenth above p90") {
  Stream stream(seed, purpose("lognorm"));
  int below_median = 0;
  int above_p90 = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = log_normal(stream, {.median = 90, .p90 = 300});
    below_median += value < 90 ? 1 : 0;
    above_p90 += value > 300 ? 1 : 0;
  }
  CHECK(below_median == doctest::Approx(0.5 * draws).epsilon(0.01));
  CHECK(above_p90 == doctest::Approx(0.1 * draws).epsilon(0.02));
  CHECK(log_normal(stream, {.median = 5, .p90 = 5}) == 5);
}

TEST_CASE("counts of rare and of many events have the mean for variance") {
  for (const double mean : {0.1, 3.0, 16.0, 50.5}) {
    CAPTURE(mean);
    const Moments m = moments(purpose("poisson"), [&](Stream& s) { return static_cast<double>(poisson(s, mean)); });
    CHECK(m.mean == doctest::Approx(mean).epsilon(0.02));
    CHECK(m.variance == doctest::Approx(mean).epsilon(0.02));
  }
  Stream stream(seed, purpose("none"));
  CHECK(poisson(stream, 0) == 0);
}

TEST_CASE("every compiler and processor draws the same bits") {
  Stream stream(seed, purpose("bits"));
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a, a word at a time
  const auto add = [&](std::uint64_t word) { hash = (hash ^ word) * 1'099'511'628'211U; };
  const auto add_double = [&](double value) { add(std::bit_cast<std::uint64_t>(value)); };
  for (int i = 0; i < 20'000; ++i) {
    add_double(uniform(stream));
    add(uniform_below(stream, 86'400));
    add_double(exponential(stream, 40));
    add_double(normal(stream));
    add_double(log_normal(stream, {.median = 90, .p90 = 300}));
    add(static_cast<std::uint64_t>(poisson(stream, 20)));
  }
  CHECK(hash == 9'495'019'817'352'887'470U);
}
