// Dense ids: names become small whole numbers where files are read, and names again in reports.
//
//   const UserId user = trace.unit(unit).user;      // a UserId is not a ProductId
//   const std::string& name = trace.users[user];
//
// An id is the place of its noun in a table: 0, 1, 2, … in the order of first appearance.
#pragma once

#include <compare>
#include <cstdint>

namespace drawdown {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t v) : value(v) {}
  constexpr auto operator<=>(const Id&) const = default;
};

using UserId = Id<struct UserTag>;
using ProductId = Id<struct ProductTag>;  // place in the scenario's rate sheet
using TeamId = Id<struct TeamTag>;        // 0 is the default team, whose name is empty
using VersionId = Id<struct VersionTag>;  // 0 is the empty version
using MachineId = Id<struct MachineTag>;  // 0 is the empty machine
using TrancheId = Id<struct TrancheTag>;  // place in the scenario's list of tranches
using UnitId = Id<struct UnitTag>;        // a charge unit of a trace
using ZoneId = Id<struct ZoneTag>;        // place in the scenario's list of zones; 0 is the server's

}  // namespace drawdown
