// Idle awareness: sessions become their active spells. A spell ends `rule.after` into an idle span of its session, and
// when the span ends the session goes on with another.
//
//   session  |==================================|      open and close of the file
//   idle            |................|
//   spells   |==========|             |=========|      rule.after: 3
//
//   const IdleSpans idle = read_idle(request).spans;
//   const Trace active = active_spells(trace, idle, {.after = Duration{900}}, scenario.end);
//
// A span that is within a session for no longer than `after` changes nothing. Spans that overlap or touch are one.
#pragma once

#include "engine/rules/rules.h"
#include "engine/time/instant.h"
#include "engine/trace/idle.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The trace with spells in the place of sessions, sorted by open; spells that open in the same second are in the order
// of their sessions. Spells that would open at or after `end`, the horizon's end, are left out. Units are told apart by
// machine if the spans are. Shares the columns that stay the same. Sessions that entitlements cover are split likewise.
[[nodiscard]] Trace active_spells(const Trace& trace, const IdleSpans& idle, const IdleRule& rule, Instant end);

}  // namespace drawdown
