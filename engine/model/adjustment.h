// What is done to a pool by hand: a tranche is moved to another team, tokens are given or taken.
#pragma once

#include <optional>
#include <string>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/instant.h"

namespace drawdown {

// At the start of a civil day inside the horizon, on which the tranche is usable.
struct Transfer {
  Instant at;
  TrancheId tranche;
  std::string to;  // a team
};

// Likewise. More than 0 tokens go to `tranche`, which is there (an adjustment that names none has a credit tranche of
// its own); less are taken from `tranche` as far as it goes, if one is named, and then from the team's pool.
struct Adjustment {
  Instant at;
  std::string team;  // without a tranche; with one, it is the team that holds the tranche then
  Tokens tokens;     // not 0
  std::string reason;
  std::optional<TrancheId> tranche;
};

}  // namespace drawdown
