// The loop: sessions and what they set off, in order of time; at one instant in the order of spec §4.
//
// Everything that the loop waits for lies a constant distance ahead of what set it off, or on a calendar, so each kind
// of event is a lane whose times never decrease, and the next event is the earliest head. Holds need no lane of their
// own: the journal's rows are in the order in which they were taken. Nor do rolling windows (windows.h).
//
// Where one tranche can surely pay for everything that may happen in a stretch of time, the order within the stretch
// changes nothing but the order of rows; block.h then goes through its sessions without asking what comes next.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <vector>

#include "engine/base/check.h"
#include "engine/calendar/lane.h"
#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/replay/replay.h"
#include "engine/replay/session_fates.h"
#include "engine/replay/tariff.h"
#include "engine/replay/windows.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

// What the loop knows of a charge unit. Seconds since 1970; 0: none yet.
struct UnitState {
  static constexpr std::uint32_t renewal_bit = 1U << 31U;
  static constexpr std::uint32_t no_row = UINT32_MAX;

  std::uint32_t visit_end = 0;   // of its current or last visit
  std::uint32_t window_end = 0;  // of its last charge; 0 while it has a hold that is not settled
  std::uint32_t row = no_row;    // of that hold or charge, in the sheet of opens; with renewal_bit: of renewals
  std::uint32_t slot = 0;        // in the tariff
};

template <class Windows, class Payer>
class Loop {
 public:
  // Writes rows to `journal`, and denials and counts to `outcome`.
  Loop(const Scenario& scenario, const Trace& trace, Windows windows, Payer& payer, Journal& journal, Outcome& outcome,
       ReplayOptions options);
  void run();

 private:
  // The order of events at one instant (spec §4): the first of these that is due comes first. On the agenda are new
  // rates, in force before anything else happens, and what is done to the pools, as tranches' expiries and arrivals; an
  // open is not in the list, for it comes when nothing else is due any more.
  enum Kind : std::size_t { agenda, grace_end, window_end, result, retry, kinds };

  void run_events(std::size_t first, std::size_t last);
  void run_until(Seconds end);
  void step();
  [[nodiscard]] Seconds earliest() const { return *std::min_element(times_.begin(), times_.end()); }
  void look();  // at the heads of all lanes

  void on_open(std::uint32_t now, std::uint32_t session, bool again);
  void deny(std::uint32_t now, std::uint32_t session);
  void on_grace_end(Seconds now);
  void on_window_end(Seconds now);
  void make_charge(std::uint32_t unit, std::uint32_t until, Seconds now);
  void refuse(DenialKind kind, std::uint32_t now, std::uint32_t unit, const Tariff::Slot& slot, bool first);
  [[nodiscard]] Seconds next_grace_end();

  // Blocks: engine/replay/block.h.
  struct Slow {
    std::uint32_t session;
    std::uint32_t visit_end;  // of its unit, before the session
  };
  struct Due {
    std::uint32_t at;
    std::uint32_t unit;
    std::uint32_t source;  // the row that it renews, as in UnitState
    // In order of time; then renewals of renewals before renewals of opens, as RollingWindows says; then in order of
    // rows.
    friend bool operator<(const Due& a, const Due& b) {
      const auto key = [](const Due& due) { return std::tuple(due.at, due.source ^ UnitState::renewal_bit); };
      return key(a) < key(b);
    }
  };
  static constexpr std::size_t block_sessions = 1024;
  static constexpr std::size_t least_block = 16;
  static constexpr std::size_t ahead = 16;  // rows or sessions: far enough for their unit's state to arrive from memory
  [[nodiscard]] std::uint32_t block_end(std::size_t first);
  std::size_t run_block(std::size_t first, std::uint32_t end);
  template <bool split>
  void visit_in_block(std::size_t first, std::size_t last);
  void start_visit_in_block(const Slow& slow);
  void settle_in_block(std::uint32_t end);
  void renew_in_block(std::uint32_t end);

  const Scenario& scenario_;
  const Trace& trace_;
  Windows windows_;
  Payer& payer_;
  Journal& journal_;
  Outcome& outcome_;
  ReplayOptions options_;
  Tariff tariff_;
  std::uint32_t grace_;

  std::vector<UnitState> units_;
  std::array<Seconds, kinds> times_{};
  std::size_t next_hold_ = 0;  // in journal_.opens: no row before it is held
  Lane<std::uint32_t> retries_;
  SessionFates fates_;
  std::uint64_t sequence_ = 0;  // of charges, in the order in which they are made
  bool over_ = false;           // the horizon has ended; holds are still settled

  std::array<Slow, block_sessions + 1> slow_;  // one more, for a session that is not slow after all
  std::size_t slow_count_ = 0;
  std::vector<Due> due_early_;                        // found in pass 2
  std::array<Due, block_sessions + 1> due_renewals_;  // found in pass 4, by sheet
  std::array<Due, block_sessions + 1> due_opens_;
  std::vector<Due> due_;  // all, in order
};

template <class Windows, class Payer>
Loop<Windows, Payer>::Loop(const Scenario& scenario, const Trace& trace, Windows windows, Payer& payer,
                           Journal& journal, Outcome& outcome, ReplayOptions options)
    : scenario_(scenario),
      trace_(trace),
      windows_(std::move(windows)),
      payer_(payer),
      journal_(journal),
      outcome_(outcome),
      options_(options),
      tariff_(scenario.products, trace, scenario.begin, scenario.end),
      grace_(static_cast<std::uint32_t>(scenario.rules.grace.seconds)),
      units_(trace.units.size()),
      fates_(trace) {
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
    units_[unit].slot = tariff_.slot_of(unit);
  }
  journal_.amounts = tariff_.amounts();
  if constexpr (Windows::journal_is_lane) {
    journal_.window_length = windows_.length();
  }
  check(trace.size() < UINT32_MAX && trace.units.size() < UINT32_MAX, "a trace has fewer than 2^32 sessions");
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::run() {
  constexpr std::size_t events_at_a_time = 256;
  const bool in_blocks = Windows::journal_is_lane && options_.blocks && !options_.audit;
  for (std::size_t next = 0; next < trace_.size();) {
    if constexpr (Windows::journal_is_lane) {
      const std::uint32_t end = in_blocks ? block_end(next) : 0;
      if (end > trace_.open[next]) {
        next = run_block(next, end);
        continue;
      }
    }
    const std::size_t last = std::min(trace_.size(), next + events_at_a_time);
    run_events(next, last);
    next = last;
  }
  look();
  run_until(scenario_.end.seconds);
  over_ = true;
  while (next_grace_end() != no_time) {
    on_grace_end(next_grace_end());
  }
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::run_events(std::size_t first, std::size_t last) {
  look();
  for (std::size_t session = first; session < last; ++session) {
    const std::uint32_t now = trace_.open[session];
    run_until(Seconds{now} + 1);
    on_open(now, static_cast<std::uint32_t>(session), false);
    payer_.after_event();
  }
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::run_until(Seconds end) {
  while (earliest() < end) {
    step();
    payer_.after_event();
  }
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::look() {
  times_[agenda] = std::min(tariff_.next_change(), payer_.next_event());
  times_[grace_end] = next_grace_end();
  times_[window_end] = windows_.time();
  times_[result] = payer_.next_result();
  times_[retry] = retries_.time();
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::step() {
  const auto first = std::min_element(times_.begin(), times_.end());
  const Seconds now = *first;
  switch (static_cast<Kind>(first - times_.begin())) {
    case agenda:
      tariff_.next_change() <= now ? tariff_.change() : payer_.process_event();
      break;
    case grace_end:
      on_grace_end(now);
      break;
    case window_end:
      on_window_end(now);
      break;
    case result:
      payer_.process_result(outcome_);
      break;
    case retry: {
      const std::uint32_t session = retries_.pop();
      on_open(static_cast<std::uint32_t>(now), session, true);
      break;
    }
    case kinds:
      break;
  }
  look();
}

// A session opens, or tries again.
template <class Windows, class Payer>
void Loop<Windows, Payer>::on_open(std::uint32_t now, std::uint32_t session, bool again) {
  const std::uint32_t unit = trace_.unit[session];
  const std::uint32_t close = trace_.close[session];
  UnitState& state = units_[unit];
  if (fates_.split()) {
    if (again) {
      fates_.try_again(session, now);
    } else if (fates_.is_over(session)) {
      return;
    }
  }
  if (now < state.visit_end) {  // §2.1: joins the visit
    state.visit_end = std::max(state.visit_end, close);
    return;
  }
  if (now < state.window_end) {  // §2.2: a visit inside its window
    ++outcome_.visits;
    state.visit_end = close;
    return;
  }
  const std::uint32_t until = windows_.open(now, unit);
  const Tariff::Slot& slot = tariff_[state.slot];
  if (!payer_.can_pay(slot.team, slot.rate, unit, now)) {  // §2.3: denied
    const bool first = fates_.split() ? fates_.refuse(session) : !again;
    refuse(DenialKind::denied, now, unit, slot, first);
    outcome_.denied_sessions += first ? 1 : 0;
    deny(now, session);
    return;
  }
  ++outcome_.visits;
  const auto index = static_cast<std::uint32_t>(journal_.opens.rows.size());
  check(index < UnitState::renewal_bit, "there are fewer than 2^31 holds");
  Journal::Row row{now, unit, slot.amount, RowState::held, false, 0};
  if (grace_ == 0) {  // §2.4: charged at once
    row.state = RowState::charged;
    payer_.charge(slot.team, row);
    journal_.add(journal_.opens, row, until);
    state = {close, 0, index, state.slot};
    make_charge(unit, until, now);
  } else {
    payer_.hold(slot.team, row);
    journal_.add(journal_.opens, row, until);
    state = {close, 0, index, state.slot};
    times_[grace_end] = next_grace_end();
  }
  times_[window_end] = windows_.time();
  if constexpr (Payer::agenda_grows) {
    times_[agenda] = std::min(tariff_.next_change(), payer_.next_event());
  }
}

// A session is refused: it tries again later, or is over.
template <class Windows, class Payer>
void Loop<Windows, Payer>::deny(std::uint32_t now, std::uint32_t session) {
  const Seconds later = Seconds{now} + scenario_.rules.retry_after.seconds;
  if (scenario_.rules.when_empty == WhenEmpty::retry && later < trace_.close[session] &&
      later < scenario_.end.seconds) {
    retries_.push(later, session);
    times_[retry] = retries_.time();
  } else if (fates_.split()) {
    fates_.end(session);
  }
}

template <class Windows, class Payer>
Seconds Loop<Windows, Payer>::next_grace_end() {
  while (next_hold_ < journal_.opens.rows.size() && journal_.opens.rows[next_hold_].state != RowState::held) {
    ++next_hold_;
  }
  return next_hold_ < journal_.opens.rows.size() ? Seconds{journal_.opens.rows[next_hold_].at} + grace_ : no_time;
}

// §2.4: the hold is settled.
template <class Windows, class Payer>
void Loop<Windows, Payer>::on_grace_end(Seconds now) {
  const auto index = static_cast<std::uint32_t>(next_hold_);
  Journal::Row& row = journal_.opens.rows[index];
  UnitState& state = units_[row.unit];
  const TeamId team = tariff_[state.slot].team;
  // §2.6: the unit may be on another visit by now; then this one is over, and was shorter than the grace period.
  if (state.row == index && state.visit_end >= now) {
    row.state = RowState::charged;
    payer_.settle(team, row, now);
    make_charge(row.unit, journal_.until(journal_.opens, index), now);
  } else {
    row.state = RowState::free;
    ++outcome_.graced_visits;
    payer_.give_back(team, row, now);
  }
}

// A charge is made: at once, or by settling a hold. Its window may have ended in the meantime.
template <class Windows, class Payer>
void Loop<Windows, Payer>::make_charge(std::uint32_t unit, std::uint32_t until, Seconds now) {
  units_[unit].window_end = until;
  if (windows_.renew() && !over_) {
    windows_.charged({unit, until, ++sequence_}, now);
  }
}

// §2.5: a window ends.
template <class Windows, class Payer>
void Loop<Windows, Payer>::on_window_end(Seconds time) {
  const std::optional<WindowEnd> window = windows_.pop();
  if (!window) {
    return;
  }
  const auto now = static_cast<std::uint32_t>(time);
  const std::uint32_t unit = window->unit;
  UnitState& state = units_[unit];
  if (state.window_end != window->until || state.visit_end <= now) {
    return;
  }
  const std::uint32_t until = windows_.open(now, unit);
  const Tariff::Slot& slot = tariff_[state.slot];
  if (!payer_.can_pay(slot.team, slot.rate, unit, now)) {
    refuse(DenialKind::cut_off, now, unit, slot, false);
    ++outcome_.cut_offs;
    state.visit_end = now;
    state.window_end = 0;
    if (fates_.split()) {
      fates_.cut_off(unit, now);
    }
    return;
  }
  const auto index = static_cast<std::uint32_t>(journal_.renewals.rows.size());
  check(index < UnitState::renewal_bit, "there are fewer than 2^31 renewals");
  Journal::Row row{now, unit, slot.amount, RowState::charged, false, 0};
  payer_.charge(slot.team, row);
  journal_.add(journal_.renewals, row, until);
  state.row = index | UnitState::renewal_bit;
  make_charge(unit, until, now);
}

template <class Windows, class Payer>
void Loop<Windows, Payer>::refuse(DenialKind kind, std::uint32_t now, std::uint32_t unit, const Tariff::Slot& slot,
                                  bool first) {
  Denial& denial = outcome_.denials.emplace_back(payer_.refusal(slot.team, slot.rate, unit, now));
  denial.kind = kind;
  denial.first = first;
}

}  // namespace drawdown
