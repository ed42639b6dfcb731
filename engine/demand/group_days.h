// The civil days of a group of people that a simulation meets, as instants.
//
//   const GroupDays days(group, zone, begin, end);
//   days.instant(days.first(), 9 * 3600);      // nine in the morning of the first day, in seconds since 1970
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/demand/day_dice.h"
#include "engine/model/population.h"
#include "engine/time/zone.h"

namespace drawdown {

class GroupDays {
 public:
  // All days of the zone that have an instant of [begin, end).
  GroupDays(const Group& group, const Zone& zone, Instant begin, Instant end);

  [[nodiscard]] Day first() const { return first_; }
  [[nodiscard]] Day last() const { return last_; }
  // Where the next block's days begin, in seconds since 1970: no session of them opens earlier.
  [[nodiscard]] std::int64_t end_of_block(std::int32_t block) const;

  [[nodiscard]] std::int64_t instant(Day day, std::int32_t seconds_of_day) const {
    const Entry& entry = entries_[static_cast<std::size_t>(day - first_)];
    return entry.plain ? entry.start + seconds_of_day : zone_.instant_of(day, seconds_of_day).instant.seconds;
  }
  // When work begins on the next working day; on the next day if there is none within a year.
  [[nodiscard]] std::int64_t next_morning(Day day) const {
    return entries_[static_cast<std::size_t>(day - first_)].next_morning;
  }

 private:
  struct Entry {
    std::int64_t start = 0;
    std::int64_t next_morning = 0;
    bool plain = true;  // no clock changes: local time is the start and so many seconds
  };

  Zone zone_;
  Day first_;
  Day last_;
  std::vector<Entry> entries_;
};

}  // namespace drawdown
