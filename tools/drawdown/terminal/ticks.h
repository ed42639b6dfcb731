// Dates along an axis: as many as fit, at the beginnings of days, weeks, months or years.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/time/civil.h"

namespace drawdown::program {

struct DateTick {
  std::size_t column = 0;
  std::string label;  // "5 Jan", "Feb", "2027"
};

// Over `days` days from `from` on, spread over `columns` columns. Labels do not touch each other, nor the end.
[[nodiscard]] std::vector<DateTick> date_ticks(Day from, std::int32_t days, std::size_t columns);
// The labels in one line, each beginning at its column.
[[nodiscard]] std::string date_labels(const std::vector<DateTick>& ticks);

}  // namespace drawdown::program
