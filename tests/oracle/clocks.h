// The oracle's own civil days, straight from cctz: nothing here is the engine's.
//
//   start_of_day("America/New_York", 20'458);       // seconds since 1970 of the first instant of that civil day
//   period_end("Asia/Kolkata", Period::week, t);    // the end of the Monday-to-Monday week that holds t
#pragma once

#include <cstdint>
#include <string>

#include "engine/time/zone.h"

namespace drawdown::oracle {

// Days count from 1970-01-01. A day whose midnight is skipped begins where the clocks land; a skipped day, where the
// next one does.
std::int64_t start_of_day(const std::string& zone, std::int64_t day);
// The last day that begins at or before the instant.
std::int64_t day_at(const std::string& zone, std::int64_t instant);
// The first instant after the civil day, week or month that holds the instant.
std::int64_t period_end(const std::string& zone, Period period, std::int64_t instant);

}  // namespace drawdown::oracle
