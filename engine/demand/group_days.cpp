#include "engine/demand/group_days.h"

namespace drawdown {

GroupDays::GroupDays(const Group& group, const Zone& zone, Instant begin, Instant end)
    : zone_(zone), first_(zone.day_at(begin)), last_(zone.day_at(end - Duration{1})) {
  for (Day day = first_; day <= last_; day = day + 1) {
    Entry& entry = entries_.emplace_back();
    const Instant start = zone.start_of(day);
    entry.start = start.seconds;
    entry.plain = zone.instant_of(day, 0).instant == start && zone.start_of(day + 1) - start == Duration{86'400} &&
                  zone.next_change(start - Duration{1}) >= start + Duration{86'400};
    Day next = day + 1;
    while (!group.is_working(next) && next - day < 366) {
      next = next + 1;
    }
    next = group.is_working(next) ? next : day + 1;
    entry.next_morning = zone.instant_of(next, group.work_begins).instant.seconds;
  }
}

std::int64_t GroupDays::end_of_block(std::int32_t block) const {
  const Day next{first_of_block(block + 1)};
  if (next <= first_) {
    return entries_.front().start;
  }
  return next > last_ ? INT64_MAX : entries_[static_cast<std::size_t>(next - first_)].start;
}

}  // namespace drawdown
