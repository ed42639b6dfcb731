// Where two variants of a scenario charge differently, day by day, and why.
//
//   const std::vector<Difference> rows = differences(log.trace, baseline, variant, days);
//   rows[0].user; rows[0].product; rows[0].day;        // who used what, on which civil day
//   rows[0].baseline; rows[0].variant;                 // tokens charged under each
//   reason_name(rows[0].reason);                       // "grace"
//
// Charges of the two are paired by user, product and instant. Each that is left over, or is paired with another amount,
// gets a reason: where the user stood at that instant under the other variant tells why nothing was charged there. The
// reason of a day is that of the most tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/analysis/by_unit.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

// Why a charge is made under one variant and not, or not for that amount, under the other.
enum class Reason : std::uint8_t {
  rate,      // both charge at that instant, at different rates
  grace,     // the visit is shorter than the grace period under the other, or its hold is not settled yet
  refused,   // one of them refused or cut off the user for want of tokens
  idle,      // the user is idle under one of them
  version,   // a second version inside a window or visit
  machine,   // a second machine
  boundary,  // crosses the boundary of a metering day, week or month
  renewal,   // still open when the window ended; the other does not charge again at that instant
  window,    // the window of an earlier charge is over, and still runs under the other
  shared,    // another user's visit started the window, or ended it
  visit,     // every visit is charged
  outside,   // outside the simulated days of the other
  moved,     // the same rules, but an earlier difference has moved the window
};
inline constexpr std::size_t reason_count = 13;

struct Difference {
  UserId user;
  ProductId product;     // of the log
  std::int32_t day = 0;  // in the table of days
  Reason reason = Reason::rate;
  Reason root = Reason::rate;  // of `moved`: the reason of the user's latest difference before it that is none itself
  Tokens baseline;
  Tokens variant;
};

static_assert(sizeof(Difference) == 32, "there may be hundreds of millions");

// A replay of a part of the log.
struct LogReplay {
  const Scenario& scenario;
  const Trace& trace;
  const PlacesByUnit& sessions;  // sessions_by_unit(trace)
  const Outcome& outcome;
  const RowsByUnit& rows;            // rows_by_unit(trace, outcome)
  std::size_t first = 0;             // the place in the log of the trace's first session
  const RateSheet* sheet = nullptr;  // the log's products; null: the scenario's own
};

// The place in the log of the session that an entry of the replay's trace is.
[[nodiscard]] std::size_t place_in_log(const LogReplay& replay, std::uint32_t place);

// By user, product and day. `days` covers both horizons.
[[nodiscard]] std::vector<Difference> differences(const Trace& log, const LogReplay& baseline, const LogReplay& variant,
                                                  const DayTable& days);

// "grace": as result files have it.
[[nodiscard]] std::string_view reason_name(Reason reason);
// A sentence for people.
[[nodiscard]] std::string_view reason_text(Reason reason);

}  // namespace drawdown
