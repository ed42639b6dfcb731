// The histories of charge units as a timeline: by unit, then by the server's civil days, a line or two per event, with
// the clause of the rules on the right.
//
//   mary, Revit
//   Mon 2026-01-05 (UTC-05:00)
//     09:00  session 1 opens until 17:00 (8h): a visit starts; 10 tokens are     2.3
//            held from jan
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/history.h"
#include "engine/base/id.h"
#include "tools/drawdown/terminal/event_words.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

struct TimelinePart {
  UnitId unit;
  UnitHistory history;
  std::vector<std::size_t> shown;  // places of events
  Instant from;                    // where the unit stands then is said first, if the shown events begin later
};

// What rows of the result files hold for these events.
struct TimelineTotals {
  std::uint64_t sessions = 0;  // that open
  std::uint64_t visits = 0;    // that start
  std::uint64_t free_visits = 0;
  std::uint64_t charges = 0;
  std::uint64_t refunds = 0;
  Tokens tokens;             // less refunds
  std::uint64_t denied = 0;  // attempts
  std::uint64_t cut_offs = 0;

  void add(const ExplainedRun& run, const HistoryEvent& event);
};

// The lines of the events, day by day.
[[nodiscard]] std::string day_lines(const ExplainedRun& run, const TimelinePart& part, const Screen& screen);
// Units one below the other, and the totals.
[[nodiscard]] std::string timeline(const ExplainedRun& run, const std::vector<TimelinePart>& parts,
                                   const Screen& screen);

}  // namespace drawdown::program
