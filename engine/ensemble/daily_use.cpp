#include "engine/ensemble/daily_use.h"

#include "engine/replay/replay.h"

namespace drawdown {

Scenario without_limits(const Scenario& scenario, Day from, Day until) {
  Scenario free = scenario;
  free.from = from;
  free.until = until;
  free.days = DayTable(scenario.server(), from, until);
  free.begin = free.days.start(0);
  free.end = free.days.start(free.days.size());
  free.rules.when_empty = WhenEmpty::overdraft;
  free.rules.idle.reset();
  free.tranches.clear();
  free.policies.clear();
  free.contracts.clear();
  free.transfers.clear();
  free.adjustments.clear();
  free.budgets.clear();
  free.usage.idle.clear();
  return free;
}

std::vector<Tokens> tokens_by_day(const Scenario& scenario, const Trace& trace) {
  const Outcome outcome = replay(scenario, trace);
  std::vector<Tokens> days(static_cast<std::size_t>(scenario.days.size()));
  for (const Charge& charge : outcome.charges) {
    days[static_cast<std::size_t>(scenario.days.index_at(charge.at))] += charge.tokens;
  }
  return days;
}

}  // namespace drawdown
