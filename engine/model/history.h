// Demand that is drawn from a log of the past: whole weeks of the whole estate, from the same season
// (engine/demand/bootstrap.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

struct History {
  std::string sessions;  // path as found; may be empty
  std::string results;   // likewise
  ZoneId zone;           // of instants without an offset
  // The part of the log to draw from: civil days in the server's zone.
  std::optional<Day> from;
  std::optional<Day> until;
  std::int32_t weeks_around = 4;       // how far from a week's place in the year the weeks lie that stand in for it
  std::optional<std::uint64_t> users;  // the head count; empty: that of the log
  Percent trend;                       // a year; more than −100
};

}  // namespace drawdown
