#include "tools/drawdown/terminal/ticks.h"

#include <fmt/core.h>

#include <array>
#include <string_view>

namespace drawdown::program {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Step {
  int days = 0;    // either days …
  int months = 0;  // … or months
};

// Whether a step begins on the day, in this calendar or its months counted from January.
bool begins(Step step, Day from, Day day) {
  const YearMonthDay date = date_of(day);
  if (step.months > 0) {
    return date.day == 1 && (date.year * 12 + date.month - 1) % step.months == 0;
  }
  return step.days == 7 ? weekday(day) == 0 : (day - from) % step.days == 0;
}

std::string label(Step step, Day day) {
  const YearMonthDay date = date_of(day);
  if (step.months == 0) {
    return fmt::format("{} {}", date.day, months[static_cast<std::size_t>(date.month - 1)]);
  }
  return date.month == 1 ? std::to_string(date.year) : std::string(months[static_cast<std::size_t>(date.month - 1)]);
}

}  // namespace

std::vector<DateTick> date_ticks(Day from, std::int32_t days, std::size_t columns) {
  constexpr std::array<Step, 12> steps{
      {{1, 0}, {2, 0}, {7, 0}, {14, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 6}, {0, 12}, {0, 24}, {0, 60}, {0, 120}}};
  for (const Step& step : steps) {
    std::vector<DateTick> ticks;
    std::size_t free = 0;  // the first column that no label has
    bool fits = true;
    for (std::int32_t i = 0; i < days && fits; ++i) {
      const Day day = from + i;
      if (begins(step, from, day)) {
        DateTick tick{static_cast<std::size_t>(i) * columns / static_cast<std::size_t>(days), label(step, day)};
        fits = tick.column >= free;
        free = tick.column + tick.label.size() + 1;
        if (free <= columns + 1) {
          ticks.push_back(std::move(tick));
        }
      }
    }
    if (fits) {
      return ticks;
    }
  }
  return {};
}

std::string date_labels(const std::vector<DateTick>& ticks) {
  std::string line;
  for (const DateTick& tick : ticks) {
    line.resize(tick.column, ' ');
    line += tick.label;
  }
  return line;
}

}  // namespace drawdown::program
