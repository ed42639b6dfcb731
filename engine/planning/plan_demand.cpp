#include "engine/planning/plan_demand.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "engine/analysis/access_days.h"
#include "engine/analysis/day_cursor.h"
#include "engine/base/wide.h"
#include "engine/ensemble/parallel.h"
#include "engine/replay/replay.h"

namespace drawdown {
namespace {

struct Used {
  DayDemand days;
  std::uint64_t access_days = 0;
  Wide access_tokens = 0;
  bool refunds = false;
};

// What is given back beyond a day's use is taken off later days.
void carry_refunds(DayDemand& days) {
  Tokens back;
  for (Tokens& day : days) {
    day -= back;
    back = std::max(Tokens{} - day, Tokens{});
    day = std::max(day, Tokens{});
  }
}

Used use_of(const Scenario& debts, const Trace& trace, const std::string& team) {
  Used use;
  use.days.resize(static_cast<std::size_t>(debts.days.size()));
  const Outcome outcome = replay(debts, trace);
  DayCursor day_of(debts.days);
  for (const Charge& charge : outcome.charges) {
    const ChargeUnit& unit = trace.units[charge.unit.value];
    const bool is_access = charge.kind == ChargeKind::open || charge.kind == ChargeKind::renewal;
    use.access_tokens += is_access ? charge.tokens.micro : 0;
    const std::size_t day = day_of(charge.at);
    if (trace.teams[unit.team] == team) {
      use.days[day] += charge.tokens;
      use.refunds = use.refunds || charge.kind == ChargeKind::refund;
    }
  }
  if (use.refunds) {
    carry_refunds(use.days);
  }
  use.access_days = AccessDays(debts.days, trace).wanted();
  return use;
}

void add(PlanDemand& demand, DemandPaths& to, Used&& use) {
  if (&to == &demand.paths) {
    demand.access_days += use.access_days;
    demand.access_tokens += use.access_tokens;
  }
  demand.refunds = demand.refunds || use.refunds;
  to.push_back(std::move(use.days));
}

}  // namespace

Scenario with_debts(const Scenario& scenario) {
  Scenario free = scenario;
  free.rules.when_empty = WhenEmpty::overdraft;
  free.tranches.clear();
  free.policies.clear();
  free.contracts.clear();
  free.transfers.clear();
  free.adjustments.clear();
  return free;
}

PlanDemand plan_demand(const Scenario& scenario, const Trace& trace, const std::string& team) {
  PlanDemand demand;
  add(demand, demand.paths, use_of(with_debts(scenario), trace, team));
  return demand;
}

PlanDemand plan_demand(const Scenario& scenario, const DemandSource& source, const std::string& team,
                       const PlanDemandOptions& options) {
  if (is_given(scenario)) {
    return plan_demand(scenario, source.draw(1), team);
  }
  const Scenario debts = with_debts(scenario);
  const auto paths = static_cast<std::size_t>(scenario.plan->replications);
  const std::size_t all = paths + static_cast<std::size_t>(scenario.plan->tests);
  if (options.total != nullptr) {
    *options.total = all;
  }
  std::vector<Used> uses(all);
  in_parallel(all, options.threads, [&](std::size_t i) {
    if (options.stop != nullptr && *options.stop) {
      throw Interrupted("stopped while demand was drawn, before there was any plan");
    }
    uses[i] = use_of(debts, source.draw(i + 1), team);
    if (options.done != nullptr) {
      ++*options.done;
    }
  });
  PlanDemand demand;
  for (std::size_t i = 0; i < all; ++i) {
    add(demand, i < paths ? demand.paths : demand.tests, std::move(uses[i]));
  }
  return demand;
}

bool is_given(const Scenario& scenario) {
  const auto given = [](const TeamSeries& each) {
    using Law = TeamSeries::Law;
    const bool spreads = std::any_of(each.days.begin(), each.days.end(),
                                     [](const std::optional<DailyDemand>& day) { return day && day->sd > 0; });
    const bool varies =
        std::adjacent_find(each.values.begin(), each.values.end(), std::not_equal_to<>()) != each.values.end();
    return each.law == Law::given || ((each.law == Law::normal || each.law == Law::gamma) && !spreads) ||
           (each.law == Law::empirical && !varies);
  };
  return scenario.demand && scenario.demand->series &&
         std::all_of(scenario.demand->series->teams.begin(), scenario.demand->series->teams.end(), given);
}

std::optional<Money> penalty_of_token(Money access_day, const PlanDemand& demand) {
  if (demand.access_days == 0 || demand.access_tokens <= 0) {
    return std::nullopt;
  }
  const Wide money = Wide{access_day.micro} * static_cast<Wide>(demand.access_days) * micro_per_unit;
  return Money{narrow((2 * money + demand.access_tokens) / (2 * demand.access_tokens), "money")};
}

}  // namespace drawdown
