// A tranche: tokens bought in one purchase, with one unit price and one expiry (spec §1, §3).
#pragma once

#include <optional>
#include <string>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

struct Tranche {
  std::string id;    // as in the scenario, or T1, T2, … by its place in the list
  std::string team;  // empty: the default team
  Day bought;        // usable from the start of this civil day, in the server's zone
  Day expires;       // until the start of this one
  Instant arrives_at;
  Instant expires_at;
  Tokens tokens;                    // bought
  std::optional<Tokens> remaining;  // what is left when the simulation begins; only if bought before it
  std::optional<Money> unit_price;  // per token

  // What it brings into a simulation.
  [[nodiscard]] Tokens brings() const { return remaining.value_or(tokens); }
};

}  // namespace drawdown
