#include "engine/replay/meter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/calendar/lane.h"
#include "engine/replay/payers.h"
#include "engine/replay/run_loop.h"

namespace drawdown {
namespace {

// Goes through metered rows in the order of spec §4, and lets the pools pay.
class Settlement {
 public:
  Settlement(const Scenario& scenario, const Trace& trace, Metered metered)
      : scenario_(scenario),
        trace_(trace),
        grace_(scenario.rules.grace.seconds),
        overdraft_(scenario.rules.when_empty == WhenEmpty::overdraft),
        outcome_(outcome_of(std::move(metered))),
        payer_(scenario, trace, outcome_.charges, false) {}

  std::optional<Outcome> run() {
    // At one instant: tranches, then settling, then renewals, then holds.
    enum Kind : std::size_t { tranche_event, grace_end, renewal, hold, kinds };
    for (;;) {
      const std::array<Seconds, kinds> times{payer_.next_event(), time_of(opens(), next_settled_, grace_),
                                             time_of(renewals(), next_renewal_, 0), time_of(opens(), next_hold_, 0)};
      const auto first = std::min_element(times.begin(), times.end());
      if (*first == no_time) {
        break;
      }
      bool paid = true;
      switch (static_cast<Kind>(first - times.begin())) {
        case tranche_event:
          payer_.process_event();
          break;
        case grace_end:
          settle(opens()[next_settled_++], *first);
          break;
        case renewal:
          paid = take(renewals()[next_renewal_++], true);
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
    outcome_.events = std::move(payer_.pools.events);
    outcome_.tranches = scenario_.tranches;
    outcome_.balances = payer_.pools.balances();
    outcome_.overdraft = payer_.pools.owed();
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
    if (!overdraft_ && payer_.available(payer).micro < outcome_.charges.tokens(row)) {
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
      payer_.settle(team(row), row);
    } else {
      payer_.give_back(team(row), row, now);
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  Seconds grace_;
  bool overdraft_;
  Outcome outcome_;
  PoolPayer payer_;
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
  return Settlement(scenario, trace, std::move(metered)).run();
}

}  // namespace drawdown
