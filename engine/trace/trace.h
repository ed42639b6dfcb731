// A trace: sessions in columns, sorted by open (ties in the order of the file), with names as dense ids.
//
//   for (std::size_t i = 0; i < trace.size(); ++i) {
//     const ChargeUnit& unit = trace.units[trace.unit[i]];
//     trace.users[unit.user];                                // who
//     Instant{trace.open[i]}; Instant{trace.close[i]};       // when, [open, close)
//   }
//
// A trace that a reader returned holds only sessions that open inside the horizon, on products of the rate sheet with a
// rate in force, with close ≥ open. Twelve bytes a session.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/names.h"

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

struct Trace {
  // One entry per session. Instants in seconds since 1970; a session without a close ends at the horizon's end. Closes
  // beyond 2106 are held as 2^32 − 1.
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> close;
  std::vector<std::uint32_t> unit;  // place in `units`

  std::vector<ChargeUnit> units;  // distinct; in the order of first appearance in the file
  Names<UserTag> users;
  Names<TeamTag> teams;  // 0 is the default team; holds the teams of the tranches too
  Names<VersionTag> versions;
  Names<MachineTag> machines;
  std::vector<ZoneId> user_zones;  // by UserId: place in the scenario's zones; the server's for a user without one

  // Rows that are not in the columns.
  std::uint64_t rows = 0;      // of data in the file
  std::uint64_t outside = 0;   // sessions that open outside the horizon
  std::uint64_t rejected = 0;  // bad rows, with --skip-bad-rows

  [[nodiscard]] std::size_t size() const { return open.size(); }
};

}  // namespace drawdown
