#include "engine/ensemble/naive_forecast.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

constexpr std::size_t weeks_of_mean = 8;
constexpr std::size_t weeks_of_year = 52;
constexpr std::size_t least_errors = 8;

}  // namespace

NaiveForecast::NaiveForecast(std::vector<Tokens> weeks, Day first) : weeks_(std::move(weeks)), first_(first) {
  check(weeks_.size() >= weeks_of_mean + least_errors, "a naive forecast knows at least 16 weeks");
  for (std::size_t i = weeks_of_mean; i < weeks_.size(); ++i) {
    errors_of_mean_.push_back(weeks_[i] - mean_before(i));
  }
  for (std::size_t i = weeks_of_year; i < weeks_.size(); ++i) {
    errors_of_year_.push_back(weeks_[i] - weeks_[i - weeks_of_year]);
  }
}

Tokens NaiveForecast::mean_before(std::size_t week) const {
  Tokens total;
  for (std::size_t i = week - weeks_of_mean; i < week; ++i) {
    total += weeks_[i];
  }
  return Tokens{total.micro / static_cast<std::int64_t>(weeks_of_mean)};
}

LevelValues NaiveForecast::around(Tokens point, const std::vector<Tokens>& errors) const {
  LevelValues quantiles = quantiles_of(errors);
  for (Tokens& quantile : quantiles) {
    quantile = std::max(point + quantile, Tokens{});
  }
  return quantiles;
}

// With a year in reach but too few errors of such forecasts, those of means stand in for them.
LevelValues NaiveForecast::week(Day monday) const {
  if (!has_year_before(monday)) {
    return around(mean_before(weeks_.size()), errors_of_mean_);
  }
  std::size_t ago = static_cast<std::size_t>((monday - first_) / 7) - weeks_of_year;
  while (ago >= weeks_.size()) {
    ago -= weeks_of_year;
  }
  return around(weeks_[ago], errors_of_year_.size() >= least_errors ? errors_of_year_ : errors_of_mean_);
}

bool NaiveForecast::has_year_before(Day monday) const {
  const auto ahead = static_cast<std::size_t>((monday - first_) / 7);
  return ahead % weeks_of_year < weeks_.size() && ahead >= weeks_of_year;
}

}  // namespace drawdown
