#include "tests/oracle/keeper.h"

#include <algorithm>

#include "engine/base/check.h"
#include "tests/oracle/clocks.h"

namespace drawdown::oracle {
namespace {

using Policy = PurchasePolicy::Kind;

}  // namespace

std::string terms_of(const Tranche& tranche) {
  std::string text = tranche.ordered ? "ordered " + format(*tranche.ordered) + ", " : "";
  text += "there from " + format(tranche.bought) + " until " + format(tranche.expires);
  text += tranche.unit_price ? " at " + format(*tranche.unit_price) : "";
  return text + (tranche.origin.kind == TrancheOrigin::Kind::true_up ? ", a true-up" : "");
}

Keeper::Keeper(const Scenario& scenario, const Trace& trace, const std::vector<std::size_t>& unit_teams, Ledger& ledger,
               Events& events, Outcome& out)
    : scenario_(scenario),
      trace_(trace),
      unit_teams_(unit_teams),
      ledger_(ledger),
      events_(events),
      out_(out),
      server_(scenario.server().name()),
      begin_(start_of_day(server_, scenario.from.number)),
      end_(start_of_day(server_, scenario.until.number)),
      states_(scenario.policies.size()) {
  out_.tranches.resize(scenario_.tranches.size());
  for (std::size_t i = 0; i < out_.tranches.size(); ++i) {
    const Tranche& tranche = scenario_.tranches[i];
    const std::int64_t arrives = std::max(begin_, start_of_day(server_, tranche.bought.number));
    const std::int64_t expires = start_of_day(server_, tranche.expires.number);
    if (expires <= arrives) {
      out_.tranches[i].left_out = true;
      note("tranche left out");
      continue;
    }
    note(arrives >= end_ ? "tranche that never arrives" : "tranche that arrives");
    wait(arrives, Kind::arrival, i);
    wait(expires, Kind::expiry, i);
  }
  for (std::size_t i = 0; i < scenario_.contracts.size(); ++i) {
    const Contract& contract = scenario_.contracts[i];
    for (std::size_t year = 0; contract.true_up && year < contract.years.size(); ++year) {
      const std::int64_t ends = start_of_day(server_, contract.years[year].until.number);
      if (ends > begin_) {
        wait(ends, Kind::true_up, i, year);
      }
    }
  }
  for (std::size_t i = 0; i < scenario_.transfers.size(); ++i) {
    wait(scenario_.transfers[i].at.seconds, Kind::transfer, i);
  }
  for (std::size_t i = 0; i < scenario_.adjustments.size(); ++i) {
    wait(scenario_.adjustments[i].at.seconds, Kind::adjustment, i);
  }
  for (const PurchasePolicy& policy : scenario_.policies) {
    events_.insert({begin_, Kind::review, 0, 0});
    for (const Instant at : policy.reviews) {
      events_.insert({at.seconds, Kind::review, 0, 0});
    }
  }
}

void Keeper::wait(std::int64_t at, Kind kind, std::size_t rank, std::size_t what) {
  events_.insert({at, kind, rank, what});
  if (!scenario_.policies.empty()) {
    events_.insert({at, Kind::review, 0, 0});
  }
}

void Keeper::handle(const Event& event) {
  switch (event.kind) {
    case Kind::true_up:
      return true_up(event.at, event.rank, event.what);
    case Kind::expiry:
      return ledger_.expire(event.at, event.rank);
    case Kind::arrival:
      return ledger_.arrive(event.at, event.rank);
    case Kind::transfer: {
      const Transfer& order = scenario_.transfers[event.rank];
      return ledger_.transfer(event.at, order.tranche.value, team(order.to));
    }
    case Kind::adjustment:
      return ledger_.adjust(event.at, event.rank);
    case Kind::review:
      return look_at_all(event.at);
    default:
      check(false, "sessions are not the keeper's");
  }
}

void Keeper::true_up(std::int64_t now, std::size_t contract, std::size_t year) {
  const Contract& of = scenario_.contracts[contract];
  const std::int64_t owed = ledger_.owed(team(of.team));
  if (owed == 0) {
    return;
  }
  Tranche tranche;
  tranche.id = of.id + "-true-up-" + std::to_string(year + 1);
  tranche.team = of.team;
  tranche.bought = Day{static_cast<std::int32_t>(day_at(server_, now))};
  tranche.expires = tranche.bought + 1;
  tranche.tokens = {owed};
  tranche.unit_price = of.true_up;
  tranche.origin.kind = TrancheOrigin::Kind::true_up;
  const std::size_t number = ledger_.add(tranche);
  ledger_.arrive(now, number);
  wait(start_of_day(server_, tranche.expires.number), Kind::expiry, number);
  note(now < end_ ? "true-up" : "true-up at the end");
}

void Keeper::finish() {
  for (std::size_t i = 0; i < scenario_.contracts.size(); ++i) {
    const Contract& contract = scenario_.contracts[i];
    for (std::size_t year = 0; contract.true_up && year < contract.years.size(); ++year) {
      if (start_of_day(server_, contract.years[year].until.number) == end_) {
        true_up(end_, i, year);
      }
    }
  }
}

// --- Policies.

std::int64_t Keeper::position(std::size_t team) const {
  std::int64_t on_order = 0;
  for (std::size_t i = scenario_.tranches.size(); i < ledger_.tranches(); ++i) {
    if (ledger_.team_of(i) == team && !ledger_.has_arrived(i)) {
      on_order += ledger_.tranche(i).tokens.micro;
    }
  }
  return ledger_.available(team) + on_order - ledger_.owed(team);
}

std::vector<std::int64_t> Keeper::positions() const {
  std::vector<std::int64_t> all;
  for (std::size_t team = 0; team < trace_.teams.size(); ++team) {
    all.push_back(position(team));
  }
  return all;
}

void Keeper::before(const Event& event) {
  if (!scenario_.policies.empty() && (event.kind > Kind::review || event.at != instant_)) {
    positions_ = positions();
    instant_ = event.at;
  }
}

void Keeper::after(const Event& event) {
  if (scenario_.policies.empty() || event.kind <= Kind::review || event.at >= end_) {
    return;
  }
  const std::vector<std::int64_t> now = positions();
  for (std::size_t i = 0; i < scenario_.policies.size(); ++i) {
    const PurchasePolicy& policy = scenario_.policies[i];
    if (policy.continuous && now[team(policy.team)] < positions_[team(policy.team)]) {
      ask(i, event.at, positions_[team(policy.team)]);
    }
  }
}

void Keeper::look_at_all(std::int64_t now) {
  const std::vector<std::int64_t> found = positions();
  for (std::size_t i = 0; i < scenario_.policies.size(); ++i) {
    const PurchasePolicy& policy = scenario_.policies[i];
    const std::size_t its_team = team(policy.team);
    const bool due = std::count(policy.reviews.begin(), policy.reviews.end(), Instant{now}) > 0;
    if (policy.continuous && found[its_team] < positions_[its_team]) {
      note("look after something was done to the pools");
      ask(i, now, positions_[its_team]);
    } else if (due || (policy.continuous && now == begin_)) {
      note(due ? "review" : "first look");
      ask(i, now);
    }
  }
}

std::int64_t Keeper::wanted(const PurchasePolicy& policy, std::int64_t has, std::int64_t now) const {
  switch (policy.kind) {
    case Policy::reorder_point: {
      std::int64_t tokens = 0;
      while (has + tokens <= policy.at.micro) {
        tokens += policy.quantity.micro;
      }
      return tokens;
    }
    case Policy::order_up_to:
      return has <= policy.at.micro ? policy.up_to.micro - has : 0;
    case Policy::base_stock:
    case Policy::periodic:
      return std::max<std::int64_t>(0, policy.up_to.micro - has);
    case Policy::yearly_share:
      return share_of_year(policy, now);
  }
  return 0;
}

std::int64_t Keeper::share_of_year(const PurchasePolicy& policy, std::int64_t now) const {
  const std::int64_t today = day_at(server_, now);
  const std::int64_t since = start_of_day(server_, today - 365);
  std::int64_t consumed = 0;
  for (const Charge& charge : out_.charges) {
    if (unit_teams_[charge.unit] == team(policy.team) && since <= charge.at && charge.at < now) {
      consumed += charge.tokens;
    }
  }
  const std::int64_t days_before = std::max<std::int64_t>(0, 365 - (today - day_at(server_, begin_)));
  const std::int64_t year = std::max<std::int64_t>(0, consumed + policy.before.micro * days_before / 365);
  return (year * (policy.share.micro / 1000) + 99'999) / 100'000;  // to the next millionth
}

void Keeper::ask(std::size_t number, std::int64_t now, std::optional<std::int64_t> before) {
  const PurchasePolicy& policy = scenario_.policies[number];
  Tokens tokens{wanted(policy, position(team(policy.team)), now)};
  State& state = states_[number];
  if (before && wanted(policy, *before, now) == 0) {
    state.said_no = false;
  }
  if (tokens.micro == 0) {
    state.said_no = false;
    return;
  }
  std::optional<Money> price;
  if (scenario_.prices) {
    const std::int64_t multiple = scenario_.prices->order_multiple.micro;
    tokens = std::max(tokens, scenario_.prices->minimum_order);
    while (multiple > 0 && tokens.micro % multiple != 0) {
      tokens.micro += multiple - tokens.micro % multiple;
      note("order rounded up");
    }
    price = scenario_.prices->unit_price(tokens, Day{static_cast<std::int32_t>(day_at(server_, now))});
  }
  const std::int64_t costs = cost(tokens, price.value_or(Money{})).micro;
  if ((policy.orders && state.orders == *policy.orders) ||
      (policy.budget && state.spent + costs > policy.budget->micro)) {
    note(policy.orders && state.orders == *policy.orders ? "no orders left" : "no money left");
    if (!state.said_no) {
      out_.events.push_back({now, nothing, PoolEvent::Kind::not_ordered, tokens.micro, team(policy.team), 0, number});
    }
    state.said_no = true;
    return;
  }
  state.said_no = false;
  state.spent += costs;
  place(number, tokens.micro, price, now);
}

void Keeper::place(std::size_t number, std::int64_t tokens, std::optional<Money> price, std::int64_t now) {
  const PurchasePolicy& policy = scenario_.policies[number];
  Tranche tranche;
  tranche.id = policy.name + "-" + std::to_string(++states_[number].orders);
  tranche.team = policy.team;
  tranche.ordered = Day{static_cast<std::int32_t>(day_at(server_, now))};
  tranche.bought = *tranche.ordered + policy.lead_days;
  tranche.expires = expiry_of(tranche.bought, policy.lifetime);
  tranche.tokens = {tokens};
  tranche.unit_price = price;
  tranche.origin.kind = TrancheOrigin::Kind::ordered;
  const std::size_t added = ledger_.add(tranche);
  out_.events.push_back({now, added, PoolEvent::Kind::ordered, tokens, team(policy.team), 0, number});
  note(policy.lead_days == 0 ? "order that is there at once" : "order with a lead time");
  if (policy.lead_days == 0) {
    ledger_.arrive(now, added);
  } else {
    wait(start_of_day(server_, tranche.bought.number), Kind::arrival, added);
  }
  wait(start_of_day(server_, tranche.expires.number), Kind::expiry, added);
}

}  // namespace drawdown::oracle
