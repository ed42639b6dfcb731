// A tranche: tokens bought in one purchase, with one unit price and one expiry (spec §1, §3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {

// Why there is a tranche.
struct TrancheOrigin {
  enum class Kind : std::uint8_t {
    listed,    // in the scenario's list of tranches
    contract,  // a provision of a contract: of one of its years, or for all of them (`year` 0)
    true_up,   // what was owed when a contract's year ended
    ordered,   // by a purchasing policy
    credit,    // an adjustment in the team's favour: it brings its tokens as an adjustment, not as a purchase
  };
  Kind kind = Kind::listed;
  std::uint32_t source = 0;  // place in the scenario's contracts, policies or adjustments
  std::uint32_t year = 0;    // of the contract, from 1
};

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
  int rank = 0;                     // lower ranks are drawn first; within one the rules decide
  TrancheOrigin origin;
  std::optional<Day> ordered;  // if it was, before it arrived

  // What it brings into a simulation as a purchase.
  [[nodiscard]] Tokens brings() const {
    return origin.kind == TrancheOrigin::Kind::credit ? Tokens{} : remaining.value_or(tokens);
  }
};

}  // namespace drawdown
