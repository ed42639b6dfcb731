// The oracle's own rates and windows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"
#include "tests/oracle/oracle.h"

namespace drawdown::oracle {

class Windows {
 public:
  Windows(const Scenario& scenario, const Trace& trace, Outcome& out);

  [[nodiscard]] std::int64_t rate(const ChargeUnit& who, std::int64_t now) const;
  // The end of the window of a charge at `now`. Asking starts a shared window if none is running.
  std::int64_t end(const ChargeUnit& who, std::int64_t now);

 private:
  void note(const std::string& what) { ++out_.seen[what]; }
  [[nodiscard]] std::string clock_of(const ChargeUnit& who, const CalendarWindow& window) const;

  const Scenario& scenario_;
  const Trace& trace_;
  Outcome& out_;
  std::vector<std::int64_t> shared_end_;  // by product
};

}  // namespace drawdown::oracle
