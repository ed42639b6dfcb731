// The window kinds of spec §2, as types that the loop is instantiated for. Each answers three questions:
//
//   open(now, unit)             when does the window end that a charge of this unit at `now` pays for? (seconds)
//   charged(window, now)        a charge was made: when its window ends, the loop wants to know
//   time(), pop()               the next window end, in order of time and then in the order in which the charges were
//   made
//
// `open` is asked at every visit start outside a window and at every renewal, whether or not it can be paid.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/calendar/lane.h"
#include "engine/pool/journal.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The window of a charge, to be looked at when it ends.
struct WindowEnd {
  std::uint32_t unit = 0;
  std::uint32_t until = 0;
  std::uint64_t sequence = 0;  // the order in which charges are made
};

// [t, t + length). The journal is the lane: its rows are in order of their instants, and so of their window ends. At
// one instant, renewals come before opens: a hold taken at t was made a charge after a renewal at t.
class RollingWindows {
 public:
  static constexpr bool journal_is_lane = true;

  RollingWindows(Duration length, bool renew, const Journal& journal)
      : length_(static_cast<std::uint32_t>(length.seconds)), renew_(renew), journal_(journal) {}

  [[nodiscard]] std::uint32_t length() const { return length_; }
  [[nodiscard]] bool renew() const { return renew_; }
  [[nodiscard]] std::uint32_t open(std::uint32_t now, std::uint32_t /*unit*/) const { return now + length_; }
  void charged(const WindowEnd& /*window*/, Seconds /*now*/) {}

  [[nodiscard]] Seconds time() const {
    return renew_ ? std::min(end_of(journal_.opens.rows, next_open), end_of(journal_.renewals.rows, next_renewal))
                  : no_time;
  }
  // Empty for a hold that turned out free: it has no window.
  std::optional<WindowEnd> pop() {
    const bool renewal = end_of(journal_.renewals.rows, next_renewal) <= end_of(journal_.opens.rows, next_open);
    const Journal::Row& row = renewal ? journal_.renewals.rows[next_renewal++] : journal_.opens.rows[next_open++];
    return row.state == RowState::charged ? std::optional(WindowEnd{row.unit, row.at + length_, 0}) : std::nullopt;
  }

  // The first rows whose windows have not been looked at; blocks move them themselves.
  std::size_t next_open = 0;
  std::size_t next_renewal = 0;

 private:
  [[nodiscard]] Seconds end_of(const Column<Journal::Row>& sheet, std::size_t row) const {
    return row < sheet.size() ? Seconds{sheet[row].at} + length_ : no_time;
  }

  std::uint32_t length_;
  bool renew_;
  const Journal& journal_;
};

// The civil day, week or month that holds t, in the zone of the rules or of the user: one lane per zone.
class CalendarWindows {
 public:
  static constexpr bool journal_is_lane = false;

  CalendarWindows(const CalendarWindow& window, bool renew, const Scenario& scenario, const Trace& trace);

  [[nodiscard]] bool renew() const { return renew_; }
  std::uint32_t open(std::uint32_t now, std::uint32_t unit) {
    Clock& clock = clocks_[clock_of_unit_[unit]];
    while (clock.starts[clock.next].seconds <= now) {  // `now` never decreases
      ++clock.next;
    }
    return static_cast<std::uint32_t>(clock.starts[clock.next].seconds);
  }
  void charged(const WindowEnd& window, Seconds now);
  [[nodiscard]] Seconds time() const { return ends_.time(); }
  std::optional<WindowEnd> pop() { return ends_.pop(); }

 private:
  struct Clock {
    std::vector<Instant> starts;
    std::size_t next = 0;  // the first start after the latest instant asked for
  };
  bool renew_;
  std::vector<Clock> clocks_;
  std::vector<std::uint32_t> clock_of_unit_;
  LaneSet<WindowEnd> ends_;  // one lane per clock, and one for windows that ended before their hold was settled
};

// One window per product for the whole organisation: one lane per product.
class SharedWindows {
 public:
  static constexpr bool journal_is_lane = false;

  SharedWindows(Duration length, bool renew, const Scenario& scenario, const Trace& trace);

  [[nodiscard]] bool renew() const { return renew_; }
  std::uint32_t open(std::uint32_t now, std::uint32_t unit) {
    std::uint32_t& end = end_of_product_[units_[unit].product.value];
    if (end <= now) {
      end = now + length_;
    }
    return end;
  }
  void charged(const WindowEnd& window, Seconds now);
  [[nodiscard]] Seconds time() const { return ends_.time(); }
  std::optional<WindowEnd> pop() { return ends_.pop(); }

 private:
  std::uint32_t length_;
  bool renew_;
  const std::vector<ChargeUnit>& units_;
  std::vector<std::uint32_t> end_of_product_;
  LaneSet<WindowEnd> ends_;  // one lane per product, and one as above
};

// None: every visit is charged once.
class VisitWindows {
 public:
  static constexpr bool journal_is_lane = false;

  [[nodiscard]] static bool renew() { return false; }
  [[nodiscard]] static std::uint32_t open(std::uint32_t now, std::uint32_t /*unit*/) { return now; }
  static void charged(const WindowEnd& /*window*/, Seconds /*now*/) {}
  [[nodiscard]] static Seconds time() { return no_time; }
  static std::optional<WindowEnd> pop() { return std::nullopt; }
};

}  // namespace drawdown
