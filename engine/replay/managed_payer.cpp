#include "engine/replay/managed_payer.h"

#include <algorithm>
#include <utility>

namespace drawdown {
namespace {

template <class List, class Name>
std::vector<TeamId> teams_named(const Trace& trace, const List& list, Name name) {
  std::vector<TeamId> teams;
  teams.reserve(list.size());
  for (const auto& item : list) {
    teams.push_back(team_called(trace, item.*name));
  }
  return teams;
}

Steward::Source source_of(const Scenario& scenario, const Trace& trace) {
  Steward::Source source{{scenario.policies, teams_named(trace, scenario.policies, &PurchasePolicy::team),
                          scenario.prices ? &*scenario.prices : nullptr, scenario.server(), trace.teams.size()},
                         scenario.contracts,
                         teams_named(trace, scenario.contracts, &Contract::team),
                         scenario.transfers,
                         teams_named(trace, scenario.transfers, &Transfer::to),
                         scenario.adjustments,
                         teams_named(trace, scenario.adjustments, &Adjustment::team),
                         {},
                         scenario.rules.grace,
                         scenario.begin,
                         scenario.end};
  for (const ChargeUnit& unit : trace.units) {
    source.unit_teams.push_back(unit.team);
  }
  return source;
}

// Adds a draw; one of the same tranche as the last is part of that.
void add_draw(std::vector<Draw>& draws, const Draw& draw) {
  if (!draws.empty() && draws.back().tranche == draw.tranche) {
    draws.back().tokens += draw.tokens;
  } else {
    draws.push_back(draw);
  }
}

}  // namespace

bool is_managed(const Scenario& scenario, const Trace& trace) {
  const bool true_ups = std::any_of(scenario.contracts.begin(), scenario.contracts.end(),
                                    [](const Contract& contract) { return contract.true_up.has_value(); });
  return true_ups || !scenario.policies.empty() || !scenario.transfers.empty() || !scenario.adjustments.empty() ||
         !scenario.budgets.empty() || !trace.results.empty();
}

ManagedPayer::ManagedPayer(const Scenario& scenario, const Trace& trace, Journal& journal, bool audit)
    : scenario_(scenario),
      trace_(trace),
      journal_(journal),
      tranches_(scenario.tranches),
      plain_(scenario, trace, journal, audit),
      steward_(source_of(scenario, trace), plain_.pools(), journal, tranches_),
      caps_(scenario, trace),
      results_(scenario, trace),
      overdraft_(scenario.rules.when_empty == WhenEmpty::overdraft) {}

Denial ManagedPayer::refusal(TeamId team, std::int64_t tokens, std::uint32_t unit, std::uint32_t now) const {
  Denial denial = plain_.refusal(team, tokens, unit, now);
  if (const auto no = caps_.refusal(unit, tokens, now)) {
    denial.reason = DenialReason::budget;
    denial.available = no->left;
    denial.cap = no->budget;
  }
  return denial;
}

bool ManagedPayer::process_result(Outcome& outcome) {
  if (results_.is_refund()) {
    take_back();
    return true;
  }
  const UsedResult& result = results_.result();
  const std::uint32_t now = result.at;
  const std::uint32_t unit = result.unit;
  const TeamId team = trace_.units[unit].team;
  const std::int64_t tokens = results_.due();
  if (tokens == 0 || can_pay(team, tokens, unit, now)) {
    charge_result(team, tokens);
    return true;
  }
  std::int64_t refused = tokens;
  if (results_.divisible()) {
    refused = results_.divide(can_pay_at_most(team, unit, now));
    charge_result(team, tokens - refused);
  } else {
    results_.refuse();
  }
  outcome.denials.push_back(refusal(team, refused, unit, now));
  ++outcome.denied_results;
  return false;
}

std::int64_t ManagedPayer::can_pay_at_most(TeamId team, std::uint32_t unit, std::uint32_t now) const {
  const std::int64_t left = caps_.left(unit, now);
  return std::max<std::int64_t>(0, overdraft_ ? left : std::min(left, plain_.pools().available(team)));
}

void ManagedPayer::charge_result(TeamId team, std::int64_t tokens) {
  if (tokens == 0) {
    results_.charge({}, 0);
    return;
  }
  const UsedResult& result = results_.result();
  const std::uint32_t now = result.at;
  const std::uint32_t unit = result.unit;
  std::vector<Draw> draws = plain_.pools().charge(team, tokens);
  std::int64_t owed = tokens;
  for (const Draw& draw : draws) {
    owed -= draw.tokens.micro;
  }
  journal_.results.push_back({{now}, UnitId(unit), ChargeKind::result, {tokens}, draws});
  caps_.add(unit, tokens, now);
  results_.charge(std::move(draws), owed);
  after_fall(team, now);
}

void ManagedPayer::take_back() {
  const UsedResult& refund = results_.result();
  const TeamId team = trace_.units[refund.unit].team;
  Journal::ResultRow row{{refund.at}, UnitId(refund.unit), ChargeKind::refund, {}, {}};
  const bool matched = results_.take_back([&](ResultMeter::Paid& paid, std::int64_t tokens) {
    row.tokens -= Tokens{tokens};
    for (const Draw& draw : plain_.pools().refund(team, tokens, paid.draws, paid.owed, row.at)) {
      add_draw(row.draws, draw);
    }
    caps_.add(paid.unit, -tokens, paid.at);
  });
  unmatched_refunds_ += matched ? 0 : 1;
  if (row.tokens < Tokens{}) {
    journal_.results.push_back(std::move(row));
  }
}

std::int64_t ManagedPayer::plenty(std::uint32_t now) const {
  const bool moving = Instant{now} < steward_.moved_while_held() + scenario_.rules.grace;
  return !caps_.empty() || moving ? 0 : std::min(plain_.plenty(now), steward_.plenty());
}

void ManagedPayer::finish(Outcome& outcome) {
  steward_.finish();
  plain_.finish(outcome);
  outcome.tranches = std::move(tranches_);
  outcome.unmatched_refunds = unmatched_refunds_;
}

}  // namespace drawdown
