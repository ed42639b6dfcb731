#include "engine/replay/windows.h"

#include <algorithm>
#include <map>

namespace drawdown {
namespace {

// A window that ended before its hold was settled is due at once (spec §2, after the table of windows), with the others
// of that instant; those have a lane of their own, since the lane of the zone or product may be further on already.
void push_window(LaneSet<WindowEnd>& ends, std::size_t lane, std::size_t late_lane, const WindowEnd& window,
                 Seconds now) {
  if (window.until <= now) {
    ends.push(late_lane, now, window);
  } else {
    ends.push(lane, window.until, window);
  }
}

// Which zone each unit's clock is in: the scenario's zone of the rules, or its user's.
std::vector<ZoneId> zones_of_units(const CalendarWindow& window, const Trace& trace) {
  std::vector<ZoneId> zones(trace.units.size());
  for (std::size_t unit = 0; unit < zones.size(); ++unit) {
    switch (window.clock) {
      case CalendarWindow::Clock::server:
        break;  // zone 0
      case CalendarWindow::Clock::user:
        zones[unit] = trace.user_zones[trace.units[unit].user.value];
        break;
      case CalendarWindow::Clock::named:
        zones[unit] = window.named;
        break;
    }
  }
  return zones;
}

}  // namespace

CalendarWindows::CalendarWindows(const CalendarWindow& window, bool renew, const Scenario& scenario, const Trace& trace)
    : renew_(renew), ends_(0) {
  std::map<ZoneId, std::uint32_t> clock_of_zone;
  for (const ZoneId zone : zones_of_units(window, trace)) {
    const auto [found, is_new] = clock_of_zone.try_emplace(zone, static_cast<std::uint32_t>(clocks_.size()));
    if (is_new) {
      clocks_.push_back({period_starts(scenario.zones[zone.value], window.period, scenario.begin, scenario.end), 0});
    }
    clock_of_unit_.push_back(found->second);
  }
  ends_ = LaneSet<WindowEnd>(clocks_.size() + 1);
}

void CalendarWindows::charged(const WindowEnd& window, Seconds now) {
  push_window(ends_, clock_of_unit_[window.unit], clocks_.size(), window, now);
}

SharedWindows::SharedWindows(Duration length, bool renew, const Scenario& scenario, const Trace& trace)
    : length_(static_cast<std::uint32_t>(length.seconds)),
      renew_(renew),
      units_(trace.units),
      end_of_product_(scenario.products.size()),
      ends_(scenario.products.size() + 1) {}

void SharedWindows::charged(const WindowEnd& window, Seconds now) {
  push_window(ends_, units_[window.unit].product.value, end_of_product_.size(), window, now);
}

}  // namespace drawdown
