// A trace: sessions in columns, sorted by open (ties in the order of the file), with names as dense ids.
//
//   for (std::size_t i = 0; i < trace.size(); ++i) {
//     const ChargeUnit& unit = trace.units[trace.unit[i]];
//     trace.users[unit.user];                                // who
//     Instant{trace.open[i]}; Instant{trace.close[i]};       // when, [open, close)
//   }
//
// A trace that a reader returned holds only sessions that open inside the horizon, on products of the rate sheet with a
// rate in force, with close ≥ open. Twelve bytes a session; copies share them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/names.h"
#include "engine/trace/session_column.h"

namespace drawdown {

// What one charge covers. `version` and `machine` are 0 unless the rules charge per version or machine.
struct ChargeUnit {
  TeamId team;
  UserId user;
  ProductId product;  // place in the scenario's rate sheet
  VersionId version;
  MachineId machine;
  constexpr auto operator<=>(const ChargeUnit&) const = default;
};

// A result of a product that is charged per result; of a negative quantity, a refund.
struct UsedResult {
  std::uint32_t at = 0;       // seconds since 1970
  std::uint32_t unit = 0;     // place in the trace's units
  std::int64_t quantity = 0;  // millionths; not 0
};

// The columns of a trace that is being made.
struct SessionRows {
  SessionColumn::Values open;
  SessionColumn::Values close;
  SessionColumn::Values unit;

  void add(std::uint32_t opened, std::uint32_t closed, std::uint32_t of_unit) {
    open.push_back(opened);
    close.push_back(closed);
    unit.push_back(of_unit);
  }
};

// What covers a session, so that it needs no tokens.
struct Cover {
  enum class Kind : std::uint8_t { subscription, collection, seat };
  Kind kind = Kind::subscription;
  std::uint32_t source = 0;  // place in the scenario's subscriptions or collections; of a seat: in products_with_seats
};

// How the floating seats of one product were used.
struct SeatUse {
  std::uint64_t granted = 0;  // sessions
  std::uint64_t refused = 0;
  std::uint32_t peak = 0;     // held at once
  std::uint32_t peak_at = 0;  // when that began for the first time; 0: none was held
};

// The sessions that entitlements cover: the columns of a trace, with the units of the trace that they belong to.
struct CoveredSessions {
  SessionColumn open;
  SessionColumn close;
  SessionColumn unit;
  SessionColumn session;  // as in Trace
  std::uint32_t split_sessions = 0;
  SessionColumn among;         // by session: its place among all sessions of the horizon
  std::vector<Cover> covers;   // by session
  std::vector<SeatUse> seats;  // by place in products_with_seats
};

// A session or a result that may not use tokens; or a refund of such results, of which nothing is there.
struct RefusedUse {
  std::uint32_t at = 0;
  std::uint32_t unit = 0;
  bool is_result = false;
  bool is_refund = false;
};

struct Trace {
  // In place of the close of a session without one, if the trace is to serve several horizons (engine/trace/view.h).
  static constexpr std::uint32_t endless = UINT32_MAX;

  // One entry per session. Instants in seconds since 1970; a session without a close ends at the horizon's end. Closes
  // beyond 2106 are held as 2^32 − 1.
  SessionColumn open;
  SessionColumn close;
  SessionColumn unit;  // place in `units`

  // If sessions are split into spells (engine/trace/spells.h), an entry is a spell, and this says of which session;
  // they are numbered in order of their opens. Empty if every entry is a session of its own.
  SessionColumn session;
  std::uint32_t split_sessions = 0;  // how many `session` tells of

  // If sessions that need no tokens, or may have none, were taken out (engine/trace/entitled.h): the place of each
  // session that is left among all of the horizon. Empty if all are here.
  SessionColumn among;
  std::shared_ptr<const CoveredSessions> covered;  // null: nobody is entitled to anything
  std::vector<RefusedUse> refused;                 // in order of time; results before sessions

  std::vector<ChargeUnit> units;  // distinct; in the order of first appearance in the file
  Names<UserTag> users;
  Names<TeamTag> teams;  // 0 is the default team; holds the teams of the tranches too
  Names<VersionTag> versions;
  Names<MachineTag> machines;
  std::vector<ZoneId> user_zones;  // by UserId: place in the scenario's zones; the server's for a user without one

  std::vector<UsedResult> results;  // inside the horizon, in order of time; ties in the order of their file
  std::uint64_t results_outside = 0;

  // Rows that are not in the columns.
  std::uint64_t rows = 0;      // of data in the file
  std::uint64_t outside = 0;   // sessions that open outside the horizon
  std::uint64_t rejected = 0;  // bad rows, with --skip-bad-rows

  [[nodiscard]] std::size_t size() const { return open.size(); }
  [[nodiscard]] std::size_t sessions() const { return session.empty() ? size() : split_sessions; }
  void set(SessionRows columns) {
    open = std::move(columns.open);
    close = std::move(columns.close);
    unit = std::move(columns.unit);
  }
};

}  // namespace drawdown
