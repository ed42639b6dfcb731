#include "engine/trace/view.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {

std::size_t first_at(const Trace& log, Instant instant) {
  const auto second = static_cast<std::uint32_t>(instant.seconds);
  return static_cast<std::size_t>(std::lower_bound(log.open.begin(), log.open.end(), second) - log.open.begin());
}

Trace of_horizon(const Trace& log, Instant begin, Instant end) {
  check(begin <= end && 0 <= begin.seconds && end.seconds < Trace::endless, "a horizon lies between 1970 and 2106");
  check(log.session.empty(), "sessions are split into spells only once their horizon is known");
  const std::size_t first = first_at(log, begin);
  const std::size_t last = first_at(log, end);
  Trace trace = log;
  trace.outside += log.size() - (last - first);
  trace.open = log.open.part(first, last);
  trace.close = log.close.part(first, last);
  trace.unit = log.unit.part(first, last);
  if (std::find(trace.close.begin(), trace.close.end(), Trace::endless) != trace.close.end()) {
    SessionColumn::Values close = trace.close.values();
    std::replace(close.begin(), close.end(), Trace::endless, static_cast<std::uint32_t>(end.seconds));
    trace.close = std::move(close);
  }
  return trace;
}

Trace with_units(const Trace& log, const std::vector<ChargeUnit>& units) {
  check(units.size() == log.units.size(), "every unit of the log has become one");
  std::map<ChargeUnit, std::uint32_t> merged;
  std::vector<std::uint32_t> place;  // by the log's unit
  place.reserve(units.size());
  Trace trace = log;
  trace.units.clear();
  for (const ChargeUnit& unit : units) {
    const auto [found, is_new] = merged.try_emplace(unit, static_cast<std::uint32_t>(trace.units.size()));
    if (is_new) {
      trace.units.push_back(unit);
    }
    place.push_back(found->second);
  }
  if (trace.units.size() == units.size()) {
    return trace;
  }
  const auto renumbered = [&place](const SessionColumn& column) {
    SessionColumn::Values numbers(column.size());
    std::transform(column.begin(), column.end(), numbers.begin(), [&place](std::uint32_t unit) { return place[unit]; });
    return SessionColumn(std::move(numbers));
  };
  trace.unit = renumbered(log.unit);
  if (log.covered != nullptr) {
    auto covered = std::make_shared<CoveredSessions>(*log.covered);
    covered->unit = renumbered(covered->unit);
    trace.covered = std::move(covered);
  }
  for (RefusedUse& use : trace.refused) {
    use.unit = place[use.unit];
  }
  return trace;
}

ChargeUnit coarsened(ChargeUnit unit, bool per_version, bool per_machine) {
  unit.version = per_version ? unit.version : VersionId();
  unit.machine = per_machine ? unit.machine : MachineId();
  return unit;
}

Trace merge_units(const Trace& log, bool per_version, bool per_machine) {
  std::vector<ChargeUnit> units = log.units;
  for (ChargeUnit& unit : units) {
    unit = coarsened(unit, per_version, per_machine);
  }
  return with_units(log, units);
}

}  // namespace drawdown
