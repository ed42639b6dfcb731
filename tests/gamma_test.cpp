#include "engine/random/gamma.h"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "tests/goodness_of_fit.h"

using namespace drawdown;

namespace {

constexpr Seed seed{20'260'301};
constexpr int draws = 100'000;

}  // namespace

// Reference values of this file: mpmath 1.3 at forty digits.
TEST_CASE("the logarithm of the gamma function is that of the tables") {
  const std::vector<std::pair<double, double>> table{{1e-4, 9.2102826586339622584},      {0.01, 4.5994798780420217225},
                                                     {0.5, 0.57236494292470008707},      {2.5, 0.28468287047291915963},
                                                     {7.9, 8.3242658680088089235},       {8.1, 8.7273882634320405198},
                                                     {25, 54.78472939811231919},         {100, 359.13420536957539878},
                                                     {12345.678, 103959.91990554606092}, {1e6, 12815504.56914761166}};
  for (const std::pair<double, double>& row : table) {
    CAPTURE(row.first);
    CHECK(log_gamma(row.first) == doctest::Approx(row.second).epsilon(1e-14));
  }
  CHECK(std::fabs(log_gamma(1)) < 1e-14);
  CHECK(std::fabs(log_gamma(2)) < 1e-14);
}

TEST_CASE("shares below and above a value are those of the tables, also far out") {
  struct Row {
    double shape, x, below, above;
  };
  for (const Row& row : {Row{0.5, 0.1, 0.3452791539814229706, 0.6547208460185770294},
                         Row{0.5, 3, 0.98569412156457036047, 0.014305878435429639526},
                         Row{1, 1, 0.6321205588285576784, 0.3678794411714423216},
                         Row{2.5, 2, 0.45058404864721976739, 0.54941595135278023261},
                         Row{2.5, 9, 0.99705359541211970963, 0.0029464045878802903731},
                         Row{25, 20, 0.15677262182623772638, 0.84322737817376227362},
                         Row{25, 40, 0.99551734343442679544, 0.0044826565655732045619},
                         Row{100, 90, 0.1582209891864301681, 0.8417790108135698319},
                         Row{100, 130, 0.99724959163269347372, 0.002750408367306526277},
                         Row{12345.678, 12300, 0.34141324027072326911, 0.65858675972927673089},
                         Row{12345.678, 12600, 0.9885878246666675934, 0.011412175333332406602},
                         Row{0.01, 1e-20, 0.63455792054899674607, 0.36544207945100325393},
                         Row{1e-4, 0.5, 0.99994401970704259829, 0.000055980292957401713034}}) {
    CAPTURE(row.shape);
    CAPTURE(row.x);
    const GammaShares shares = gamma_shares(row.shape, row.x);
    CHECK(shares.below == doctest::Approx(row.below).epsilon(1e-10));
    CHECK(shares.above == doctest::Approx(row.above).epsilon(1e-10));
  }
  CHECK(gamma_shares(10, 1e-300).below == 0);
}

TEST_CASE("the value above a share has that share below it") {
  for (const double shape : {1e-4, 0.01, 0.3, 0.999, 1.0, 1.5, 4.0, 30.0, 1e3, 1e6}) {
    for (const double p : {0x1p-53, 1e-9, 0.001, 0.2, 0.5, 0.77, 0.999, 1 - 1e-9, 1 - 0x1p-53}) {
      CAPTURE(shape);
      CAPTURE(p);
      const double x = gamma_quantile(shape, p);
      if (x < 1e-290) {  // below what a double holds
        CHECK(gamma_shares(shape, 1e-290).below >= p * (1 - 1e-9));
        continue;
      }
      const GammaShares shares = gamma_shares(shape, x);
      CHECK(std::fmin(std::fabs(shares.below / p - 1), std::fabs(shares.above / (1 - p) - 1)) < 1e-9);
    }
  }
  // Of shape 1 they are those of the exponential distribution.
  for (const double p : {0.1, 0.5, 0.99}) {
    CHECK(gamma_quantile(1, p) == doctest::Approx(-std::log1p(-p)).epsilon(1e-12));
  }
}

TEST_CASE("a larger share never has a smaller value") {
  for (const double shape : {0.05, 0.8, 3.0, 250.0}) {
    double last = 0;
    int smaller = 0;
    for (int i = 1; i < 2000; ++i) {
      const double x = gamma_quantile(shape, i / 2000.0);
      smaller += x < last ? 1 : 0;
      last = x;
    }
    CHECK(smaller == 0);
  }
}

TEST_CASE("gamma values have their mean and deviation, and fall evenly among equally likely classes") {
  for (const Gamma shape : {Gamma{12, 5}, Gamma{3, 3}, Gamma{5, 20}, Gamma{1000, 10}}) {
    CAPTURE(shape.mean);
    CAPTURE(shape.sd);
    Stream stream(seed, purpose("gamma"));
    std::vector<double> values;
    std::vector<int> classes(20);
    const double variance = shape.sd * shape.sd;
    for (int i = 0; i < draws; ++i) {
      values.push_back(gamma(stream, shape));
      const double k = shape.mean * shape.mean / variance;
      const double below = gamma_shares(k, values.back() * shape.mean / variance).below;
      ++classes[static_cast<std::size_t>(std::fmin(below * 20, 19))];
    }
    // The kurtosis of a gamma distribution is 3 + 6 sd² ÷ mean².
    tests::check_moments(values, shape.mean, variance, 3 + 6 * variance / (shape.mean * shape.mean));
    tests::check_classes(classes, std::vector<double>(20, 0.05));
  }
}

TEST_CASE("gamma values are the same bits everywhere") {
  Stream stream(seed, purpose("bits"));
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (int i = 0; i < 2000; ++i) {
    for (const Gamma shape : {Gamma{12, 5}, Gamma{3, 30}, Gamma{1000, 10}}) {
      hash = (hash ^ std::bit_cast<std::uint64_t>(gamma(stream, shape))) * 1'099'511'628'211U;
    }
  }
  CHECK(hash == 7'986'199'022'890'828'405U);
}
