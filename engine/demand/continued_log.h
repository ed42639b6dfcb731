// A log up to today, and from today on what a demand asks for.
//
//   const SessionLog known = known_log(read_log({&scenario, 1}), scenario, today);
//   scenario.demand = expected_demand(scenario, known, today, ExpectedBy::bootstrap);
//   const ContinuedLog continued(scenario, known, today);
//   const Outcome outcome = replay(scenario, continued.draw(17));      // the past as it was, and a course of the rest
//
// Past and future are joined as logs, before rules, entitlements and access are applied: windows, visits and budgets go
// on over the midnight between them. People are the same if their names are. What a session of the past does stands in
// the log, also beyond today if it is known; a session without a close ends today at midnight, where knowledge ends.
//
// A replication's part before today is the same in all. Its rest is what `DemandSource` draws, from today on.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "engine/demand/draw.h"
#include "engine/model/demand.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"
#include "engine/time/civil.h"
#include "engine/trace/trace.h"

namespace drawdown {

// The first day of the horizon on which nothing is known any more: the one after the last with a session or a result.
[[nodiscard]] Day day_after_log(const Scenario& scenario, const SessionLog& log);

// What of a log is known at the beginning of `today`, which lies in the scenario's horizon or is its end.
[[nodiscard]] SessionLog known_log(const SessionLog& log, const Scenario& scenario, Day today);

// Where the rest comes from.
enum class ExpectedBy : std::uint8_t {
  demand,     // what the scenario says; of a history of the own log, the days before today
  bootstrap,  // weeks of the own log before today; how they are drawn, the scenario's history says if it has one
  fit,        // a population fitted to the known log
};

// The seed is that of the scenario's demand. Throws InputError if there is nothing to fit to.
[[nodiscard]] Demand expected_demand(const Scenario& scenario, const SessionLog& known, Day today, ExpectedBy by);

class ContinuedLog {
 public:
  // `known` is what `known_log` gave; the scenario has a demand, and outlives this. Throws InputError as DemandSource
  // does.
  ContinuedLog(const Scenario& scenario, SessionLog known, Day today, const SessionOptions& options = {});
  ContinuedLog(const ContinuedLog&) = delete;
  ContinuedLog& operator=(const ContinuedLog&) = delete;
  ~ContinuedLog() = default;

  // Several threads may draw.
  [[nodiscard]] SessionLog log(std::uint64_t replication) const;
  [[nodiscard]] Trace draw(std::uint64_t replication) const { return trace_of(log(replication), scenario_); }

 private:
  class Joint;

  const Scenario& scenario_;
  SessionLog known_;
  Instant today_;
  Scenario ahead_;                             // what is drawn for
  std::optional<DemandSource> source_;         // none: everything is known
  std::map<ChargeUnit, std::uint32_t> units_;  // of the known log
};

}  // namespace drawdown
