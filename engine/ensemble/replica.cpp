#include "engine/ensemble/replica.h"

#include <algorithm>
#include <utility>

#include "engine/analysis/day_cursor.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/summary.h"
#include "engine/base/check.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

constexpr std::array<std::string_view, replica_measures> names{
    "sessions",     "visits",        "graced_visits", "charges",   "denied_sessions", "cut_offs",    "bought",
    "consumed",     "expired",       "remaining",     "overdraft", "spent",           "written_off", "denied_results",
    "refused_days", "service_level", "fill_rate",     "cost",      "consumed_cost"};

// The part of a whole, in millionths, rounded down; of nothing, all.
std::int64_t share(Wide part, Wide whole) {
  return whole == 0 ? micro_per_unit : static_cast<std::int64_t>(part * micro_per_unit / whole);
}

// What the charges come to, by day, and how many they are.
struct Consumed {
  std::vector<std::int64_t> by_day;
  std::uint64_t charges = 0;  // refunds are none
};

// Adds the charges of a sheet. Returns their sum, which is checked and bounds every day's.
Tokens add_sheet(const Journal& journal, const Journal::Sheet& sheet, const DayTable& days, Consumed& consumed) {
  Tokens all;
  DayCursor day_of(days);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const Journal::Row& row = sheet.rows[i];
    if (row.state == RowState::charged) {
      const Tokens tokens{journal.tokens(row)};
      all += tokens;
      consumed.by_day[day_of(Instant{row.at})] += tokens.micro;
      ++consumed.charges;
    }
  }
  return all;
}

Consumed consumed_of(const Scenario& scenario, const Outcome& outcome) {
  Consumed consumed;
  consumed.by_day.resize(static_cast<std::size_t>(scenario.days.size()));
  const Journal& journal = outcome.charges;
  static_cast<void>(add_sheet(journal, journal.opens, scenario.days, consumed) +
                    add_sheet(journal, journal.renewals, scenario.days, consumed));
  DayCursor day_of(scenario.days);
  for (const Journal::ResultRow& row : journal.results) {
    Tokens day{consumed.by_day[day_of(row.at)]};
    day += row.tokens;
    consumed.by_day[day_of(row.at)] = day.micro;
    consumed.charges += row.kind == ChargeKind::result ? 1U : 0U;
  }
  return consumed;
}

// What the pools have at the end of each day, less what they owe. The changes sum to what the outcome says is left.
std::vector<std::int64_t> balances(const Scenario& scenario, const Outcome& outcome,
                                   const std::vector<std::int64_t>& consumed) {
  std::vector<std::int64_t> change(consumed.size());
  DayCursor day_of(scenario.days);
  for (const PoolEvent& event : outcome.events) {
    Tokens day{change[day_of(event.at)]};
    switch (event.kind) {
      case PoolEvent::Kind::arrived:
      case PoolEvent::Kind::adjusted:
        day += event.tokens;
        break;
      case PoolEvent::Kind::expired:
        day -= event.tokens;
        break;
      default:  // moves nothing into or out of all pools together
        break;
    }
    change[day_of(event.at)] = day.micro;
  }
  Tokens left;
  for (std::size_t day = 0; day < change.size(); ++day) {
    left += Tokens{change[day]} - Tokens{consumed[day]};
    change[day] = left.micro;
  }
  return change;
}

// The first instant from `since` on at which somebody was refused for want of tokens, or tokens were owed for a charge.
Instant ran_dry(const Scenario& scenario, const Outcome& outcome, Instant since) {
  Instant first = never;
  const auto refusal = std::find_if(outcome.denials.begin(), outcome.denials.end(), [since](const Denial& each) {
    return each.reason == DenialReason::tokens && each.at >= since;
  });
  if (refusal != outcome.denials.end()) {
    first = refusal->at;
  }
  if (scenario.rules.when_empty != WhenEmpty::overdraft) {
    return first;
  }
  const Journal& journal = outcome.charges;
  for (const Journal::Sheet* sheet : {&journal.renewals, &journal.opens}) {
    for (std::size_t i = 0; i < sheet->rows.size() && Instant{sheet->rows[i].at} < first; ++i) {
      const Journal::Row& row = sheet->rows[i];
      if (row.split && row.state == RowState::charged && Instant{row.at} >= since) {
        std::int64_t owed = journal.tokens(row);
        for (const Draw& draw : journal.split_draws(row)) {
          owed -= draw.tokens.micro;
        }
        first = owed > 0 ? Instant{row.at} : first;
      }
    }
  }
  for (std::size_t i = 0; i < journal.results.size() && journal.results[i].at < first; ++i) {
    const bool looked_at = journal.results[i].at >= since;
    first = looked_at && journal.charge(ChargeKind::result, i).overdraft > Tokens{} ? journal.results[i].at : first;
  }
  return first;
}

// Tokens asked for and refused; a session once, at its first attempt.
Tokens refused_tokens(const Outcome& outcome) {
  Tokens refused;
  for (const Denial& denial : outcome.denials) {
    if (denial.reason != DenialReason::access && (denial.first || denial.kind == DenialKind::cut_off)) {
      refused += denial.tokens;
    }
  }
  return refused;
}

std::vector<TrancheLoss> losses(const Scenario& scenario, const Outcome& outcome) {
  std::vector<std::int64_t> consumed;  // by team
  const auto add = [&consumed](TeamId team, Tokens tokens) {
    consumed.resize(std::max<std::size_t>(consumed.size(), team.value + 1));
    consumed[team.value] = (Tokens{consumed[team.value]} + tokens).micro;
  };
  for (const TrancheBalance& balance : outcome.balances) {
    add(balance.team, balance.consumed);
  }
  for (std::uint32_t team = 0; team < outcome.overdraft.size(); ++team) {
    add(TeamId(team), outcome.overdraft[team]);
  }
  std::vector<TrancheLoss> losses;
  for (std::size_t i = 0; i < scenario.tranches.size(); ++i) {
    const TrancheBalance& balance = outcome.balances[i];
    losses.push_back({balance.expired.micro, balance.remaining.micro, consumed[balance.team.value]});
  }
  return losses;
}

}  // namespace

const Measure& measure_of(ReplicaMeasure measure) {
  const Measure* found = find_measure(names[static_cast<std::size_t>(measure)]);
  check(found != nullptr, "every measure of a replication is in the list of measures");
  return *found;
}

Replica replica_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const AccessDays& access,
                   Money penalty, Instant dry_since) {
  Replica replica;
  Consumed all = consumed_of(scenario, outcome);
  replica.consumed = std::move(all.by_day);
  replica.balance = balances(scenario, outcome, replica.consumed);
  replica.tranches = losses(scenario, outcome);
  if (const Instant dry = ran_dry(scenario, outcome, dry_since); dry != never) {
    replica.dry = static_cast<std::uint32_t>(DayCursor(scenario.days)(dry));
  }

  const Summary summary = summarise(scenario, trace, outcome, {});
  const std::uint64_t days_refused = access.refused(scenario, outcome);
  const Tokens refused = refused_tokens(outcome);
  const auto set = [&replica](ReplicaMeasure measure, std::int64_t value) {
    replica.values[static_cast<std::size_t>(measure)] = value;
  };
  const auto count = [&set](ReplicaMeasure measure, std::uint64_t value) {
    set(measure, Tokens::whole(static_cast<std::int64_t>(value)).micro);
  };
  using enum ReplicaMeasure;
  count(sessions, summary.sessions);
  count(visits, summary.visits);
  count(graced_visits, summary.graced_visits);
  count(charges, all.charges);
  count(denied_sessions, summary.denied_sessions);
  count(cut_offs, summary.cut_offs);
  count(denied_results, summary.denied_results);
  set(bought, summary.bought.micro);
  set(consumed, summary.consumed.micro);
  set(expired, summary.expired.micro);
  set(remaining, summary.remaining.micro);
  set(overdraft, summary.overdraft.micro);
  set(spent, summary.spent.micro);
  set(written_off, summary.written_off.micro);
  if (summary.price_per_token_consumed) {
    replica.price_consumed = summary.price_per_token_consumed->micro;
  }
  count(ReplicaMeasure::refused_days, days_refused);
  set(service_level, share(Wide{access.wanted()} - Wide{days_refused}, access.wanted()));
  set(fill_rate, share(summary.consumed.micro, Wide{summary.consumed.micro} + refused.micro));
  // Of a series, which nobody opens, for each token refused.
  const bool series = scenario.demand && scenario.demand->series;
  const Money penalties = series ? drawdown::cost(refused, penalty)
                                 : Money{narrow(Wide{penalty.micro} * static_cast<Wide>(days_refused), "penalties")};
  const Money consumed_money = drawdown::consumed_cost(outcome);
  set(cost, (consumed_money + summary.written_off + penalties).micro);
  set(ReplicaMeasure::consumed_cost, consumed_money.micro);
  return replica;
}

}  // namespace drawdown
