#include "engine/analysis/pool_then.h"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "engine/base/check.h"
#include "engine/pool/pools.h"
#include "engine/replay/managed_payer.h"
#include "engine/replay/payers.h"

namespace drawdown {
namespace {

// The pools, with what the journal says was taken from them, in the order of spec §4.
template <class Payer>
class Rerun {
 public:
  enum Kind : std::size_t { agenda, settling, renewal, result, open };

  Rerun(const Scenario& scenario, const Trace& trace, const Outcome& outcome)
      : scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        journal_(outcome.charges),
        payer_(scenario, trace, scratch_.charges, false) {
    scratch_.charges.amounts = journal_.amounts;
    if constexpr (Payer::agenda_grows) {  // policies look at what was charged before
      scratch_.charges.opens = journal_.opens;
      scratch_.charges.renewals = journal_.renewals;
    }
  }

  // Everything before the first event of a kind at an instant.
  void run_before(Instant at, Kind kind) {
    for (;;) {
      const std::array times{Instant{payer_.next_event()}, next_settling(), time_of(journal_.renewals, next_renewal_),
                             Instant{payer_.next_result()}, time_of(journal_.opens, next_open_)};
      const auto first = std::min_element(times.begin(), times.end());
      const auto due = static_cast<Kind>(first - times.begin());
      if (std::pair(*first, due) >= std::pair(at, kind)) {
        return;
      }
      step(due, *first);
    }
  }
  void run_before(ChargePlace place) {
    const Instant at = journal_.charge(place.kind, place.row).at;
    switch (place.kind) {
      case ChargeKind::open:
        run_before(at, open);
        while (next_open_ < place.row) {
          step(open, at);
        }
        break;
      case ChargeKind::renewal:
        run_before(at, renewal);
        while (next_renewal_ < place.row) {
          step(renewal, at);
        }
        break;
      case ChargeKind::result:
      case ChargeKind::refund:
        run_before(at, result);
        while (scratch_.charges.results.size() < place.row) {
          step(result, at);
        }
        break;
    }
  }
  // Of those that refuse for want of tokens what the pool had tells the moment: at one instant it only gets smaller
  // once holds are settled, but for refunds.
  void run_before(const Denial& denial) {
    const ChargeUnit& unit = trace_.units[denial.unit.value];
    const Kind kind = denial.kind == DenialKind::cut_off                  ? renewal
                      : scenario_.products[unit.product.value].per_result ? result
                                                                          : open;
    run_before(denial.at, kind);
    while (denial.reason == DenialReason::tokens && pools().available(unit.team) != denial.available.micro) {
      check(next_time(kind) == denial.at, "a pool has what its denial says");
      step(kind, denial.at);
    }
  }

  [[nodiscard]] PoolThen pool(TeamId team, Instant now) const {
    PoolThen pool{{}, {pools().available(team)}, pools().owed(team)};
    for (const std::uint32_t id : pools().draw_order(team)) {
      const Tranche& tranche = outcome_.tranches[id];
      using enum TrancheThen::State;
      pool.tranches.push_back({TrancheId(id),
                               tranche.expires_at <= now   ? expired
                               : tranche.arrives_at <= now ? usable
                                                           : not_yet,
                               pools().remaining(TrancheId(id)), pools().held(TrancheId(id))});
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

  [[nodiscard]] Instant next_time(Kind kind) const {
    return kind == result    ? Instant{payer_.next_result()}
           : kind == renewal ? time_of(journal_.renewals, next_renewal_)
                             : time_of(journal_.opens, next_open_);
  }
  [[nodiscard]] const Pools& pools() const { return payer_.pools(); }

  void step(Kind kind, Instant now) {
    switch (kind) {
      case agenda:
        payer_.process_event();
        break;
      case settling: {
        const Journal::Row row = held_.front();
        held_.pop_front();
        if (row.state == RowState::charged) {
          payer_.settle(team_of(row), row, now.seconds);
        } else {
          payer_.give_back(team_of(row), row, now.seconds);
        }
        break;
      }
      case renewal:
        take(journal_.renewals.rows[next_renewal_++], true);
        break;
      case result:
        payer_.process_result(scratch_);
        break;
      case open: {
        take(journal_.opens.rows[next_open_++], scenario_.rules.grace.seconds == 0);
        break;
      }
    }
  }

  void take(Journal::Row row, bool at_once) {
    if (at_once) {
      payer_.charge(team_of(row), row);
    } else {
      payer_.hold(team_of(row), row);
      held_.push_back(row);
    }
  }

  [[nodiscard]] TeamId team_of(const Journal::Row& row) const { return trace_.units[row.unit].team; }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  const Journal& journal_;
  Outcome scratch_;  // who pays, once more
  Payer payer_;
  std::size_t next_open_ = 0;
  std::size_t next_renewal_ = 0;
  std::deque<Journal::Row> held_;  // not settled yet, in the order in which they were taken
};

template <class Payer>
PoolThen pool_before_as(const Scenario& scenario, const Trace& trace, const Outcome& outcome, ChargePlace place) {
  Rerun<Payer> rerun(scenario, trace, outcome);
  rerun.run_before(place);
  const Charge charge = outcome.charges.charge(place.kind, place.row);
  return rerun.pool(trace.units[charge.unit.value].team, charge.at);
}

template <class Payer>
PoolThen pool_at_denial_as(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const Denial& denial) {
  Rerun<Payer> rerun(scenario, trace, outcome);
  rerun.run_before(denial);
  return rerun.pool(trace.units[denial.unit.value].team, denial.at);
}

}  // namespace

PoolThen pool_before(const Scenario& scenario, const Trace& trace, const Outcome& outcome, ChargePlace place) {
  return is_managed(scenario, trace) ? pool_before_as<ManagedPayer>(scenario, trace, outcome, place)
                                     : pool_before_as<PoolPayer>(scenario, trace, outcome, place);
}

PoolThen pool_at_denial(const Scenario& scenario, const Trace& trace, const Outcome& outcome, std::size_t place) {
  const Denial& denial = outcome.denials[place];
  return is_managed(scenario, trace) ? pool_at_denial_as<ManagedPayer>(scenario, trace, outcome, denial)
                                     : pool_at_denial_as<PoolPayer>(scenario, trace, outcome, denial);
}

}  // namespace drawdown
