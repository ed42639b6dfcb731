// What every charge unit pays now: rates that change over time, looked up once per charge.
//
//   Tariff tariff(scenario.products, trace, begin, end);
//   while (tariff.next_change() <= now) tariff.change();
//   tariff[tariff.slot_of(unit)].rate;            // micro-tokens, in force now
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "engine/calendar/lane.h"
#include "engine/model/rate_sheet.h"
#include "engine/trace/trace.h"

namespace drawdown {

class Tariff {
 public:
  // What units of one team and product have in common.
  struct Slot {
    std::int64_t rate = 0;
    std::uint32_t amount = 0;  // the rate's place in `amounts`
    TeamId team;
  };

  Tariff(const RateSheet& products, const Trace& trace, Instant begin, Instant end);

  [[nodiscard]] std::uint32_t slot_of(std::uint32_t unit) const { return slot_of_unit_[unit]; }
  [[nodiscard]] const Slot& operator[](std::uint32_t slot) const { return slots_[slot]; }
  [[nodiscard]] const std::vector<std::int64_t>& amounts() const { return amounts_; }
  [[nodiscard]] std::int64_t highest_rate() const { return highest_rate_; }

  [[nodiscard]] Seconds next_change() const { return next_ < changes_.size() ? changes_[next_].at : no_time; }
  void change();  // the next one

 private:
  struct Change {
    Seconds at;
    std::uint32_t slot;
    std::uint32_t amount;
  };
  std::uint32_t amount_of(Tokens rate);
  void set(Slot& slot, std::uint32_t amount) const;
  void find_highest_rate();

  std::vector<std::uint32_t> slot_of_unit_;
  std::vector<Slot> slots_;
  std::vector<std::int64_t> amounts_;  // the distinct rates
  std::vector<Change> changes_;
  std::size_t next_ = 0;
  std::int64_t highest_rate_ = 0;
};

}  // namespace drawdown
