#include "engine/analysis/by_unit.h"

namespace drawdown {

PlacesByUnit sessions_by_unit(const Trace& trace) {
  return {trace.units.size(), trace.size(), [&](std::size_t session) { return trace.unit[session]; }};
}

RowsByUnit rows_by_unit(const Trace& trace, const Outcome& outcome) {
  const auto sheet = [&](const Column<Journal::Row>& rows) {
    return PlacesByUnit(trace.units.size(), rows.size(), [&](std::size_t row) { return rows[row].unit; });
  };
  std::vector<bool> has_results(trace.units.size());
  for (const UsedResult& result : trace.results) {
    has_results[result.unit] = true;
  }
  const std::size_t nobody = trace.units.size();  // one unit more, for denials that are not told
  return {sheet(outcome.charges.opens.rows), sheet(outcome.charges.renewals.rows),
          PlacesByUnit(nobody + 1, outcome.denials.size(), [&](std::size_t place) {
            const Denial& denial = outcome.denials[place];
            return denial.reason == DenialReason::access || has_results[denial.unit.value] ? nobody : denial.unit.value;
          })};
}

}  // namespace drawdown
