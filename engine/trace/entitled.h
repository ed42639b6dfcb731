// Entitlements before tokens, and access to tokens: sessions that need none, and those that may have none, are taken
// out of a trace.
//
//   const Trace metered = reaching_tokens(trace, {scenario.entitlements, scenario.access, scenario.server()});
//   metered.size();                              // sessions that reach tokens: the others are not there
//   metered.covered->covers[0];                  // what covers the first of those that need none
//   metered.refused;                             // those that may have none
//
// Decided at a session's open, for the whole session: subscription, collection, seat, access, tokens. Sessions are
// asked in the order of their opens; a seat that is given back at an instant is free for a session that opens then.
#pragma once

#include <memory>

#include "engine/model/entitlement.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct EntitledRequest {
  const Entitlements& entitlements;
  const Access& access;
  const Zone& server;  // whose civil days their terms are
};

// Of a trace whose sessions have not been split into spells. Its results are not looked at. Shares all columns if every
// session reaches tokens.
[[nodiscard]] Trace reaching_tokens(const Trace& trace, const EntitledRequest& request);

// Takes out the results that may not use tokens.
void refuse_results(Trace& trace, const Access& access);

// The covered sessions as a trace of their own, as if they needed tokens.
[[nodiscard]] Trace covered_trace(const Trace& trace);
// The way back, for whoever changes that trace's columns: `known` says all else of the sessions.
[[nodiscard]] std::shared_ptr<const CoveredSessions> covered_sessions(const Trace& alone, const CoveredSessions& known);

}  // namespace drawdown
