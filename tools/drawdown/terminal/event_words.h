// One step of a charge unit's history in words, and the clause of the rules that it follows; `drawdown manual` has the
// clauses.
//
//   const EventWords step = in_words(run, history, history.events[0]);
//   step.text;       // "session 12 opens until 17:00 (8h): a visit starts, and 10 tokens are held from jan"
//   step.clause;     // "2.3"
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/charge_numbers.h"
#include "engine/analysis/history.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tools/drawdown/terminal/clock.h"

namespace drawdown::program {

// What is explained: a run and the numbers of its charges.
struct ExplainedRun {
  const Scenario& scenario;
  const Trace& trace;
  const Outcome& outcome;
  const ChargeNumbers& numbers;
  const WallClock& clock;                 // the server's
  const std::vector<bool>& later_spells;  // by entry of the trace: whether it goes on with a session; may be empty

  [[nodiscard]] bool goes_on(std::uint32_t entry) const { return !later_spells.empty() && later_spells[entry]; }
};
[[nodiscard]] std::vector<bool> later_spells_of(const Trace& trace);

struct EventWords {
  std::string text;  // in plain ASCII, apart from names
  std::string_view clause;
};

[[nodiscard]] EventWords in_words(const ExplainedRun& run, const UnitHistory& history, const HistoryEvent& event);
[[nodiscard]] std::string_view clause_of(const ExplainedRun& run, const UnitHistory& history,
                                         const HistoryEvent& event);

// What the event is called in JSON: "joins_visit", "takes_hold", …
[[nodiscard]] std::string_view name_of(HistoryEvent::Kind kind);
// The sheet of the journal that its row is in.
[[nodiscard]] ChargeKind sheet_of(const HistoryEvent& event);
// The charge that the event made, or the refund; empty if it made none.
[[nodiscard]] std::optional<ChargePlace> charge_of(const HistoryEvent& event);
// "mary, Revit", and the version, machine and team if there are.
[[nodiscard]] std::string name_of(const ExplainedRun& run, UnitId unit);
// Sessions are numbered from 1, by their open. The number of an entry's session, and "session 12".
[[nodiscard]] std::uint64_t session_number(const Trace& trace, std::uint32_t entry);
[[nodiscard]] std::string session_name(const Trace& trace, std::uint32_t entry);
// Of a denial or cut-off, or of a spell that was refused with its session.
[[nodiscard]] const HistoryShutOut& shut_out_of(const UnitHistory& history, const HistoryEvent& event);
// "10 tokens".
[[nodiscard]] std::string tokens_text(Tokens tokens);
// "7 tokens needed and 3 available", or who else refuses.
[[nodiscard]] std::string lack_text(const ExplainedRun& run, const Denial& denial);
// "3 tokens back (2 to jan, 1 no longer owed)".
[[nodiscard]] std::string refund_text(const ExplainedRun& run, const Charge& refund);
// "10 tokens from jan", "10 tokens (5 from jan, 2 from T2, 3 owed)".
[[nodiscard]] std::string payment_text(const ExplainedRun& run, const Charge& charge);

}  // namespace drawdown::program
