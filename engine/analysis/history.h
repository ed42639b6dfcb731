// What happened to one charge unit, step by step: how each of its sessions fared, and when and why it was charged.
//
//   const PlacesByUnit sessions = sessions_by_unit(trace);
//   const RowsByUnit rows = rows_by_unit(trace, outcome);
//   const UnitHistory history = history_of({scenario, trace, sessions, outcome, rows}, unit);
//   for (const HistoryEvent& event : history.events) { event.at; event.kind; }
//   standing_at(history, instant).window;        // the window that is paid at the instant, if any
//
// Nothing is replayed: what the loop decided is read off the outcome's rows, session by session. An outcome of another
// trace, or of other rules, is found out by a check.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/by_unit.h"
#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/instant.h"
#include "engine/trace/trace.h"

namespace drawdown {

// What a reference says that refers to nothing.
inline constexpr std::uint32_t nowhere = UINT32_MAX;

// One step, in order of time and then of spec §4.
struct HistoryEvent {
  enum class Kind : std::uint8_t {
    // A session opens, or tries again.
    joins_visit,           // §2.1: while its unit's visit goes on
    in_window,             // §2.2: starts a visit inside its unit's window
    takes_hold,            // §2.3: starts a visit, and the tokens are held
    charged_at_once,       // §2.4: the same where there is no grace
    denied,                // §2.3: is refused
    refused_with_session,  // a spell of a session that was refused or cut off before: it is not let in, nor tries to be
    // A hold is settled.
    hold_charged,  // §2.4
    hold_free,     // §2.4: the visit was shorter than the grace period
    // A window ends; or it ended before its hold was settled, which is now.
    renewed,       // §2.5: the visit goes on
    cut_off,       // §2.5: the visit goes on, but the pool cannot pay
    window_ended,  // nothing is charged: nobody is there, or the rules do not renew
    // Of units that no session of the trace is of.
    no_access,        // a session that may not use tokens, and so is not in the trace
    result_charged,   // results of a product that is charged per result; those that are carried on are no event
    result_refunded,  // some of them are undone
    result_denied,    // some are refused
  };

  Instant at;
  Kind kind = Kind::joins_visit;
  bool again = false;  // the session tried again
  // Places in the trace, in the sheet of the journal (that of renewals for `renewed`, of results for what is charged
  // per result, otherwise that of opens), in the outcome's denials, and in the history's own lists.
  std::uint32_t session = nowhere;  // that opened or tried again; otherwise the one that started the visit
  std::uint32_t row = nowhere;      // held, charged or given back
  std::uint32_t denial = nowhere;   // of `refused_with_session` the one before that ended its session
  std::uint32_t visit = nowhere;    // started, joined, charged, ended; for `window_ended` the unit's last
  std::uint32_t window = nowhere;   // that was opened, that the visit starts in, or that ended
  Instant visit_end;                // of the unit's last visit, as it is after this event; `always` if there was none
};

struct HistoryVisit {
  Instant start;
  Instant end;                      // when its last session closes, or when it is cut off
  std::uint32_t session = nowhere;  // that started it: its first, or one that tried again
  std::uint32_t row = nowhere;      // of its hold or charge in the sheet of opens; none if it started inside a window
  bool free = false;                // its hold was given back
  bool cut_off = false;
};

// What a charge paid for. Empty, [at, at), where the rules have no windows.
struct HistoryWindow {
  Instant at;
  Instant until;
  ChargeKind kind = ChargeKind::open;
  std::uint32_t row = nowhere;  // the charge, in the sheet of its kind
  std::uint32_t visit = nowhere;
};

// A session that is open by the file but was not let in, or no longer: from a denial or cut-off to when it would close.
// If sessions fall into spells, each spell that was not let in is one.
struct HistoryShutOut {
  Instant from;
  Instant until;
  std::uint32_t denial = nowhere;
  std::uint32_t session = nowhere;  // the refused one; of a cut-off, the one that started the visit
  Instant longest;                  // the latest `until` so far
};

struct UnitHistory {
  std::vector<HistoryEvent> events;
  std::vector<HistoryVisit> visits;       // by start; they do not overlap
  std::vector<HistoryWindow> windows;     // one per charge, by `at`; they do not overlap
  std::vector<HistoryShutOut> shut_outs;  // one per denial and spell that is refused with its session, by `from`
};

struct HistorySource {
  const Scenario& scenario;
  const Trace& trace;
  const PlacesByUnit& sessions;  // sessions_by_unit(trace)
  const Outcome& outcome;
  const RowsByUnit& rows;  // rows_by_unit(trace, outcome)
  bool events = true;      // false: visits, windows and refusals alone, for whoever looks at many units
};

[[nodiscard]] UnitHistory history_of(const HistorySource& source, UnitId unit);

// Where a unit stands at an instant, after all that happens in that second. Points into its history.
struct Standing {
  const HistoryVisit* visit = nullptr;       // that goes on
  const HistoryWindow* window = nullptr;     // that is paid
  const HistoryVisit* free_visit = nullptr;  // the last that started in this very second and turned out free
  const HistoryEvent* denial = nullptr;      // the last denial or cut-off in this very second
  const HistoryShutOut* shut_out = nullptr;  // the latest session that is open by the file but not let in
};
[[nodiscard]] Standing standing_at(const UnitHistory& history, Instant instant);

}  // namespace drawdown
