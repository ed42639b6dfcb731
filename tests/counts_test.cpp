#include "engine/random/counts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/random/distributions.h"
#include "engine/random/gamma.h"
#include "engine/random/name_key.h"
#include "tests/goodness_of_fit.h"

using namespace drawdown;

namespace {

constexpr Seed seed{20'260'302};
constexpr int draws = 100'000;

// Of a distribution of counts, from the probability of none and the ratio of each to the one before.
std::vector<double> probabilities(double none, std::size_t classes, const std::function<double(double)>& ratio) {
  std::vector<double> all{none};
  double sum = none;
  while (all.size() + 1 < classes) {
    all.push_back(all.back() * ratio(static_cast<double>(all.size())));
    sum += all.back();
  }
  all.push_back(1 - sum);  // and all beyond
  return all;
}

std::vector<std::int64_t> check_counts(const std::function<std::int64_t(Stream&)>& draw,
                                       const std::vector<double>& exact) {
  Stream stream(seed, purpose("counts"));
  std::vector<std::int64_t> values;
  std::vector<int> classes(exact.size());
  int negative = 0;
  for (int i = 0; i < draws; ++i) {
    values.push_back(draw(stream));
    negative += values.back() < 0 ? 1 : 0;
    ++classes[std::min(exact.size() - 1, static_cast<std::size_t>(std::max<std::int64_t>(0, values.back())))];
  }
  REQUIRE(negative == 0);
  tests::check_classes(classes, exact);
  return values;
}

}  // namespace

TEST_CASE("counts of independent events have the binomial distribution") {
  struct Case {
    std::int64_t n;
    double p;
  };
  for (const Case& each : {Case{1, 0.3}, Case{10, 0.5}, Case{40, 0.05}, Case{100, 0.4}, Case{30, 0.9}}) {
    CAPTURE(each.n);
    CAPTURE(each.p);
    const auto n = static_cast<double>(each.n);
    const double p = each.p;
    const std::vector<std::int64_t> values =
        check_counts([&](Stream& s) { return binomial(s, each.n, p); },
                     probabilities(std::pow(1 - p, n), static_cast<std::size_t>(each.n) + 1,
                                   [&](double k) { return (n - k + 1) / k * p / (1 - p); }));
    const double variance = n * p * (1 - p);
    tests::check_moments(values, n * p, variance, 3 + (1 - 6 * p * (1 - p)) / variance);
  }
}

TEST_CASE("of no event, none or all, nothing is left to chance, and of very many rare ones the count is Poisson's") {
  Stream stream(seed, purpose("edges"));
  CHECK(binomial(stream, 0, 0.5) == 0);
  CHECK(binomial(stream, 5, 0) == 0);
  CHECK(binomial(stream, 5, 1) == 5);
  const double mean = 3;
  check_counts([&](Stream& s) { return binomial(s, 1'000'000'000'000, mean * 1e-12); },
               probabilities(std::exp(-mean), 14, [&](double k) { return mean / k; }));
}

TEST_CASE("counts of Poisson's distribution have its probabilities, in one piece and in several") {
  for (const double mean : {0.2, 4.0, 16.0, 40.0}) {
    CAPTURE(mean);
    const std::vector<std::int64_t> values =
        check_counts([&](Stream& s) { return poisson(s, mean); },
                     probabilities(std::exp(-mean), 120, [&](double k) { return mean / k; }));
    tests::check_moments(values, mean, mean, 3 + 1 / mean);
    check_counts([&](Stream& s) { return poisson_quantile(mean, uniform(s)); },
                 probabilities(std::exp(-mean), 120, [&](double k) { return mean / k; }));
  }
}

TEST_CASE("the count at a share of Poisson's distribution is the first that has it") {
  for (const double mean : {0.0, 0.3, 16.0, 16.5, 60.0, 690.0}) {
    CAPTURE(mean);
    int wrong = 0;
    for (double p = 0.0005; p < 1; p += 0.001) {
      double probability = std::exp(-mean);
      double sum = probability;
      std::int64_t count = 0;
      while (sum < p) {
        ++count;
        probability *= mean / static_cast<double>(count);
        sum += probability;
      }
      wrong += poisson_quantile(mean, p) == count ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
  // At most 999,999 events where a million are expected: a share of 0.49986701923912… (mpmath at forty digits).
  CHECK(poisson_quantile(1e6, 0.4998670192) == 999'999);
  CHECK(poisson_quantile(1e6, 0.4998670193) == 1'000'000);
  for (const double mean : {40.0, 1e9}) {  // far out too, the count is one with that share and no smaller one
    for (const double p : {0x1p-53, 1e-9, 1e-3, 1 - 1e-9, 1 - 0x1p-53}) {
      CAPTURE(p);
      const auto count = static_cast<double>(poisson_quantile(mean, p));
      const bool low = p < 0.5;
      const double beyond = low ? gamma_shares(count + 1, mean).above / p : gamma_shares(count, mean).below / (1 - p);
      CHECK(beyond >= 1 - 1e-6);
      if (count > 0) {
        const double next = low ? gamma_shares(count, mean).above / p : gamma_shares(count + 1, mean).below / (1 - p);
        CHECK(next <= 1 + 1e-6);
      }
    }
  }
}

TEST_CASE("counts have the negative binomial distribution of their mean and dispersion") {
  for (const NegativeBinomial shape :
       {NegativeBinomial{3, 0.5}, NegativeBinomial{12, 4}, NegativeBinomial{2, 1000}, NegativeBinomial{30, 2}}) {
    CAPTURE(shape.mean);
    CAPTURE(shape.dispersion);
    const double k = shape.dispersion;
    const double p = shape.mean / (shape.mean + k);
    const std::vector<std::int64_t> values =
        check_counts([&](Stream& s) { return negative_binomial(s, shape); },
                     probabilities(std::pow(1 - p, k), 300, [&](double i) { return (k + i - 1) / i * p; }));
    const double variance = shape.mean + shape.mean * shape.mean / k;
    tests::check_moments(values, shape.mean, variance, 3 + 6 / k + 1 / variance);
  }
  Stream stream(seed, purpose("none"));
  CHECK(negative_binomial(stream, {.mean = 0, .dispersion = 1}) == 0);
}

TEST_CASE("counts are the same bits everywhere") {
  Stream stream(seed, purpose("bits"));
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  const auto add = [&](std::int64_t count) { hash = (hash ^ static_cast<std::uint64_t>(count)) * 1'099'511'628'211U; };
  for (int i = 0; i < 5000; ++i) {
    add(binomial(stream, 500, 0.07));
    add(binomial(stream, 12, 0.8));
    add(negative_binomial(stream, {.mean = 12, .dispersion = 3}));
  }
  CHECK(hash == 850'774'498'654'041'365U);
}

TEST_CASE("the key of a name is one number everywhere, and names that are alike have keys that are not") {
  CHECK(name_key("") == 0xF52A'15E9'A9B5'E89BU);
  CHECK(name_key("mary") == 0x7B6D'34EF'0F43'DAE6U);
  int differing = 0;
  for (std::uint64_t bits = name_key("mary") ^ name_key("marx"); bits != 0; bits &= bits - 1) {
    ++differing;
  }
  CHECK(differing > 16);  // of 64 bits about half
}
