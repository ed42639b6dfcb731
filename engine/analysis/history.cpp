#include "engine/analysis/history.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <variant>

#include "engine/base/check.h"

namespace drawdown {
namespace {

using Kind = HistoryEvent::Kind;

// Goes through a unit's own events as the loop does (engine/replay/loop.h). Whether the pool could pay is not asked:
// the next row of the unit, or its next denial, says it.
class Walk {
 public:
  Walk(const HistorySource& source, UnitId unit)
      : rules_(source.scenario.rules),
        end_(source.scenario.end),
        trace_(source.trace),
        keeps_events_(source.events),
        journal_(source.outcome.charges),
        denials_(source.outcome.denials),
        its_sessions_(source.sessions[unit]),
        its_opens_(source.rows.opens[unit]),
        its_renewals_(source.rows.renewals[unit]),
        its_denials_(source.rows.denials[unit]) {}

  UnitHistory run() {
    const std::size_t charges = its_opens_.size() + its_renewals_.size();
    history_.events.reserve(keeps_events_ ? its_sessions_.size() + 2 * charges + its_denials_.size() : 0);
    history_.windows.reserve(charges);
    for (;;) {
      // The order of spec §4.
      const std::array times{next_settling(), next_window_end(), next_retry(), next_open()};
      const auto first = std::min_element(times.begin(), times.end());
      if (*first == never) {
        break;
      }
      switch (first - times.begin()) {
        case 0:
          settle(*first);
          break;
        case 1:
          end_window(*first);
          break;
        case 2: {
          const std::uint32_t session = retries_.front().session;
          retries_.pop_front();
          open(*first, session, true);
          break;
        }
        default:
          open(*first, its_sessions_[next_session_++], false);
      }
    }
    check(next_taken_ == its_opens_.size() && next_settled_ == its_opens_.size() &&
              next_renewal_ == its_renewals_.size() && next_denial_ == its_denials_.size(),
          "an outcome has only rows that follow from its trace");
    return std::move(history_);
  }

 private:
  struct Retry {
    Instant at;
    std::uint32_t session;
  };
  // Of a session that falls into spells: since when it was in, and the denial that ended it.
  struct Fate {
    Instant in_since;
    std::uint32_t denial = nowhere;
  };

  [[nodiscard]] Instant next_open() const {
    return next_session_ < its_sessions_.size() ? Instant{trace_.open[its_sessions_[next_session_]]} : never;
  }
  [[nodiscard]] Instant next_retry() const { return retries_.empty() ? never : retries_.front().at; }
  [[nodiscard]] Instant next_window_end() const { return window_end_due_ < end_ ? window_end_due_ : never; }
  [[nodiscard]] Instant next_settling() const {
    return next_settled_ < next_taken_ ? Instant{opens(next_settled_).at} + rules_.grace : never;
  }
  [[nodiscard]] const Journal::Row& opens(std::size_t i) const { return journal_.opens.rows[its_opens_[i]]; }

  // The end of the last visit and of the last window; before everything if there is none. A visit that was cut off, or
  // whose hold is not settled, has no window yet; the last one is over then.
  [[nodiscard]] Instant visit_end() const { return history_.visits.empty() ? always : history_.visits.back().end; }
  [[nodiscard]] Instant window_end() const { return history_.windows.empty() ? always : history_.windows.back().until; }
  [[nodiscard]] std::uint32_t last_visit() const { return static_cast<std::uint32_t>(history_.visits.size()) - 1; }
  [[nodiscard]] std::uint32_t last_window() const { return static_cast<std::uint32_t>(history_.windows.size()) - 1; }

  HistoryEvent& add(Instant at, Kind kind, std::uint32_t session) {
    HistoryEvent& event = keeps_events_ ? history_.events.emplace_back() : unseen_;
    event = {};
    event.at = at;
    event.kind = kind;
    event.session = session;
    event.visit = last_visit();
    event.visit_end = visit_end();
    return event;
  }

  void open(Instant now, std::uint32_t session, bool again) {
    const Instant close{trace_.close[session]};
    if (!trace_.session.empty() && is_over(now, session, again)) {
      HistoryEvent& event = add(now, Kind::refused_with_session, session);
      event.visit = nowhere;
      event.denial = fates_[trace_.session[session]].denial;
      shut_out(event, close);
      return;
    }
    if (now < visit_end()) {
      Instant& end = history_.visits.back().end;
      end = std::max(end, close);
      add(now, Kind::joins_visit, session).again = again;
    } else if (now < window_end()) {
      history_.visits.push_back({now, close, session});
      HistoryEvent& event = add(now, Kind::in_window, session);
      event.again = again;
      event.window = last_window();
    } else if (next_taken_ < its_opens_.size() && Instant{opens(next_taken_).at} == now) {
      take(now, session, again);
    } else {
      // At one instant whoever comes first is let in first, so that no row of this instant can follow a denial.
      refuse(now, session, again);
    }
  }

  void take(Instant now, std::uint32_t session, bool again) {
    const std::uint32_t row = its_opens_[next_taken_++];
    history_.visits.push_back({now, Instant{trace_.close[session]}, session, row});
    const bool at_once = rules_.grace.seconds == 0;
    HistoryEvent& event = add(now, at_once ? Kind::charged_at_once : Kind::takes_hold, session);
    event.again = again;
    event.row = row;
    if (at_once) {
      ++next_settled_;
      open_window(event, ChargeKind::open);
    }
  }

  void refuse(Instant now, std::uint32_t session, bool again) {
    const Instant close{trace_.close[session]};
    HistoryEvent& event = add(now, Kind::denied, session);
    event.again = again;
    event.visit = nowhere;
    event.denial = next_denial(now, DenialKind::denied);
    shut_out(event, close);
    const Instant later = now + rules_.retry_after;
    if (rules_.when_empty == WhenEmpty::retry && later < close && later < end_) {
      retries_.push_back({later, session});
    } else if (!trace_.session.empty()) {
      fates_[trace_.session[session]].denial = event.denial;
    }
  }

  // Whether a spell's session was refused, or cut off while it was open: as engine/replay/session_fates.h has it.
  bool is_over(Instant now, std::uint32_t spell, bool again) {
    const auto [found, is_new] = fates_.try_emplace(trace_.session[spell], Fate{now, nowhere});
    Fate& fate = found->second;
    fate.in_since = again ? now : fate.in_since;
    if (fate.denial == nowhere && fate.in_since < last_cut_) {
      fate.denial = last_cut_off_;
    }
    return fate.denial != nowhere;
  }

  std::uint32_t next_denial(Instant now, DenialKind kind) {
    check(next_denial_ < its_denials_.size(), "what a unit cannot pay is a row of the denials");
    const std::uint32_t place = its_denials_[next_denial_++];
    check(denials_[place].at == now && denials_[place].kind == kind, "denials follow from the trace");
    return place;
  }

  void shut_out(const HistoryEvent& event, Instant until) {
    const Instant longest = history_.shut_outs.empty() ? until : std::max(until, history_.shut_outs.back().longest);
    history_.shut_outs.push_back({event.at, until, event.denial, event.session, longest});
  }

  void settle(Instant now) {
    const std::uint32_t row = its_opens_[next_settled_++];
    while (history_.visits[settled_visit_].row != row) {
      ++settled_visit_;
    }
    // §2.6: the unit may be on another visit by now.
    HistoryVisit& held = history_.visits[settled_visit_];
    const bool charged = settled_visit_ == last_visit() && held.end >= now;
    check((journal_.opens.rows[row].state == RowState::charged) == charged, "holds are settled as the trace says");
    held.free = !charged;
    HistoryEvent& event = add(now, charged ? Kind::hold_charged : Kind::hold_free, held.session);
    event.row = row;
    event.visit = settled_visit_;
    if (charged) {
      open_window(event, ChargeKind::open);
    }
  }

  // The event's charge is made: its window may have ended in the meantime.
  void open_window(HistoryEvent& event, ChargeKind kind) {
    const Journal::Sheet& sheet = journal_.sheet(kind);
    const Instant at{sheet.rows[event.row].at};
    const Instant until{journal_.until(sheet, event.row)};
    history_.windows.push_back({at, until, kind, event.row, event.visit});
    event.window = last_window();
    window_end_due_ = std::holds_alternative<VisitWindow>(rules_.window) ? never : std::max(until, event.at);
  }

  void end_window(Instant now) {
    window_end_due_ = never;
    HistoryVisit& visit = history_.visits.back();
    const bool goes_on = visit.end > now;
    const bool renewed = goes_on && next_renewal_ < its_renewals_.size() &&
                         Instant{journal_.renewals.rows[its_renewals_[next_renewal_]].at} == now;
    if (!goes_on || !rules_.renew) {
      add(now, Kind::window_ended, visit.session).window = last_window();
    } else if (renewed) {
      HistoryEvent& event = add(now, Kind::renewed, visit.session);
      event.row = its_renewals_[next_renewal_++];
      open_window(event, ChargeKind::renewal);
    } else {
      const Instant until = std::exchange(visit.end, now);
      visit.cut_off = true;
      HistoryEvent& event = add(now, Kind::cut_off, visit.session);
      event.window = last_window();
      event.denial = next_denial(now, DenialKind::cut_off);
      last_cut_ = now;
      last_cut_off_ = event.denial;
      shut_out(event, until);
    }
  }

  const Rules& rules_;
  Instant end_;
  const Trace& trace_;
  bool keeps_events_;
  const Journal& journal_;
  const std::vector<Denial>& denials_;
  std::span<const std::uint32_t> its_sessions_;
  std::span<const std::uint32_t> its_opens_;
  std::span<const std::uint32_t> its_renewals_;
  std::span<const std::uint32_t> its_denials_;

  UnitHistory history_;
  HistoryEvent unseen_;  // one that is not kept
  std::size_t next_session_ = 0;
  std::size_t next_taken_ = 0;       // in its_opens_
  std::size_t next_settled_ = 0;     // likewise: holds are settled in the order in which they were taken
  std::uint32_t settled_visit_ = 0;  // in the history: of the last hold that was settled
  std::size_t next_renewal_ = 0;
  std::size_t next_denial_ = 0;
  Instant window_end_due_ = never;
  std::deque<Retry> retries_;
  std::map<std::uint32_t, Fate> fates_;  // by session
  Instant last_cut_ = always;
  std::uint32_t last_cut_off_ = nowhere;
};

// Of a unit of results, or one all of whose sessions may not use tokens: its rows are its history.
UnitHistory without_sessions(const HistorySource& source, UnitId unit) {
  UnitHistory history;
  const Journal& journal = source.outcome.charges;
  const bool of_results = source.scenario.products[source.trace.units[unit.value].product.value].per_result.has_value();
  const auto event_at = [](Instant at, Kind kind) {
    HistoryEvent event;
    event.at = at;
    event.kind = kind;
    event.visit_end = always;
    return event;
  };
  std::vector<HistoryEvent> denials;
  for (const std::uint32_t place : source.rows.denials[unit]) {
    const Denial& denial = source.outcome.denials[place];
    check(of_results || denial.reason == DenialReason::access, "an outcome has only rows that follow from its trace");
    denials.push_back(event_at(denial.at, of_results ? Kind::result_denied : Kind::no_access));
    denials.back().denial = place;
  }
  std::vector<HistoryEvent> charges;
  for (const std::uint32_t row : source.rows.results[unit]) {
    const Journal::ResultRow& result = journal.results[row];
    charges.push_back(
        event_at(result.at, result.kind == ChargeKind::result ? Kind::result_charged : Kind::result_refunded));
    charges.back().row = row;
  }
  check(source.rows.opens[unit].empty() && source.rows.renewals[unit].empty(), "who is charged has sessions");
  if (source.events) {
    history.events.resize(denials.size() + charges.size());
    std::merge(charges.begin(), charges.end(), denials.begin(), denials.end(), history.events.begin(),
               [](const HistoryEvent& a, const HistoryEvent& b) { return a.at < b.at; });
  }
  return history;
}

// Past the last item that begins at or before the instant.
template <class Item>
auto after(const std::vector<Item>& items, Instant Item::*begin, Instant instant) {
  return std::upper_bound(items.begin(), items.end(), instant,
                          [begin](Instant i, const Item& item) { return i < item.*begin; });
}

}  // namespace

UnitHistory history_of(const HistorySource& source, UnitId unit) {
  return source.sessions[unit].empty() ? without_sessions(source, unit) : Walk(source, unit).run();
}

Standing standing_at(const UnitHistory& history, Instant instant) {
  Standing standing;
  const auto visit = after(history.visits, &HistoryVisit::start, instant);
  if (visit != history.visits.begin() && instant < std::prev(visit)->end) {
    standing.visit = &*std::prev(visit);
  }
  for (auto i = visit; i != history.visits.begin() && std::prev(i)->start == instant && !standing.free_visit; --i) {
    standing.free_visit = std::prev(i)->free ? &*std::prev(i) : nullptr;
  }
  const auto window = after(history.windows, &HistoryWindow::at, instant);
  if (window != history.windows.begin() && instant < std::prev(window)->until) {
    standing.window = &*std::prev(window);
  }
  const auto event = after(history.events, &HistoryEvent::at, instant);
  for (auto i = event; i != history.events.begin() && std::prev(i)->at == instant && !standing.denial; --i) {
    const bool is_own = std::prev(i)->denial != nowhere && std::prev(i)->kind != Kind::refused_with_session;
    standing.denial = is_own ? &*std::prev(i) : nullptr;
  }
  const auto shut_out = after(history.shut_outs, &HistoryShutOut::from, instant);
  for (auto i = shut_out; i != history.shut_outs.begin() && instant < std::prev(i)->longest && !standing.shut_out;
       --i) {
    standing.shut_out = instant < std::prev(i)->until ? &*std::prev(i) : nullptr;
  }
  return standing;
}

}  // namespace drawdown
