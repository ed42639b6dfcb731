#include "engine/analysis/window_use.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <variant>

#include "engine/analysis/history.h"
#include "engine/base/check.h"

namespace drawdown {
namespace {

constexpr std::uint32_t renewal_bit = 1U << 31U;  // rows of renewals, as in the loop

// The last visit of a unit and the last window that it paid for. Seconds since 1970. Half a line of the cache, as each
// session looks one up.
struct alignas(32) UnitUse {
  std::uint32_t visit_start = 0;
  std::uint32_t visit_end = 0;         // 0: there was no visit
  std::uint32_t launch = nowhere;      // the row of the visit's hold or charge; none if it started inside a window
  std::uint32_t last_close = nowhere;  // the session that closes last
  std::uint32_t window_at = 0;
  std::uint32_t window_until = 0;
  std::uint32_t window = nowhere;  // the row of its charge; renewal_bit
  std::uint32_t used = 0;
};

class Uses {
 public:
  Uses(const Scenario& scenario, const Trace& trace, const Journal& journal)
      : trace_(trace),
        journal_(journal),
        end_(static_cast<std::uint32_t>(scenario.end.seconds)),
        by_visit_(std::holds_alternative<VisitWindow>(scenario.rules.window)),
        units_(trace.units.size()) {
    use_.opens.resize(journal.opens.rows.size());
    use_.visits.resize(journal.opens.rows.size(), WindowUse::unknown);
    use_.renewals.resize(journal.renewals.rows.size());
    use_.seconds.resize(units_.size());
  }

  // What is needed soon of a unit.
  void prefetch(std::uint32_t unit) const { __builtin_prefetch(&units_[unit], 1); }

  [[nodiscard]] bool joins(std::uint32_t unit, std::uint32_t now) const { return now < units_[unit].visit_end; }

  // A session comes to a visit that goes on.
  void join(std::uint32_t unit, std::uint32_t session) {
    UnitUse& own = units_[unit];
    if (const std::uint32_t close = trace_.close[session]; close > own.visit_end) {
      own.visit_end = close;
      own.last_close = session;
    }
  }

  // A session starts a visit, with a hold or charge unless it is inside a window.
  void start(std::uint32_t unit, std::uint32_t now, std::uint32_t session, std::uint32_t row) {
    UnitUse& own = units_[unit];
    end_visit(unit);
    own.visit_start = now;
    own.visit_end = trace_.close[session];
    own.launch = row;
    own.last_close = session;
    if (row != nowhere && journal_.opens.rows[row].state == RowState::charged) {
      open_window(own, row, now, journal_.until(journal_.opens, row));
    }
  }

  void renew(std::uint32_t unit, std::uint32_t now, std::uint32_t row) {
    UnitUse& own = units_[unit];
    check(own.visit_end > now, "what is renewed goes on");
    use_window(own);
    open_window(own, row | renewal_bit, now, journal_.until(journal_.renewals, row));
  }

  void cut_off(std::uint32_t unit, std::uint32_t now) { units_[unit].visit_end = now; }

  WindowUse finish() {
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
      end_visit(unit);
      close_window(units_[unit]);
    }
    return std::move(use_);
  }

 private:
  // The visit's part of the last window: once for each window that it goes on in.
  static void use_window(UnitUse& own) {
    const std::uint32_t from = std::max(own.visit_start, own.window_at);
    const std::uint32_t to = std::min(own.visit_end, own.window_until);
    own.used += to > from ? to - from : 0;
  }

  void end_visit(std::uint32_t unit) {
    UnitUse& own = units_[unit];
    use_.seconds[unit] += std::min(own.visit_end, end_) - own.visit_start;
    use_window(own);
    if (own.launch != nowhere && own.visit_end < end_) {
      use_.visits[own.launch] = own.visit_end - own.visit_start;
    }
    if (by_visit_) {
      close_window(own);
    }
  }

  void open_window(UnitUse& own, std::uint32_t row, std::uint32_t at, std::uint32_t until) {
    close_window(own);
    own.window = row;
    own.window_at = at;
    own.window_until = by_visit_ ? UINT32_MAX : until;
    charge(row).session = own.last_close;
  }

  void close_window(UnitUse& own) {
    if (own.window != nowhere) {
      const bool over = by_visit_ ? own.visit_end < end_ : own.window_until <= end_;
      charge(own.window).used = over ? own.used : WindowUse::unknown;
    }
    own.window = nowhere;
    own.window_at = own.window_until = own.used = 0;
  }

  [[nodiscard]] WindowUse::Charge& charge(std::uint32_t row) {
    return (row & renewal_bit) != 0 ? use_.renewals[row ^ renewal_bit] : use_.opens[row];
  }

  const Trace& trace_;
  const Journal& journal_;
  std::uint32_t end_;
  bool by_visit_;
  std::vector<UnitUse> units_;
  WindowUse use_;
};

// Units that were refused: of a session that asks for tokens, at its open, later or at a renewal.
std::vector<bool> refused_units(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::vector<bool> refused(trace.units.size());
  for (const Denial& denial : outcome.denials) {
    const ProductId product = trace.units[denial.unit.value].product;
    if (denial.reason != DenialReason::access && !scenario.products[product.value].per_result) {
      refused[denial.unit.value] = true;
    }
  }
  return refused;
}

// What nobody refused is read off the trace and the journal, side by side: a session that starts a visit outside a
// window has the next row of opens.
void add_served(const Trace& trace, const Journal& journal, const std::vector<bool>& refused, Uses& uses) {
  const Column<Journal::Row>& opens = journal.opens.rows;
  const Column<Journal::Row>& renewals = journal.renewals.rows;
  std::uint32_t row = 0;
  std::uint32_t renewal = 0;
  const auto renew_through = [&](std::uint32_t now) {
    for (; renewal < renewals.size() && renewals[renewal].at <= now; ++renewal) {
      if (!refused[renewals[renewal].unit]) {
        uses.renew(renewals[renewal].unit, renewals[renewal].at, renewal);
      }
    }
  };
  const auto skip_refused = [&] {
    while (row < opens.size() && refused[opens[row].unit]) {
      ++row;
    }
  };
  constexpr std::uint32_t ahead = 16;  // sessions: far enough for what is known of their unit to arrive from memory
  for (std::uint32_t session = 0; session < trace.size(); ++session) {
    if (session + ahead < trace.size()) {
      uses.prefetch(trace.unit[session + ahead]);
    }
    const std::uint32_t unit = trace.unit[session];
    const std::uint32_t now = trace.open[session];
    renew_through(now);
    if (refused[unit]) {
      continue;
    }
    if (uses.joins(unit, now)) {
      uses.join(unit, session);
      continue;
    }
    skip_refused();
    const bool launched = row < opens.size() && opens[row].at == now && opens[row].unit == unit;
    uses.start(unit, now, session, launched ? row++ : nowhere);
  }
  renew_through(UINT32_MAX);
  skip_refused();
  check(row == opens.size(), "an outcome has only rows that follow from its trace");
}

void add_refused(const HistorySource& source, UnitId unit, Uses& uses) {
  using Kind = HistoryEvent::Kind;
  for (const HistoryEvent& event : history_of(source, unit).events) {
    const auto now = static_cast<std::uint32_t>(event.at.seconds);
    switch (event.kind) {
      case Kind::joins_visit:
        uses.join(unit.value, event.session);
        break;
      case Kind::in_window:
      case Kind::takes_hold:
      case Kind::charged_at_once:
        uses.start(unit.value, now, event.session, event.row);
        break;
      case Kind::renewed:
        uses.renew(unit.value, now, event.row);
        break;
      case Kind::cut_off:
        uses.cut_off(unit.value, now);
        break;
      case Kind::denied:
      case Kind::refused_with_session:
      case Kind::hold_charged:
      case Kind::hold_free:
      case Kind::window_ended:
        break;
    }
  }
}

}  // namespace

WindowUse window_use(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  const std::vector<bool> refused = refused_units(scenario, trace, outcome);
  Uses uses(scenario, trace, outcome.charges);
  add_served(trace, outcome.charges, refused, uses);
  if (std::find(refused.begin(), refused.end(), true) != refused.end()) {
    const PlacesByUnit sessions = sessions_by_unit(trace);
    const RowsByUnit rows = rows_by_unit(trace, outcome);
    for (std::uint32_t unit = 0; unit < refused.size(); ++unit) {
      if (refused[unit]) {
        add_refused({scenario, trace, sessions, outcome, rows}, UnitId(unit), uses);
      }
    }
  }
  return uses.finish();
}

std::vector<std::uint64_t> covered_seconds(const Scenario& scenario, const Trace& trace) {
  std::vector<std::uint64_t> seconds(trace.units.size());
  if (trace.covered == nullptr) {
    return seconds;
  }
  const CoveredSessions& covered = *trace.covered;
  const auto end = static_cast<std::uint32_t>(scenario.end.seconds);
  std::vector<std::uint32_t> seen_until(trace.units.size());  // by unit
  for (std::size_t i = 0; i < covered.open.size(); ++i) {
    std::uint32_t& until = seen_until[covered.unit[i]];
    const std::uint32_t from = std::max(covered.open[i], until);
    until = std::max(until, std::min(covered.close[i], end));
    seconds[covered.unit[i]] += until > from ? until - from : 0;
  }
  return seconds;
}

}  // namespace drawdown
