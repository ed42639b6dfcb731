#include "engine/replay/meter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/calendar/lane.h"
#include "engine/replay/managed_payer.h"
#include "engine/replay/payers.h"
#include "engine/replay/refused_uses.h"
#include "engine/replay/run_loop.h"

namespace drawdown {
namespace {

// Goes through metered rows in the order of spec §4, and lets the pools pay.
template <class Payer>
class Settlement {
 public:
  Settlement(const Scenario& scenario, const Trace& trace, Metered metered)
      : trace_(trace),
        grace_(scenario.rules.grace.seconds),
        outcome_(outcome_of(std::move(metered))),
        payer_(scenario, trace, outcome_.charges, false) {}

  std::optional<Outcome> run() {
    // At one instant: what is done to the pools, then settling, then renewals, then results, then holds.
    enum Kind : std::size_t { agenda, grace_end, renewal, result, hold, kinds };
    for (;;) {
      const std::array<Seconds, kinds> times{payer_.next_event(), time_of(opens(), next_settled_, grace_),
                                             time_of(renewals(), next_renewal_, 0), payer_.next_result(),
                                             time_of(opens(), next_hold_, 0)};
      const auto first = std::min_element(times.begin(), times.end());
      if (*first == no_time) {
        break;
      }
      bool paid = true;
      switch (static_cast<Kind>(first - times.begin())) {
        case agenda:
          payer_.process_event();
          break;
        case grace_end:
          settle(opens()[next_settled_++], *first);
          break;
        case renewal:
          paid = take(renewals()[next_renewal_++], true);
          break;
        case result:
          paid = payer_.process_result(outcome_);
          break;
        case hold:
          paid = take(opens()[next_hold_++], grace_ == 0);
          break;
        case kinds:
          break;
      }
      if (!paid) {
        return std::nullopt;
      }
    }
    payer_.finish(outcome_);
    add_refused_uses(trace_, outcome_);
    return std::move(outcome_);
  }

 private:
  static Outcome outcome_of(Metered metered) {
    Outcome outcome;
    outcome.charges = std::move(metered.charges);
    outcome.visits = metered.visits;
    outcome.graced_visits = metered.graced_visits;
    return outcome;
  }
  static Seconds time_of(const Column<Journal::Row>& sheet, std::size_t row, Seconds later) {
    return row < sheet.size() ? Seconds{sheet[row].at} + later : no_time;
  }
  Column<Journal::Row>& opens() { return outcome_.charges.opens.rows; }
  Column<Journal::Row>& renewals() { return outcome_.charges.renewals.rows; }
  [[nodiscard]] TeamId team(const Journal::Row& row) const { return trace_.units[row.unit].team; }

  bool take(Journal::Row& row, bool at_once) {
    const TeamId payer = team(row);
    if (!payer_.can_pay(payer, outcome_.charges.tokens(row), row.unit, row.at)) {
      return false;
    }
    at_once ? payer_.charge(payer, row) : payer_.hold(payer, row);
    return true;
  }

  void settle(const Journal::Row& row, Seconds now) {
    if (grace_ == 0) {
      return;  // charged when taken
    }
    if (row.state == RowState::charged) {
      payer_.settle(team(row), row, now);
    } else {
      payer_.give_back(team(row), row, now);
    }
  }

  const Trace& trace_;
  Seconds grace_;
  Outcome outcome_;
  Payer payer_;
  std::size_t next_settled_ = 0;
  std::size_t next_renewal_ = 0;
  std::size_t next_hold_ = 0;
};

}  // namespace

Metered meter(const Scenario& scenario, const Trace& trace) {
  Outcome outcome;
  Recorder recorder;
  run_loop(scenario, trace, recorder, outcome, {});
  return {std::move(outcome.charges), outcome.visits, outcome.graced_visits};
}

std::optional<Outcome> settle(const Scenario& scenario, const Trace& trace, Metered metered) {
  return is_managed(scenario, trace) ? Settlement<ManagedPayer>(scenario, trace, std::move(metered)).run()
                                     : Settlement<PoolPayer>(scenario, trace, std::move(metered)).run();
}

}  // namespace drawdown
