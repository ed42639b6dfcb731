#include "engine/demand/fit_bursts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/random/elementary.h"

namespace drawdown {
namespace {

constexpr std::size_t most_lag = 60;

struct Lags {
  std::array<double, most_lag + 1> seen{};
  std::array<double, most_lag + 1> expected{};
  double days = 0;       // access days of all people
  double own_pairs = 0;  // pairs of a person's access days, in both orders
};

Lags lags_of(const ProductLog& product, const std::vector<double>& weights) {
  Lags lags;
  for (const PersonLog& person : product.people) {
    const auto count = static_cast<double>(person.days.size());
    lags.days += count;
    lags.own_pairs += count * (count - 1);
    for (std::size_t i = 0; i < person.days.size(); ++i) {
      for (std::size_t j = i + 1; j < person.days.size() && person.days[j] - person.days[i] <= most_lag; ++j) {
        lags.seen[person.days[j] - person.days[i]] += 1;
      }
    }
  }
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double squares = 0;
  for (const double weight : weights) {
    squares += weight * weight;
  }
  const double all_pairs = total * total - squares;
  for (std::size_t lag = 1; lag <= most_lag && all_pairs > 0; ++lag) {
    double both = 0;
    for (std::size_t day = 0; day + lag < weights.size(); ++day) {
      both += weights[day] * weights[day + lag];
    }
    lags.expected[lag] = lags.own_pairs * both / all_pairs;
  }
  return lags;
}

// ρ^k for k = 0, 1, …
double power(double base, std::size_t exponent) {
  double result = 1;
  for (std::size_t i = 0; i < exponent; ++i) {
    result *= base;
  }
  return result;
}

// The mean of ρ^|i − j| over all pairs of so many days.
double mean_correlation(double rho, std::size_t days) {
  double sum = 0;
  double value = 1;
  for (std::size_t lag = 1; lag < days && value > 1e-9; ++lag) {
    value *= rho;
    sum += value * static_cast<double>(days - lag);
  }
  const double pairs = static_cast<double>(days) * static_cast<double>(days - 1) / 2;
  return pairs > 0 ? sum / pairs : 0;
}

struct Candidate {
  double rho = 0;
  double off_to_on = 0;  // b ⁄ a
  double error = 0;
};

double error_of(const Lags& lags, const ShockFit& shock, const Candidate& candidate, double mean) {
  double error = 0;
  double correlation = 1;
  for (std::size_t lag = 1; lag <= most_lag; ++lag) {
    correlation *= candidate.rho;
    if (lags.expected[lag] > 0) {
      const double together = 1 + shock.variance * power(shock.weekly_correlation, (lag + 3) / 7);
      const double ratio = lags.seen[lag] / (lags.expected[lag] * together);
      const double model = (1 + candidate.off_to_on * correlation) / (1 + candidate.off_to_on * mean);
      error += lags.expected[lag] * (ratio - model) * (ratio - model) / model;
    }
  }
  return error;
}

Candidate best_of(const Lags& lags, const ShockFit& shock, std::size_t days) {
  Candidate best;
  best.error = error_of(lags, shock, best, 0);
  for (double half_life = 0.5; half_life < 200; half_life *= 1.1) {
    Candidate candidate;
    candidate.rho = exponential_of(-natural_log(2) / half_life);
    const double mean = mean_correlation(candidate.rho, days);
    for (candidate.off_to_on = 0.05; candidate.off_to_on < 200; candidate.off_to_on *= 1.06) {
      candidate.error = error_of(lags, shock, candidate, mean);
      if (candidate.error < best.error) {
        best = candidate;
      }
    }
  }
  return best;
}

}  // namespace

BurstFit fit_bursts(const ProductLog& product, const ProductProfile& profile, const ShockFit& shock) {
  constexpr double least_pairs = 30;
  constexpr double least_gain = 16;  // of χ² with two more parameters: once in three thousand by chance
  constexpr double longest = 3660;
  const Lags lags = lags_of(product, profile.weights);
  BurstFit fit;
  double pairs = 0;
  for (std::size_t lag = 1; lag <= most_lag; ++lag) {
    pairs += lags.expected[lag];
  }
  if (pairs < least_pairs) {
    return fit;
  }
  const Candidate best = best_of(lags, shock, profile.weights.size());
  const double gain = error_of(lags, shock, {}, 0) - best.error;
  if (best.off_to_on < 0.15 || gain < least_gain) {
    return fit;
  }
  const double leaves = 1 - best.rho;
  const double on = std::clamp((1 + 1 / best.off_to_on) / leaves, 1.0, longest);
  const double off = std::clamp(best.off_to_on * on, 1.0, longest);
  fit.bursts = Bursts{on, off};
  const auto days = static_cast<double>(profile.weights.size());
  const double chance = lags.days > 0 ? (lags.own_pairs / lags.days) / days : 0;  // on the day of a person's access
  fit.dispersion = 1 + chance * best.off_to_on * mean_correlation(best.rho, profile.weights.size()) * days;
  return fit;
}

}  // namespace drawdown
