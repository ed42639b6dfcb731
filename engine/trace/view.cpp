#include "engine/trace/view.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace drawdown {

Trace of_horizon(const Trace& log, Instant begin, Instant end) {
  check(begin <= end && 0 <= begin.seconds && end.seconds < Trace::endless, "a horizon lies between 1970 and 2106");
  const auto place_of = [&log](Instant instant) {
    return static_cast<std::size_t>(
        std::lower_bound(log.open.begin(), log.open.end(), static_cast<std::uint32_t>(instant.seconds)) -
        log.open.begin());
  };
  const std::size_t first = place_of(begin);
  const std::size_t last = place_of(end);
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

Trace merge_units(const Trace& log, bool per_version, bool per_machine) {
  std::map<ChargeUnit, std::uint32_t> merged;
  std::vector<ChargeUnit> units;
  std::vector<std::uint32_t> merged_unit;  // by the log's unit
  merged_unit.reserve(log.units.size());
  for (ChargeUnit unit : log.units) {
    unit.version = per_version ? unit.version : VersionId();
    unit.machine = per_machine ? unit.machine : MachineId();
    const auto [found, is_new] = merged.try_emplace(unit, static_cast<std::uint32_t>(units.size()));
    if (is_new) {
      units.push_back(unit);
    }
    merged_unit.push_back(found->second);
  }
  Trace trace = log;
  if (units.size() < log.units.size()) {
    SessionColumn::Values column(log.size());
    std::transform(log.unit.begin(), log.unit.end(), column.begin(),
                   [&merged_unit](std::uint32_t unit) { return merged_unit[unit]; });
    trace.unit = std::move(column);
  }
  trace.units = std::move(units);
  return trace;
}

}  // namespace drawdown
