// A user whom the scenario lists: a home zone, a team, or both. Users who are not listed have neither.
#pragma once

#include <optional>
#include <string>

#include "engine/base/id.h"

namespace drawdown {

struct ListedUser {
  std::string id;
  std::optional<ZoneId> zone;  // place in the scenario's zones; empty: the server's
  std::optional<std::string> team;
};

}  // namespace drawdown
