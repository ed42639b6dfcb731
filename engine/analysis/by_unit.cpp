#include "engine/analysis/by_unit.h"

namespace drawdown {

PlacesByUnit sessions_by_unit(const Trace& trace) {
  return {trace.units.size(), trace.size(), [&](std::size_t session) { return trace.unit[session]; }};
}

RowsByUnit rows_by_unit(const Trace& trace, const Outcome& outcome) {
  const auto sheet = [&](const Column<Journal::Row>& rows) {
    return PlacesByUnit(trace.units.size(), rows.size(), [&](std::size_t row) { return rows[row].unit; });
  };
  return {sheet(outcome.charges.opens.rows), sheet(outcome.charges.renewals.rows),
          PlacesByUnit(trace.units.size(), outcome.charges.results.size(),
                       [&](std::size_t row) { return outcome.charges.results[row].unit.value; }),
          PlacesByUnit(trace.units.size(), outcome.denials.size(),
                       [&](std::size_t denial) { return outcome.denials[denial].unit.value; })};
}

}  // namespace drawdown
