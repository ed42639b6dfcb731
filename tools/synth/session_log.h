// A session log as an export of a licence server looks: who had which product open, from when until when.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown::synth {

// How a log writes an instant.
enum class Clock {
  utc,     // 2026-01-05T14:00:00Z
  offset,  // 2026-01-05T09:00:00-05:00
  local,   // 2026-01-05 09:00:00
};

// Where a log is written.
struct Site {
  Zone zone;
  Clock clock = Clock::utc;
};

struct LoggedSession {
  std::size_t site = 0;
  std::string user;
  std::string_view product;
  Instant open;
  Instant close;
  std::string version;  // may be empty
  std::string machine;
};

// The export: sessions by open, then user, then product. One that is open at `exported` has no close yet, and one that
// opens later is not in it.
[[nodiscard]] std::string csv_of(std::vector<LoggedSession> sessions, const std::vector<Site>& sites, Instant exported);

}  // namespace drawdown::synth
