#include "engine/analysis/summary.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/version.h"

namespace drawdown {
namespace {

void add_tranches(Summary& summary, const Outcome& outcome) {
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    const TrancheBalance& balance = outcome.balances[i];
    summary.bought += balance.bought;
    summary.consumed += balance.consumed;
    summary.expired += balance.expired;
    summary.remaining += balance.remaining;
    summary.adjusted += balance.adjusted;
    const Money price = outcome.tranches[i].unit_price.value_or(Money{});
    summary.spent += cost(balance.bought, price);
    summary.written_off += cost(balance.expired, price);
  }
  // What is still owed was consumed too: `consumed` is the sum of all charges, as in the burn curve.
  for (const Tokens owed : outcome.overdraft) {
    summary.overdraft += owed;
    summary.consumed += owed;
  }
  for (const Tokens owed : outcome.owed_for_adjustments) {
    summary.overdraft += owed;
    summary.adjusted -= owed;
  }
  summary.price_per_token_bought = price_per_token(summary.spent, summary.bought);
  summary.price_per_token_consumed = price_per_token(summary.spent, summary.consumed);
}

}  // namespace

Summary summarise(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const ChargeCounts& counts) {
  Summary summary;
  summary.scenario = scenario.name;
  summary.from = scenario.from;
  summary.until = scenario.until;
  const std::size_t covered = trace.covered != nullptr ? trace.covered->covers.size() : 0;
  const auto refused = std::count_if(trace.refused.begin(), trace.refused.end(),
                                     [](const RefusedUse& use) { return !use.is_result && !use.is_refund; });
  summary.sessions = trace.sessions() + covered + static_cast<std::uint64_t>(refused);
  summary.covered_sessions = covered;
  summary.visits = outcome.visits;
  summary.graced_visits = outcome.graced_visits;
  summary.charges = counts.charges;
  summary.renewals = counts.renewals;
  summary.results = counts.results;
  summary.refunds = counts.refunds;
  summary.denied_sessions = outcome.denied_sessions;
  summary.denied_results = outcome.denied_results;
  summary.unmatched_refunds = outcome.unmatched_refunds;
  summary.cut_offs = outcome.cut_offs;
  add_tranches(summary, outcome);
  for (const Denial& denial : outcome.denials) {
    if (denial.kind == DenialKind::denied) {
      summary.first_denial = denial.at;
      break;
    }
  }
  summary.sessions_outside = trace.outside;
  summary.results_outside = trace.results_outside;
  summary.rejected_rows = trace.rejected;
  return summary;
}

Record summary_record(const Summary& summary) {
  return {
      {"scenario", summary.scenario},
      {"from", format(summary.from)},
      {"until", format(summary.until)},
      {"sessions", summary.sessions},
      {"visits", summary.visits},
      {"graced_visits", summary.graced_visits},
      {"charges", summary.charges},
      {"renewals", summary.renewals},
      {"denied_sessions", summary.denied_sessions},
      {"cut_offs", summary.cut_offs},
      {"bought", summary.bought},
      {"consumed", summary.consumed},
      {"expired", summary.expired},
      {"remaining", summary.remaining},
      {"overdraft", summary.overdraft},
      {"spent", summary.spent},
      {"written_off", summary.written_off},
      {"price_per_token_bought", summary.price_per_token_bought},
      {"price_per_token_consumed", summary.price_per_token_consumed},
      {"first_denial", summary.first_denial ? Cell(format_utc(*summary.first_denial)) : Cell()},
      {"sessions_outside", summary.sessions_outside},
      {"rejected_rows", summary.rejected_rows},
      {"results", summary.results},
      {"refunds", summary.refunds},
      {"denied_results", summary.denied_results},
      {"unmatched_refunds", summary.unmatched_refunds},
      {"adjusted", summary.adjusted},
      {"covered_sessions", summary.covered_sessions},
      {"results_outside", summary.results_outside},
      {"version", version()},
  };
}

}  // namespace drawdown
