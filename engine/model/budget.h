// Caps on what may be charged, in tokens per month or over the whole horizon. A charge that would exceed one is
// refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"

namespace drawdown {

struct Budget {
  enum class Period : std::uint8_t { month, horizon };  // the civil month of the charge's instant, in the server's zone
  enum class Each : std::uint8_t { all, user, team, product };  // one cap for all that match, or one for every single …

  std::string name;
  Tokens tokens;
  Period period = Period::month;
  Each each = Each::all;
  // Charges that match all that is given.
  std::optional<std::string> user;
  std::optional<std::string> team;
  std::vector<ProductId> products;  // empty: any
};

}  // namespace drawdown
