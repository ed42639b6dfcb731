// The day of each of a row of instants that never decrease: one step at a time, where a search would take many.
//
//   DayCursor day_of(scenario.days);
//   for (const Charge& charge : outcome.charges) { sums[day_of(charge.at)] += charge.tokens; }
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

class DayCursor {
 public:
  // The table must outlive it.
  explicit DayCursor(const DayTable& days) : days_(days) {}

  // What happens in front of the first day counts there, what happens at or after the end (holds that are settled
  // there) on the last day.
  std::size_t operator()(Instant instant) {
    while (day_ + 1 < days_.size() && days_.start(day_ + 1) <= instant) {
      ++day_;
    }
    return static_cast<std::size_t>(day_);
  }

 private:
  const DayTable& days_;
  std::int32_t day_ = 0;
};

}  // namespace drawdown
