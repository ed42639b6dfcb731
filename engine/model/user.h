// A user whom the scenario lists, or its file of users: a home zone, a team, or what else is known. Users who are not
// listed have none of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"

namespace drawdown {

struct ListedUser {
  std::string id;
  std::optional<ZoneId> zone;  // place in the scenario's zones; empty: the server's
  std::optional<std::string> team;
  std::vector<std::string> values = {};  // by the scenario's columns of users; empty: not in the file of users
};

}  // namespace drawdown
