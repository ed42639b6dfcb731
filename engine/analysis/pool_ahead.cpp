#include "engine/analysis/pool_ahead.h"

#include <algorithm>

#include "engine/base/wide.h"
#include "engine/pool/pools.h"

namespace drawdown {
namespace {

// The draw order is one of all tranches, whosever they are, so pools with a single team have it.
std::vector<std::uint32_t> order_of_all(const Scenario& scenario, const Outcome& outcome) {
  Journal none;
  const std::vector<TeamId> one(outcome.tranches.size(), TeamId(0));
  const Pools pools(outcome.tranches, one, 1, scenario.rules.consume, scenario.begin, scenario.end, none);
  const auto order = pools.draw_order(TeamId(0));
  return {order.begin(), order.end()};
}

}  // namespace

PoolAhead::PoolAhead(const Scenario& scenario, const Outcome& outcome)
    : scenario_(scenario), outcome_(outcome), order_(order_of_all(scenario, outcome)) {}

bool PoolAhead::is_on_order(const Tranche& tranche, Day day) const {
  if (tranche.bought <= day) {
    return false;
  }
  if (tranche.origin.kind == TrancheOrigin::Kind::contract) {
    return scenario_.contracts[tranche.origin.source].from <= day;
  }
  return tranche.origin.kind == TrancheOrigin::Kind::ordered && *tranche.ordered <= day;
}

std::optional<PoolAhead::View> PoolAhead::at(const PoolDays& days, TeamId team, std::size_t place,
                                             std::int32_t trailing) const {
  if (days.place() + 1 < static_cast<std::size_t>(trailing) || !days.ever_had_tokens(team)) {
    return std::nullopt;
  }
  const Day tomorrow = days.day() + 1;
  View view{std::max(Tokens{}, days.trailing(place, trailing)), trailing, {}, {}, {}};
  std::vector<Supply> supplies;
  for (const std::uint32_t id : order_) {
    const TrancheId tranche(id);
    const Tranche& bought = outcome_.tranches[id];
    if (days.team(tranche) != team) {
      continue;
    }
    if (days.is_there(tranche)) {
      view.free += days.free(tranche);
      view.tranches.push_back(tranche);
      supplies.push_back({days.free(tranche), 0, bought.expires - tomorrow});
    } else if (is_on_order(bought, days.day())) {
      view.tranches.push_back(tranche);
      supplies.push_back({bought.tokens, bought.bought - tomorrow, bought.expires - tomorrow});
    }
  }
  Pace pace{view.consumed, trailing, scenario_.rules.when_empty == WhenEmpty::overdraft, days.owed(team), {}};
  for (const Contract& contract : scenario_.contracts) {
    if (!contract.true_up || contract.from > days.day() || !days.is_team(team, contract.team)) {
      continue;
    }
    for (const ContractYear& year : contract.years) {
      if (year.until >= tomorrow) {
        pace.true_ups.push_back(year.until - tomorrow);
      }
    }
  }
  view.projection = project(supplies, pace);
  return view;
}

std::int64_t hundredths(std::int64_t micro, std::int64_t divisor) {
  const Wide hundredth = Wide{micro_per_unit / 100} * divisor;
  return narrow((Wide{micro} * 2 + hundredth) / (hundredth * 2), "tokens");
}

std::string rate_text(const PoolAhead::View& view) {
  const Tokens rate{hundredths(view.consumed.micro, view.days) * (micro_per_unit / 100)};
  return format(rate) + " tokens a day, the average of " + std::to_string(view.days) +
         (view.days == 1 ? " day" : " days");
}

}  // namespace drawdown
