#include "engine/demand/quantiles.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/random/distributions.h"
#include "engine/random/elementary.h"

namespace drawdown {
namespace {

constexpr int steps = 2048;
constexpr double longest = 30.0 * 86'400;

// exp(σ z) at the shares of the steps' borders.
std::vector<double> log_normal_knots(double sigma) {
  std::vector<double> knots;
  for (int i = 0; i <= steps; ++i) {
    const double share = std::clamp(i / double{steps}, 0.25 / steps, 1 - 0.25 / steps);
    knots.push_back(exponential_of(sigma * normal_quantile(share)));
  }
  return knots;
}

std::vector<double> log_normal_tail(double sigma) {
  std::vector<double> knots;
  for (int i = 0; i <= steps; ++i) {
    const double share = std::min(i / double{steps}, 1 - 1.0 / steps);
    knots.push_back(exponential_of(sigma * normal_quantile(1 - (1 - share) / steps)));
  }
  return knots;
}

// The mean of what lies between the knots, all steps being equally likely.
double mean_of(const std::vector<double>& knots, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += (knots[i] + knots[i + 1]) / 2;
  }
  return sum / static_cast<double>(count);
}

}  // namespace

double sigma_of(double deviation) { return std::sqrt(natural_log(1 + deviation * deviation)); }

Quantiles::Quantiles(const Spans& spans) {
  if (!spans.quantiles.empty()) {
    for (const std::int64_t seconds : spans.quantiles) {
      check(seconds >= 0 && static_cast<double>(seconds) <= longest, "a span lasts at most thirty days");
      knots_.push_back(seconds * parts);
    }
    check(std::is_sorted(knots_.begin(), knots_.end()), "quantiles ascend");
    return;
  }
  check(0 < spans.median && spans.median <= spans.p90, "of a log-normal distribution, 0 < median ≤ p90");
  constexpr double z90 = 1.2815515655446004;  // normal_quantile(0.9)
  const double sigma = natural_log(spans.p90 / spans.median) / z90;
  const auto scaled = [&](const std::vector<double>& knots) {
    std::vector<std::int64_t> all;
    all.reserve(knots.size());
    for (const double knot : knots) {
      all.push_back(static_cast<std::int64_t>(std::floor(std::min(spans.median * knot, longest) * parts + 0.5)));
    }
    return all;
  };
  knots_ = scaled(log_normal_knots(sigma));
  tail_ = scaled(log_normal_tail(sigma));
}

Factors::Factors(double deviation) {
  const double sigma = sigma_of(deviation);
  knots_ = log_normal_knots(sigma);
  tail_ = log_normal_tail(sigma);
  const double mean = (mean_of(knots_, steps - 1) * (steps - 1) + mean_of(tail_, steps)) / steps;
  for (double& knot : knots_) {
    knot /= mean;
  }
  for (double& knot : tail_) {
    knot /= mean;
  }
}

namespace {

template <class Table, class Key>
std::shared_ptr<const Table> known_or_made(std::vector<std::pair<Key, std::shared_ptr<const Table>>>& all,
                                           const Key& key) {
  for (const auto& [known, table] : all) {
    if (known == key) {
      return table;
    }
  }
  return all.emplace_back(key, std::make_shared<const Table>(key)).second;
}

}  // namespace

std::shared_ptr<const Quantiles> SharedTables::of(const Spans& spans) { return known_or_made(quantiles_, spans); }
std::shared_ptr<const Factors> SharedTables::factors(double deviation) { return known_or_made(factors_, deviation); }

}  // namespace drawdown
