// Instants as a clock on the wall shows them.
//
//   const WallClock clock(scenario.server());
//   clock.date(instant);              // "Mon 2026-01-05 (UTC-05:00)"
//   clock.time(instant);              // "09:00", or "09:00:30"
//   clock.full(instant);              // "Mon 2026-01-05 09:00 (UTC-05:00)"
//   clock.beside(instant, now);       // "17:00"; "Tue 09:00" on another day than `now`, with its date if that is not
//                                     // within six days; with date and offset if clocks were changed in between
#pragma once

#include <string>

#include "engine/time/civil.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown::program {

// "(UTC-05:00)": what is to be subtracted from the local time.
[[nodiscard]] std::string offset_text(const Zone& zone, Instant instant);

class WallClock {
 public:
  explicit WallClock(Zone zone) : zone_(std::move(zone)) {}

  [[nodiscard]] std::string date(Instant instant) const;
  [[nodiscard]] std::string time(Instant instant) const;
  [[nodiscard]] std::string full(Instant instant) const;
  [[nodiscard]] std::string beside(Instant instant, Instant now) const;

 private:
  [[nodiscard]] std::string local(Instant instant) const;  // "2026-01-05T09:00:00Z", but local time
  [[nodiscard]] Day day(Instant instant) const;

  Zone zone_;
};

}  // namespace drawdown::program
