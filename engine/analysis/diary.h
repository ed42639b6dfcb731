// What is to be remembered of a scenario's pools, by day: tokens that expire, days by which to decide on a purchase,
// purchases.
//
//   const std::vector<DiaryEntry> diary = diary_of(scenario, trace, outcome, curve);
//   to_icalendar(diary_head(scenario), calendar_events(scenario, diary));      // engine/report/icalendar.h
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/replay/outcome.h"
#include "engine/report/icalendar.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct DiaryEntry {
  enum class Kind : std::uint8_t { expiry, decision, order, arrival };
  Day day;
  Kind kind = Kind::expiry;
  std::string about;  // a tranche; of a decision a team and a number: no other entry of the kind has the same
  std::string title;
  std::string text;
};

// By day, then by kind; ties by tranche or team. The scenario has reminders.
[[nodiscard]] std::vector<DiaryEntry> diary_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                               const BurnCurve& curve);

// As of the end of the horizon, so that the same run gives the same bytes.
[[nodiscard]] CalendarHead diary_head(const Scenario& scenario);
[[nodiscard]] std::vector<CalendarEvent> calendar_events(const Scenario& scenario,
                                                         const std::vector<DiaryEntry>& diary);

}  // namespace drawdown
