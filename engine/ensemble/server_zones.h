// Where the server stands: what a scenario with calendar windows costs under each of several metering clocks, and which
// offices' working hours the metering day cuts in two.
//
//   const ServerZones study = server_zones(scenario, trace, {tokyo}, {.threads = 2});
//   for (const ZoneBill& bill : study.bills) { bill.zone.name(); bill.tokens; }      // the present zone comes first
//
// Only the clock of `rules.window` moves. The horizon, purchases and expiries stay where they are, in the scenario's
// zone. An office is all users of one home zone; users without one are at home in the scenario's.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/scenario/scenario.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Office {
  Zone zone;
  std::uint64_t users = 0;     // with sessions
  std::uint64_t sessions = 0;  // that last as long as the grace period, or longer
};

// What one office is charged under one clock.
struct OfficeBill {
  std::uint64_t straddling = 0;  // of its sessions: a metering day, week or month ends while they are open
  Tokens tokens;
  Tokens renewed;  // of these: charged where a metering day ended while somebody was there
  Tokens extra;    // more than if each user were metered by the own clock
};

struct ZoneBill {
  Zone zone;
  std::uint64_t charges = 0;
  std::uint64_t renewals = 0;
  std::uint64_t denied_sessions = 0;
  std::uint64_t cut_offs = 0;
  Tokens tokens;
  Money cost;  // `consumed_cost`
  Tokens extra;
  std::vector<OfficeBill> offices;  // in the order of ServerZones::offices
};

struct ServerZones {
  std::vector<Office> offices;  // those with users, in the order of the scenario's zones
  std::vector<ZoneBill> bills;  // the present zone, then the others of the users, then the further ones; distinct
  Tokens own_clocks;            // if each user were metered by the own clock
};

struct ServerZonesOptions {
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;   // replays that are done; another thread may look
  std::atomic<std::uint64_t>* total = nullptr;  // all that there will be
};

// Whether the rules have one clock for all: a calendar window in the server's zone or a named one.
[[nodiscard]] bool has_one_clock(const Rules& rules);

// The scenario has one clock for all. The result does not depend on the number of threads.
[[nodiscard]] ServerZones server_zones(const Scenario& scenario, const Trace& trace, const std::vector<Zone>& further,
                                       const ServerZonesOptions& options = {});

}  // namespace drawdown
