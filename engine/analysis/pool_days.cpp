#include "engine/analysis/pool_days.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"
#include "engine/replay/tranche_teams.h"

namespace drawdown {

PoolDays::PoolDays(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const BurnCurve& curve)
    : scenario_(scenario),
      trace_(trace),
      outcome_(outcome),
      curve_(curve),
      tranches_(outcome.tranches.size()),
      owed_(trace.teams.size()),
      had_(trace.teams.size()),
      next_charge_(outcome.charges.begin()),
      transfers_(scenario.transfers.size()) {
  for (std::size_t i = 0; i < tranches_.size(); ++i) {
    tranches_[i].team = team_called(trace, outcome.tranches[i].team);
  }
  std::iota(transfers_.begin(), transfers_.end(), 0);
  std::stable_sort(transfers_.begin(), transfers_.end(),
                   [&](auto a, auto b) { return scenario.transfers[a].at < scenario.transfers[b].at; });
}

bool PoolDays::next() {
  const auto all = static_cast<std::size_t>(scenario_.days.size());
  if (days_gone_ == all) {
    return false;
  }
  ++days_gone_;
  // What happens at or after the end (holds that are settled there) counts on the last day.
  const Instant end = days_gone_ == all ? never : scenario_.days.start(static_cast<std::int32_t>(days_gone_));
  for (; next_transfer_ < transfers_.size() && scenario_.transfers[transfers_[next_transfer_]].at < end;
       ++next_transfer_) {
    const Transfer& transfer = scenario_.transfers[transfers_[next_transfer_]];
    tranches_[transfer.tranche.value].team = team_called(trace_, transfer.to);
  }
  if (days_gone_ == 1) {
    for (const PoolEvent& event : outcome_.events) {
      if (is_carried(event)) {
        apply(event);
      }
    }
  }
  for (; next_event_ < outcome_.events.size() && outcome_.events[next_event_].at < end; ++next_event_) {
    if (!is_carried(outcome_.events[next_event_])) {
      apply(outcome_.events[next_event_]);
    }
  }
  charges_.clear();
  for (; next_charge_ != outcome_.charges.end(); ++next_charge_) {
    const Charge charge = *next_charge_;
    if (charge.at >= end) {
      break;
    }
    apply(charge);
    charges_.push_back(charge);
  }
  audit();
  return true;
}

// Bought before the horizon: there when its first day begins, also if clocks skip that day.
bool PoolDays::is_carried(const PoolEvent& event) const {
  return event.kind == PoolEvent::Kind::arrived && outcome_.tranches[event.tranche.value].bought < scenario_.from;
}

void PoolDays::apply(const PoolEvent& event) {
  using Kind = PoolEvent::Kind;
  if (event.kind == Kind::adjusted && event.tranche == no_tranche) {
    owed_[event.team.value] -= event.tokens;
    return;
  }
  if (event.tranche == no_tranche) {
    return;
  }
  State& tranche = tranches_[event.tranche.value];
  switch (event.kind) {
    case Kind::arrived:
      tranche.free += event.tokens;
      tranche.came = true;
      had_[event.team.value] = true;
      break;
    case Kind::expired:
      tranche.free -= event.tokens;
      break;
    case Kind::adjusted:
      tranche.free += event.tokens;
      tranche.given += std::max(Tokens{}, event.tokens);
      tranche.came = true;  // a credit comes in no other way
      had_[event.team.value] = true;
      break;
    case Kind::debt_paid:
    case Kind::adjustment_paid:
      tranche.free -= event.tokens;
      owed_[event.team.value] -= event.tokens;
      break;
    case Kind::moved:
      had_[event.to.value] = true;
      break;
    case Kind::ordered:
    case Kind::not_ordered:
      break;
  }
}

void PoolDays::apply(const Charge& charge) {
  for (const Draw& draw : charge.draws()) {
    tranches_[draw.tranche.value].free -= draw.tokens;
  }
  owed_[trace_.units[charge.unit.value].team.value] += charge.overdraft;
}

Tokens PoolDays::brought(TrancheId id) const {
  const Tranche& tranche = outcome_.tranches[id.value];
  const bool credit = tranche.origin.kind == TrancheOrigin::Kind::credit;
  return (credit ? Tokens{} : tranche.tokens) + tranches_[id.value].given;
}

Tokens PoolDays::trailing(std::size_t team, std::int32_t days) const {
  const std::vector<Tokens>& consumed = curve_.teams[team].consumed;
  Tokens sum;
  for (std::size_t day = days_gone_ - std::min(days_gone_, static_cast<std::size_t>(days)); day < days_gone_; ++day) {
    sum += consumed[day];
  }
  return sum;
}

void PoolDays::audit() const {
  Tokens here;
  for (const State& tranche : tranches_) {
    here += tranche.free;
  }
  for (const Tokens owed : owed_) {
    here -= owed;
  }
  Tokens curve;
  for (const TeamBurn& team : curve_.teams) {
    curve += team.closing[place()];
  }
  check(here == curve, "what tranches have at a day's end, less what is owed, is the closing of the burn curve");
}

}  // namespace drawdown
