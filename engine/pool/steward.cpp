#include "engine/pool/steward.h"

#include <algorithm>
#include <utility>

#include "engine/base/wide.h"

namespace drawdown {

Steward::Steward(Source source, Pools& pools, const Journal& journal, std::vector<Tranche>& tranches)
    : source_(std::move(source)),
      pools_(pools),
      journal_(journal),
      tranches_(tranches),
      purchasing_(source_.purchasing, pools, tranches) {
  for (std::uint32_t i = 0; i < source_.contracts.size(); ++i) {
    const Contract& contract = source_.contracts[i];
    for (std::uint32_t year = 0; contract.true_up && year < contract.years.size(); ++year) {
      const Instant ends = contract.years[year].ends;
      if (ends > source_.begin && ends <= source_.end) {
        agenda_.push_back({ends, Kind::true_up, i, year});
      }
    }
  }
  for (std::uint32_t i = 0; i < source_.transfers.size(); ++i) {
    agenda_.push_back({source_.transfers[i].at, Kind::transfer, i});
  }
  for (std::uint32_t i = 0; i < source_.adjustments.size(); ++i) {
    agenda_.push_back({source_.adjustments[i].at, Kind::adjustment, i});
  }
  const std::vector<PurchasePolicy>& policies = source_.purchasing.policies;
  for (std::uint32_t i = 0; i < policies.size(); ++i) {
    if (policies[i].continuous) {
      agenda_.push_back({source_.begin, Kind::review, i});
    }
    for (const Instant at : policies[i].reviews) {
      agenda_.push_back({at, Kind::review, i});
    }
  }
  std::sort(agenda_.begin(), agenda_.end());
}

void Steward::process_event() {
  const Instant now = next_event();
  if (now != instant_) {
    instant_ = now;
    positions_ = purchasing_.positions();
  }
  if (own_is_due(now) && (agenda_[next_].kind == Kind::true_up || pools_.next_event() > now)) {
    if (agenda_[next_].kind != Kind::review) {
      process(agenda_[next_++]);
    }
  } else {
    pools_.process_event();
  }
  if (pools_.next_event() > now && (!own_is_due(now) || agenda_[next_].kind == Kind::review)) {
    look(now);
  }
}

void Steward::look(Instant now) {
  const std::vector<PurchasePolicy>& policies = source_.purchasing.policies;
  const std::vector<std::int64_t> positions = purchasing_.positions();
  for (std::uint32_t i = 0; i < policies.size(); ++i) {
    const bool due = own_is_due(now) && agenda_[next_].index == i;
    const TeamId team = source_.purchasing.teams[i];
    if (policies[i].continuous && positions[team.value] < positions_[team.value]) {
      purchasing_.review_after_fall(i, positions_[team.value], now);
    } else if (due) {
      const bool yearly = policies[i].kind == PurchasePolicy::Kind::yearly_share;
      purchasing_.review(i, now, yearly ? trailing_year(policies[i], team, now) : Tokens{});
    }
    next_ += due ? 1 : 0;
  }
}

void Steward::process(const Item& item) {
  switch (item.kind) {
    case Kind::true_up:
      true_up(source_.contracts[item.index], item);
      break;
    case Kind::transfer: {
      const Transfer& transfer = source_.transfers[item.index];
      if (pools_.held(transfer.tranche) > Tokens{}) {
        moved_while_held_ = item.at;
      }
      pools_.transfer(transfer.tranche, source_.transfer_teams[item.index], item.at);
      break;
    }
    case Kind::adjustment: {
      const Adjustment& adjustment = source_.adjustments[item.index];
      const TeamId team =
          adjustment.tranche ? pools_.team_of(*adjustment.tranche) : source_.adjustment_teams[item.index];
      pools_.adjust(team, adjustment.tranche, adjustment.tokens.micro, item.at, item.index);
      break;
    }
    case Kind::review:
      break;  // all of an instant together
  }
}

void Steward::true_up(const Contract& contract, const Item& item) {
  const TeamId team = source_.contract_teams[item.index];
  const Tokens owed{-std::min<std::int64_t>(0, pools_.free_or_owed(team))};
  if (owed == Tokens{}) {
    return;
  }
  Tranche tranche;
  tranche.id = contract.id + "-true-up-" + std::to_string(item.year + 1);
  tranche.team = contract.team;
  tranche.bought = source_.purchasing.server.day_at(item.at);  // clocks may skip the day on which the year ends
  tranche.expires = tranche.bought + 1;
  tranche.arrives_at = item.at;
  tranche.expires_at = source_.purchasing.server.start_of(tranche.expires);
  tranche.tokens = owed;
  tranche.unit_price = contract.true_up;
  tranche.origin = {TrancheOrigin::Kind::true_up, item.index, item.year + 1};
  tranches_.push_back(tranche);
  pools_.add(tranche, team, item.at);
}

void Steward::finish() {
  for (; next_ < agenda_.size(); ++next_) {
    if (agenda_[next_].kind == Kind::true_up) {
      process(agenda_[next_]);
    }
  }
}

Tokens Steward::trailing_year(const PurchasePolicy& policy, TeamId team, Instant now) const {
  constexpr std::int32_t days = 365;
  const Zone& server = source_.purchasing.server;
  const Day today = server.day_at(now);
  const Instant since = server.start_of(today - days);
  Tokens sum;
  const auto add = [&](std::int64_t settled, std::uint32_t unit, Tokens tokens) {
    if (settled < now.seconds && source_.unit_teams[unit] == team) {
      sum += tokens;
    }
  };
  const auto add_sheet = [&](const Column<Journal::Row>& rows, Duration later) {
    for (std::size_t row = rows.size(); row-- > 0 && rows[row].at >= since.seconds;) {
      if (rows[row].state == RowState::charged) {
        add(rows[row].at + later.seconds, rows[row].unit, {journal_.tokens(rows[row])});
      }
    }
  };
  add_sheet(journal_.opens.rows, source_.grace);
  add_sheet(journal_.renewals.rows, {});
  for (std::size_t row = journal_.results.size(); row-- > 0 && journal_.results[row].at >= since;) {
    add(journal_.results[row].at.seconds, journal_.results[row].unit.value, journal_.results[row].tokens);
  }
  const Day begin = server.day_at(source_.begin);
  const std::int32_t days_before = std::clamp(begin - (today - days), 0, days);
  return sum + Tokens{narrow(Wide{policy.before.micro} * days_before / days, "tokens")};
}

}  // namespace drawdown
