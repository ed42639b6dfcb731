#include <algorithm>

#include "engine/base/check.h"
#include "engine/time/zone.h"

namespace drawdown {

DayTable::DayTable(const Zone& zone, Day from, Day until) : from_(from) {
  check(from <= until, "a table of days does not end before it begins");
  starts_.clear();
  starts_.reserve(static_cast<std::size_t>(until - from) + 1);
  for (Day day = from; day <= until; day = day + 1) {
    starts_.push_back(zone.start_of(day));
  }
}

std::int32_t DayTable::index_at(Instant instant) const {
  check(starts_.front() <= instant && instant < starts_.back(), "the instant lies within the table's days");
  // Days are 24 hours but for changes of clocks, so the guess is a day off at most where clocks move, unless the zone
  // itself moved across the date line.
  const std::int64_t guess = (instant - starts_.front()).seconds / 86'400;
  auto index = static_cast<std::size_t>(std::min<std::int64_t>(guess, size() - 1));
  while (starts_[index] > instant) {
    --index;
  }
  while (starts_[index + 1] <= instant) {
    ++index;
  }
  return static_cast<std::int32_t>(index);
}

namespace {

Day first_of(Period period, Day day) {
  switch (period) {
    case Period::day:
      return day;
    case Period::week:
      return first_of_week(day);
    case Period::month:
      return first_of_month(day);
  }
  return day;
}

// `day` is the first of a period.
Day first_of_next(Period period, Day day) {
  switch (period) {
    case Period::day:
      return day + 1;
    case Period::week:
      return day + 7;
    case Period::month:
      return add_months(day, 1);
  }
  return day;
}

}  // namespace

std::vector<Instant> period_starts(const Zone& zone, Period period, Instant begin, Instant end) {
  Day day = first_of(period, zone.day_at(begin));
  std::vector<Instant> starts{zone.start_of(day)};
  while (starts.size() < 2 || starts.back() < end) {
    day = first_of_next(period, day);
    const Instant start = zone.start_of(day);
    if (start > starts.back()) {  // a period that is skipped whole is none
      starts.push_back(start);
    }
  }
  return starts;
}

}  // namespace drawdown
