#include "tests/oracle/alerts_again.h"

#include <algorithm>
#include <map>

namespace drawdown {

using When = Alert::When;

std::set<AlertSubject> AlertsAgain::holding(std::int32_t day) {
  today_ = scenario_.from + day;
  end_ = day + 1 == scenario_.days.size() ? never : scenario_.days.start(day + 1);
  read_ledgers();
  Subjects all;
  for (std::size_t i = 0; i < scenario_.alerts.size(); ++i) {
    const Alert& alert = scenario_.alerts[i];
    if (alert.when == When::dearer_than_subscription) {
      judge_costs(i, all);
      continue;
    }
    for (std::uint32_t team = 0; team < world_.trace.teams.size(); ++team) {
      if (!alert.team || *alert.team == world_.trace.teams[TeamId(team)]) {
        judge(i, TeamId(team), all);
      }
    }
  }
  return all;
}

void AlertsAgain::read_ledgers() {
  const std::size_t count = outcome_.tranches.size();
  free_.assign(count, 0);
  given_.assign(count, 0);
  came_.assign(count, false);
  owed_.assign(world_.trace.teams.size(), 0);
  had_.assign(world_.trace.teams.size(), false);
  team_.clear();
  for (const Tranche& tranche : outcome_.tranches) {
    team_.push_back(*world_.trace.teams.find(tranche.team));
  }
  for (const Transfer& transfer : scenario_.transfers) {
    Instant latest = transfer.at;  // of the tranche, by now; at one instant the later in the list
    for (const Transfer& other : scenario_.transfers) {
      latest = other.tranche == transfer.tranche && other.at < end_ ? std::max(latest, other.at) : latest;
    }
    if (transfer.at == latest && transfer.at < end_) {
      team_[transfer.tranche.value] = *world_.trace.teams.find(transfer.to);
    }
  }
  read_events();
  for (const Charge& charge : outcome_.charges) {
    if (charge.at < end_) {
      std::int64_t paid = 0;
      for (const Draw& draw : charge.draws()) {
        free_[draw.tranche.value] -= draw.tokens.micro;
        paid += draw.tokens.micro;
      }
      owed_[world_.trace.units[charge.unit.value].team.value] += charge.tokens.micro - paid;
    }
  }
}

void AlertsAgain::read_events() {
  for (const PoolEvent& event : outcome_.events) {
    using Kind = PoolEvent::Kind;
    const bool carried = event.kind == Kind::arrived && outcome_.tranches[event.tranche.value].bought < scenario_.from;
    if (event.at >= end_ && !carried) {
      continue;
    }
    const std::int64_t tokens = event.tokens.micro;
    const std::uint32_t id = event.tranche.value;
    if (event.kind == Kind::moved) {
      had_[event.to.value] = true;
    } else if (event.kind == Kind::arrived || event.kind == Kind::adjusted) {
      if (event.tranche == no_tranche) {
        owed_[event.team.value] -= tokens;
      } else {
        free_[id] += tokens;
        came_[id] = true;
        given_[id] += event.kind == Kind::adjusted && tokens > 0 ? tokens : 0;
        had_[event.team.value] = true;
      }
    } else if (event.kind == Kind::expired) {
      free_[id] -= tokens;
    } else if (event.kind == Kind::debt_paid || event.kind == Kind::adjustment_paid) {
      free_[id] -= tokens;
      owed_[event.team.value] -= tokens;
    }
  }
}

void AlertsAgain::judge_share(std::size_t place, TeamId team, Subjects& all) {
  const Alert& alert = scenario_.alerts[place];
  Wide free = 0;
  Wide whole = 0;
  for (std::uint32_t id = 0; id < free_.size(); ++id) {
    if (team_[id] == team && is_there(id) && outcome_.tranches[id].origin.kind != TrancheOrigin::Kind::true_up &&
        (!alert.days_left || days_left(id) > *alert.days_left)) {
      free += free_[id];
      whole += brought(id);
    }
  }
  const bool gone = whole == 0 && had_[team.value] && !alert.days_left;
  if (gone || free * 100 * micro_per_unit < whole * alert.below.micro) {
    all.insert({place, world_.trace.teams[team]});
  }
}

void AlertsAgain::judge_expiring(std::size_t place, TeamId team, Subjects& all) {
  const Alert& alert = scenario_.alerts[place];
  for (std::uint32_t id = 0; id < free_.size(); ++id) {
    const bool much = alert.left ? free_[id] > alert.left->micro
                                 : Wide{free_[id]} * 100 * micro_per_unit > Wide{brought(id)} * alert.left_share->micro;
    if (team_[id] == team && is_there(id) && days_left(id) < alert.days && much) {
      all.insert({place, outcome_.tranches[id].id});
    }
  }
}

void AlertsAgain::judge(std::size_t place, TeamId team, Subjects& all) {
  const Alert& alert = scenario_.alerts[place];
  const std::string name = world_.trace.teams[team];
  if (alert.when == When::share_left) {
    judge_share(place, team, all);
    return;
  }
  if (alert.when == When::expiring) {
    judge_expiring(place, team, all);
    return;
  }
  if (today_ - scenario_.from + 1 < alert.trailing || !had_[team.value]) {
    return;
  }
  look_ahead(team, alert.trailing);
  if (alert.when == When::empty_before) {
    const Day before = alert.day.value_or(today_ + 1 + alert.days);
    if (today_ + 1 + empty_ < before) {
      all.insert({place, name});
    }
    return;
  }
  for (std::uint32_t id = 0; id < free_.size(); ++id) {
    if (left_[id] > Wide{alert.more_than.micro} * alert.trailing) {
      all.insert({place, outcome_.tranches[id].id});
    }
  }
}

bool AlertsAgain::is_on_order(std::uint32_t id) const {
  const Tranche& tranche = outcome_.tranches[id];
  const bool ordered = tranche.origin.kind == TrancheOrigin::Kind::ordered && *tranche.ordered <= today_;
  const bool agreed =
      tranche.origin.kind == TrancheOrigin::Kind::contract && scenario_.contracts[tranche.origin.source].from <= today_;
  return tranche.bought > today_ && (ordered || agreed);
}

void AlertsAgain::look_ahead(TeamId team, std::int32_t trailing) {
  Wide daily = 0;
  for (const Charge& charge : outcome_.charges) {
    const bool counts = charge.at < end_ && charge.at >= scenario_.days.start(today_ - scenario_.from + 1 - trailing);
    daily += counts && world_.trace.units[charge.unit.value].team == team ? charge.tokens.micro : 0;
  }
  daily = std::max<Wide>(daily, 0);
  std::vector<std::uint32_t> order;
  std::int32_t last = 0;
  std::vector<Wide> amounts(free_.size(), 0);
  left_.assign(free_.size(), 0);
  for (std::uint32_t id = 0; id < free_.size(); ++id) {
    if (team_[id] == team && (is_there(id) || is_on_order(id))) {
      order.push_back(id);
      last = std::max(last, days_left(id));
    }
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  const auto sum = [&] {
    Wide total = 0;
    for (const Wide amount : amounts) {
      total += amount;
    }
    return total;
  };
  const auto take = [&](Wide wanted) {
    for (const std::uint32_t id : order) {
      const Wide part = std::min(wanted, amounts[id]);
      amounts[id] -= part;
      wanted -= part;
    }
    return wanted;
  };
  Wide debt = Wide{owed_[team.value]} * trailing;
  empty_ = -1;
  for (const std::uint32_t id : order) {
    amounts[id] = is_there(id) ? Wide{free_[id]} * trailing : 0;
  }
  for (std::int32_t day = 0; day <= last; ++day) {
    for (const std::uint32_t id : order) {
      if (days_left(id) == day) {
        left_[id] = amounts[id];
        amounts[id] = 0;
      }
    }
    for (const Contract& contract : scenario_.contracts) {
      for (const ContractYear& year : contract.years) {
        const bool known = contract.true_up && contract.from <= today_ && contract.team == world_.trace.teams[team];
        debt = known && year.until == today_ + 1 + day ? 0 : debt;
      }
    }
    for (const std::uint32_t id : order) {
      if (!is_there(id) && outcome_.tranches[id].bought == today_ + 1 + day) {
        amounts[id] = Wide{outcome_.tranches[id].tokens.micro} * trailing;
      }
    }
    debt = take(debt);
    empty_ = empty_ < 0 && (sum() == 0 || sum() < daily) ? day : empty_;
    const Wide lacking = take(daily);
    debt += scenario_.rules.when_empty == WhenEmpty::overdraft ? lacking : 0;
  }
  empty_ = std::max(empty_, 0);
}

AlertsAgain::Key AlertsAgain::key(std::uint32_t id) const {
  const Tranche& t = outcome_.tranches[id];
  const std::int64_t bought = t.bought.number;
  switch (scenario_.rules.consume) {
    case DrawOrder::soonest_expiry:
      return {t.rank, t.expires.number, t.tokens.micro, bought, id};
    case DrawOrder::oldest:
      return {t.rank, bought, 0, 0, id};
    case DrawOrder::newest:
      return {t.rank, -bought, 0, 0, id};
  }
  return {};
}

void AlertsAgain::judge_costs(std::size_t place, Subjects& all) {
  const Alert& alert = scenario_.alerts[place];
  std::map<std::pair<std::string, std::uint32_t>, Wide> sums;
  for (const Charge& charge : outcome_.charges) {
    const ChargeUnit& unit = world_.trace.units[charge.unit.value];
    const Day day = scenario_.days.from() + scenario_.days.index_at(charge.at);
    if (charge.at >= end_ || date_of(day).year != date_of(today_).year ||
        (alert.team && world_.trace.teams[unit.team] != *alert.team) ||
        (alert.product && *alert.product != unit.product)) {
      continue;
    }
    Wide& sum = sums[{world_.trace.users[unit.user], unit.product.value}];
    std::int64_t owed = charge.tokens.micro;
    for (const Draw& draw : charge.draws()) {
      sum += Wide{draw.tokens.micro} * outcome_.tranches[draw.tranche.value].unit_price.value_or(Money{}).micro;
      owed -= draw.tokens.micro;
    }
    std::pair<Day, Money> latest{first_day, {}};
    for (const Tranche& tranche : outcome_.tranches) {
      if (tranche.unit_price && tranche.bought <= day && latest.first <= tranche.bought) {
        latest = {tranche.bought, *tranche.unit_price};
      }
    }
    sum += Wide{owed} * latest.second.micro;
  }
  for (const auto& [who, sum] : sums) {
    for (const SubscriptionPrice& price : scenario_.subscription_prices) {
      const auto in_force = price.on(today_);
      if (price.product.value == who.second && in_force && sum > Wide{in_force->micro} * micro_per_unit) {
        all.insert({place, who.first + '/' + std::to_string(who.second)});
      }
    }
  }
}

}  // namespace drawdown
