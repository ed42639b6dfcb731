// What somebody would say without a model: the same week last year, or the mean of the last eight weeks; and how far
// off that has been so far.
#pragma once

#include <vector>

#include "engine/base/quantity.h"
#include "engine/ensemble/backtest.h"
#include "engine/time/civil.h"

namespace drawdown {

class NaiveForecast {
 public:
  // Tokens of consecutive weeks, at least 16 of them, from the Monday `first` on.
  NaiveForecast(std::vector<Tokens> weeks, Day first);

  // Of a week after them. Less than 0 counts as 0.
  [[nodiscard]] LevelValues week(Day monday) const;
  // Whether it is made from the same week of an earlier year: 52 weeks before, or as many times that as leads back into
  // the known weeks.
  [[nodiscard]] bool has_year_before(Day monday) const;

 private:
  [[nodiscard]] Tokens mean_before(std::size_t week) const;
  [[nodiscard]] LevelValues around(Tokens point, const std::vector<Tokens>& errors) const;

  std::vector<Tokens> weeks_;
  Day first_;
  std::vector<Tokens> errors_of_mean_;
  std::vector<Tokens> errors_of_year_;  // empty: too few
};

}  // namespace drawdown
