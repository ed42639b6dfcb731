// The burn curve: per civil day and team, what the pool had, got and lost.
//
//   opening + bought + adjusted + moved − consumed − expired = closing        each day; a day opens as the one before
//   closed
//
//   const BurnCurve curve = burn_curve(scenario, trace, outcome);
//   curve.teams[0].closing.back();        // what is left at the end, less what is owed
//
// A charge counts in full on the civil day of its instant, also the part that the pool still owed then: with an
// overdraft a balance may be negative.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/report/output.h"
#include "engine/scenario/scenario.h"
#include "engine/time/civil.h"
#include "engine/time/zone.h"
#include "engine/trace/trace.h"

namespace drawdown {

// One entry per civil day of the horizon in each column.
struct TeamBurn {
  TeamId team;
  std::vector<Tokens> opening;
  std::vector<Tokens> bought;  // what was bought before the horizon is in the first opening
  std::vector<Tokens> consumed;
  std::vector<Tokens> expired;
  std::vector<Tokens> closing;
  std::vector<std::uint64_t> denied;  // failed attempts to open
  std::vector<Tokens> moved;          // with transfers: in less out; over all teams they sum to 0
  std::vector<Tokens> adjusted;       // given less taken by hand

  [[nodiscard]] std::size_t days() const { return closing.size(); }
};

struct ChargeCounts {
  std::uint64_t charges = 0;  // renewals and results too
  std::uint64_t renewals = 0;
  std::uint64_t results = 0;
  std::uint64_t refunds = 0;
};

struct BurnCurve {
  Day from;
  std::vector<TeamBurn> teams;  // those of `teams_of`
  ChargeCounts counts;          // of all that were walked over on the way
};

// The teams that have a session, or that the scenario's pool names, by id; the default team alone if there are none.
[[nodiscard]] std::vector<TeamId> teams_of(const Scenario& scenario, const Trace& trace);

[[nodiscard]] BurnCurve burn_curve(const Scenario& scenario, const Trace& trace, const Outcome& outcome);

// All teams together; `team` is the default one.
[[nodiscard]] TeamBurn total(const BurnCurve& curve);

// The same columns over whole days, weeks (from Monday) or months instead of days; `starts` has the first day of each
// inside the horizon.
struct CoarseBurn {
  std::vector<Day> starts;
  TeamBurn burn;
};
[[nodiscard]] CoarseBurn coarsen(const TeamBurn& daily, Day from, Period period);

// burn.csv: date, team, opening, bought, consumed, expired, closing, denied, moved, adjusted; by date, then team.
void write_burn(OutputFile& file, const Trace& trace, const BurnCurve& curve);

}  // namespace drawdown
