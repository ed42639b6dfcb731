// A log of identical weeks, so that what its weeks, drawn at random, bring is certain.
//
// Mary opens AutoCAD (7 tokens) once on each working day: 35 tokens a week. The horizon has the eight weeks from Monday
// 5 January 2026 on; the log goes to Friday 30 January.
#pragma once

#include <string>

#include "engine/time/civil.h"

namespace drawdown::tests {

// `more`: lines of the scenario.
inline std::string certain_yaml(const std::string& more = "") {
  return R"(name: Eight weeks
time_zone: UTC
from: 2026-01-05
until: 2026-03-02
rules: flex
rates: {AutoCAD: 7}
pool:
  lifetime: 365d
  tranches:
    - {id: a, bought: 2026-01-05, tokens: 178, unit_price: 2}
    - {id: b, bought: 2026-02-16, expires: 2026-02-23, tokens: 50, unit_price: 3}
    - {id: c, bought: 2026-02-23, tokens: 100, unit_price: 4}
usage: {sessions: log.csv, time_zone: UTC}
)" + more;
}

// So many weeks. A day's session begins a minute later than that of the day before, so that no window touches the next.
inline std::string certain_log(int weeks = 4) {
  std::string log = "user,product,open,close\n";
  for (int week = 0; week < weeks; ++week) {
    for (int day = 0; day < 5; ++day) {
      const std::string date = format(*parse_day("2026-01-05") + 7 * week + day);
      const std::string minute = ":0" + std::to_string(day) + ":00Z";
      log.append("mary,AutoCAD,").append(date).append("T09").append(minute);
      log.append(",").append(date).append("T10").append(minute).append("\n");
    }
  }
  return log;
}

}  // namespace drawdown::tests
