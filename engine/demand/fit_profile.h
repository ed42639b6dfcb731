// How busy days are, estimated from a group's log: working days, holidays, and factors of weekday and season.
//
//   const GroupProfile group = fit_profile(log, group_log);
//   const ProductProfile product = fit_profile(log, group_log.products[0], group);
//   product.weights[17];                                          // of the log's 18th day, beside its other days
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/demand/use_log.h"

namespace drawdown {

struct ProductProfile {
  std::array<double, 7> weekdays{};
  std::array<double, 12> season{};
  std::vector<double> weights;  // by day: weekday × season; 0 on holidays
};

struct GroupProfile {
  std::array<bool, 7> works{};
  std::vector<Day> holidays;           // days of the log on which, against expectation, nobody worked
  std::array<double, 7> weekdays{};    // of all products together; 1 on an average working day
  std::array<double, 12> season{};     // shrunk; 1 for a month that the log does not have
  std::array<double, 12> as_logged{};  // not shrunk
  double season_share = 0;             // how much of the log's differences between months is taken for season
  std::vector<double> weights;         // by day, with the season
  std::vector<double> plain;           // without
  std::vector<double> full;            // with the season as logged
};

// Weekdays on which at least a quarter as much is used as on the busiest are working days. A working day is a holiday
// if nearly nobody was there, and chance would explain so few once in two thousand days.
//
// One year cannot tell its season from other ups and downs. Where the log has two whole years, what months of the same
// name have in common is season; else half of the differences is taken for it.
[[nodiscard]] GroupProfile fit_profile(const UseLog& log, const GroupLog& group);

// A product's own factors, drawn towards the group's the more, the less it is used.
[[nodiscard]] ProductProfile fit_profile(const UseLog& log, const ProductLog& product, const GroupProfile& group);

// Access days by day of the log.
[[nodiscard]] std::vector<double> daily(const UseLog& log, const ProductLog& product);

}  // namespace drawdown
