#include "engine/analysis/pool_then.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "engine/base/check.h"
#include "engine/pool/pools.h"
#include "engine/replay/tranche_teams.h"

namespace drawdown {
namespace {

// The pools, with what the journal says was taken from them, in the order of spec §4.
class Rerun {
 public:
  enum Kind : std::size_t { tranche_event, settling, renewal, open };

  Rerun(const Scenario& scenario, const Trace& trace, const Outcome& outcome)
      : scenario_(scenario),
        trace_(trace),
        journal_(outcome.charges),
        pools_(scenario.tranches, tranche_teams(scenario, trace), trace.teams.size(), scenario.rules.consume,
               scenario.begin, scenario.end, scratch_) {
    scratch_.amounts = journal_.amounts;
  }

  // Everything before the first event of a kind at an instant.
  void run_before(Instant at, Kind kind) {
    for (;;) {
      const std::array times{pools_.next_event(), next_settling(), time_of(journal_.renewals, next_renewal_),
                             time_of(journal_.opens, next_open_)};
      const auto first = std::min_element(times.begin(), times.end());
      const auto due = static_cast<Kind>(first - times.begin());
      if (std::pair(*first, due) >= std::pair(at, kind)) {
        return;
      }
      step(due, *first);
    }
  }
  void run_before(ChargePlace place) {
    const Instant at{journal_.sheet(place.kind).rows[place.row].at};
    const Kind kind = place.kind == ChargeKind::open ? open : renewal;
    run_before(at, kind);
    for (std::size_t& next = place.kind == ChargeKind::open ? next_open_ : next_renewal_; next < place.row;) {
      step(kind, at);
    }
  }
  // At one instant a pool only gets smaller once holds are settled: what it had tells the moment.
  void run_before(const Denial& denial) {
    const Kind kind = denial.kind == DenialKind::denied ? open : renewal;
    const TeamId team = trace_.units[denial.unit.value].team;
    run_before(denial.at, kind);
    while (pools_.available(team) != denial.available.micro) {
      check(
          (kind == open ? time_of(journal_.opens, next_open_) : time_of(journal_.renewals, next_renewal_)) == denial.at,
          "a pool has what its denial says");
      step(kind, denial.at);
    }
  }

  [[nodiscard]] PoolThen pool(TeamId team, Instant now) const {
    PoolThen pool{{}, {pools_.available(team)}, pools_.owed(team)};
    for (const std::uint32_t id : pools_.draw_order(team)) {
      const Tranche& tranche = scenario_.tranches[id];
      using enum TrancheThen::State;
      pool.tranches.push_back({TrancheId(id),
                               tranche.expires_at <= now   ? expired
                               : tranche.arrives_at <= now ? usable
                                                           : not_yet,
                               pools_.remaining(TrancheId(id)), pools_.held(TrancheId(id))});
    }
    return pool;
  }

 private:
  static Instant time_of(const Journal::Sheet& sheet, std::size_t row) {
    return row < sheet.rows.size() ? Instant{sheet.rows[row].at} : never;
  }
  [[nodiscard]] Instant next_settling() const {
    return held_.empty() ? never : Instant{held_.front().at} + scenario_.rules.grace;
  }

  void step(Kind kind, Instant now) {
    switch (kind) {
      case tranche_event:
        pools_.process_event();
        break;
      case settling: {
        const Journal::Row row = held_.front();
        held_.pop_front();
        if (row.state == RowState::charged) {
          pools_.settle(team_of(row), row);
        } else {
          pools_.give_back(team_of(row), row, now);
        }
        break;
      }
      case renewal:
        take(journal_.renewals.rows[next_renewal_++], Pools::As::charge);
        break;
      case open: {
        const bool at_once = scenario_.rules.grace.seconds == 0;
        take(journal_.opens.rows[next_open_++], at_once ? Pools::As::charge : Pools::As::hold);
        break;
      }
    }
  }

  void take(Journal::Row row, Pools::As as) {
    pools_.take(team_of(row), row, as);
    if (as == Pools::As::hold) {
      held_.push_back(row);
    }
  }

  [[nodiscard]] TeamId team_of(const Journal::Row& row) const { return trace_.units[row.unit].team; }

  const Scenario& scenario_;
  const Trace& trace_;
  const Journal& journal_;
  Journal scratch_;  // who pays, once more
  Pools pools_;
  std::size_t next_open_ = 0;
  std::size_t next_renewal_ = 0;
  std::deque<Journal::Row> held_;  // not settled yet, in the order in which they were taken
};

}  // namespace

PoolThen pool_before(const Scenario& scenario, const Trace& trace, const Outcome& outcome, ChargePlace place) {
  Rerun rerun(scenario, trace, outcome);
  rerun.run_before(place);
  const Journal::Row& row = outcome.charges.sheet(place.kind).rows[place.row];
  return rerun.pool(trace.units[row.unit].team, {row.at});
}

PoolThen pool_at_denial(const Scenario& scenario, const Trace& trace, const Outcome& outcome, std::size_t denial) {
  Rerun rerun(scenario, trace, outcome);
  rerun.run_before(outcome.denials[denial]);
  return rerun.pool(trace.units[outcome.denials[denial].unit.value].team, outcome.denials[denial].at);
}

}  // namespace drawdown
