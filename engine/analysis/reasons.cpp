#include "engine/analysis/reasons.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <variant>

#include "engine/base/check.h"
#include "engine/trace/view.h"

namespace drawdown {
namespace {

template <class Kind>
bool is(const Scenario& scenario) {
  return std::holds_alternative<Kind>(scenario.rules.window);
}

// Whose clock a calendar window follows, for a user.
const Zone& clock_of(const Scenario& scenario, const CalendarWindow& window, ZoneId home) {
  switch (window.clock) {
    case CalendarWindow::Clock::user:
      return scenario.zones[home.value];
    case CalendarWindow::Clock::named:
      return scenario.zones[window.named.value];
    case CalendarWindow::Clock::server:
      break;
  }
  return scenario.server();
}

// What decides why `there` charged nothing at the instant of a charge of `here`.
class Question {
 public:
  Question(const Trace& log, const FamilyCharge& charge, const Family& here, const Family& there)
      : log_(log),
        charge_(charge),
        here_(here),
        there_(there),
        at_(charge.at),
        window_(here.window(charge)),
        by_version_(here.scenario().rules.per_version && !there.scenario().rules.per_version),
        by_machine_(here.scenario().rules.per_machine && !there.scenario().rules.per_machine) {}

  Reason answer() {
    const Scenario& other = there_.scenario();
    cause_ = here_.cause(charge_);
    const Family::Presence presence = there_.presence(cause_, at_);
    if (at_ < other.begin || other.end <= at_) {
      return Reason::outside;
    }
    if (!presence.known) {
      return there_.absence(log_, cause_);
    }
    const bool resumes =
        window_.kind == ChargeKind::open && here_.resumes(charge_, log_) && !here_.tried_again(charge_);
    if (!presence.open || (resumes && !presence.opens)) {
      return Reason::idle;  // there, or until now here
    }
    there_unit_ = presence.unit;
    history_ = &there_.history(there_unit_);
    standing_ = standing_at(*history_, at_);
    if (standing_.free_visit != nullptr || (standing_.visit != nullptr && standing_.visit->free)) {
      return Reason::grace;
    }
    if (standing_.visit == nullptr && standing_.window == nullptr) {
      return Reason::refused;  // it is open by the log, but was not let in
    }
    return window_.kind == ChargeKind::renewal ? for_renewal() : for_open();
  }

 private:
  // The unit's window has ended here, and the user is still there.
  Reason for_renewal() const {
    if (hold_is_open() && here_.scenario().rules.grace != there_.scenario().rules.grace) {
      return Reason::grace;
    }
    if (const std::optional<Reason> finer = other_unit()) {
      return *finer;
    }
    const Scenario& one = here_.scenario();
    const Scenario& other = there_.scenario();
    if (same_windows()) {
      return one.rules.renew != other.rules.renew ? Reason::renewal
             : is<SharedWindow>(one)              ? Reason::shared
                                                  : Reason::moved;
    }
    return is<CalendarWindow>(one)                             ? Reason::boundary
           : is<SharedWindow>(one) && !is<SharedWindow>(other) ? Reason::shared
                                                               : Reason::renewal;
  }

  // A visit starts here outside of a window; there it is inside a visit or a window.
  Reason for_open() const {
    if (const std::optional<Reason> finer = other_unit()) {
      return *finer;
    }
    const Scenario& one = here_.scenario();
    const Scenario& other = there_.scenario();
    if (is<VisitWindow>(one) && !is<VisitWindow>(other)) {
      return Reason::visit;
    }
    const UnitHistory& own = here_.history(charge_.unit);
    if (here_.tried_again(charge_) || (standing_.visit != nullptr && was_refused(own, standing_.visit->start))) {
      return Reason::refused;  // let in late, or cut off, so that the next session is a visit of its own
    }
    if (const std::optional<Reason> carried = carried_by_other()) {
      return *carried;
    }
    if (is<SharedWindow>(one) && is<SharedWindow>(other)) {
      return Reason::shared;  // others have started it at another instant
    }
    // The window here ended before the one there: else the earlier charge there is itself a difference.
    const bool ended_sooner = charge_.window > 0 && standing_.window != nullptr &&
                              standing_.window->at < own.windows[charge_.window - 1].until;
    if (!ended_sooner || same_windows()) {
      return Reason::moved;
    }
    return is<CalendarWindow>(one)                            ? Reason::boundary
           : is<SharedWindow>(one) != is<SharedWindow>(other) ? Reason::shared
                                                              : Reason::window;
  }

  // Whether the visit there is within its grace period, so that nothing is due yet.
  [[nodiscard]] bool hold_is_open() const {
    const HistoryVisit* visit = standing_.visit;
    return visit != nullptr && visit->row != nowhere && at_ < visit->start + there_.scenario().rules.grace;
  }

  // `version` or `machine` if only here they count, and the session was opened with another one than the cause.
  [[nodiscard]] std::optional<Reason> of_other_unit(std::size_t session) const {
    const ChargeUnit& opens = log_.units[log_.unit[cause_]];
    const ChargeUnit& covers = log_.units[log_.unit[session]];
    if (by_version_ && covers.version != opens.version) {
      return Reason::version;
    }
    return by_machine_ && covers.machine != opens.machine ? std::optional(Reason::machine) : std::nullopt;
  }

  // The same, if what covers the instant there was opened with another one: so says who is charged here when it was
  // opened, or else the session that opened it.
  [[nodiscard]] std::optional<Reason> other_unit() const {
    if (!by_version_ && !by_machine_) {
      return std::nullopt;
    }
    const HistoryVisit& visit =
        standing_.window != nullptr ? history_->visits[standing_.window->visit] : *standing_.visit;
    const Instant since = standing_.window != nullptr ? standing_.window->at : visit.start;
    std::optional<Reason> reason = of_other_unit(there_.log_place(visit.session));
    for (const FamilyCharge& charge : here_.charges()) {
      if (!reason && charge.at == since && charge.unit != charge_.unit) {
        reason = of_other_unit(here_.cause(charge));
      }
    }
    return reason;
  }

  // Why a session that carries the visit there at the instant does not carry one here.
  [[nodiscard]] std::optional<Reason> carried_by_other() const {
    if (standing_.visit == nullptr || standing_.visit->start == at_) {
      return std::nullopt;  // no visit was going on there either
    }
    for (const std::size_t session : there_.open_sessions(there_unit_, at_)) {
      const Family::Presence presence = here_.presence(session, at_);
      if (!presence.known) {
        return here_.absence(log_, session);
      }
      if (!presence.open || (presence.opens && !there_.presence(session, at_).opens)) {
        return Reason::idle;
      }
      if (const std::optional<Reason> finer = of_other_unit(session)) {
        return finer;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool was_refused(const UnitHistory& own, Instant since) const {
    return std::any_of(own.shut_outs.begin(), own.shut_outs.end(), [&](const HistoryShutOut& shut) {
      return shut.from <= at_ && (since <= shut.from || at_ < shut.until);
    });
  }

  [[nodiscard]] bool same_windows() const {
    const Scenario& one = here_.scenario();
    const Scenario& other = there_.scenario();
    if (one.rules.window.index() != other.rules.window.index()) {
      return false;
    }
    if (const auto* rolling = std::get_if<RollingWindow>(&one.rules.window)) {
      return rolling->length == std::get<RollingWindow>(other.rules.window).length;
    }
    if (const auto* shared = std::get_if<SharedWindow>(&one.rules.window)) {
      return shared->length == std::get<SharedWindow>(other.rules.window).length;
    }
    if (const auto* calendar = std::get_if<CalendarWindow>(&one.rules.window)) {
      const auto& others = std::get<CalendarWindow>(other.rules.window);
      return calendar->period == others.period &&
             clock_of(one, *calendar, here_.home(cause_)).name() == clock_of(other, others, there_.home(cause_)).name();
    }
    return true;
  }

  const Trace& log_;
  const FamilyCharge& charge_;
  const Family& here_;
  const Family& there_;
  Instant at_;
  const HistoryWindow& window_;
  bool by_version_;  // only here versions count
  bool by_machine_;
  std::size_t cause_ = 0;
  std::uint32_t there_unit_ = 0;
  const UnitHistory* history_ = nullptr;  // there
  Standing standing_;                     // there
};

}  // namespace

Family::Family(const Trace& log, const LogReplay& replay, const Scenario& other, const std::vector<UnitId>& units)
    : replay_(&replay) {
  for (const UnitId unit : units) {
    const auto number = static_cast<std::uint32_t>(histories_.size());
    histories_.push_back(
        history_of({replay.scenario, replay.trace, replay.sessions, replay.outcome, replay.rows, false}, unit));
    const std::vector<HistoryWindow>& windows = histories_.back().windows;
    const Rules& rules = replay.scenario.rules;
    const ChargeUnit key =
        coarsened(log.units[log.unit[log_place(replay.sessions[unit][0])]],
                  rules.per_version && other.rules.per_version, rules.per_machine && other.rules.per_machine);
    for (std::uint32_t i = 0; i < windows.size(); ++i) {
      const Journal& journal = replay.outcome.charges;
      const Journal::Sheet& sheet = windows[i].kind == ChargeKind::open ? journal.opens : journal.renewals;
      charges_.push_back({windows[i].at, key, number, i, {journal.tokens(sheet.rows[windows[i].row])}});
    }
    for (const std::uint32_t place : replay.sessions[unit]) {
      entries_.push_back({log_place(place), place, number});
    }
  }
  std::sort(charges_.begin(), charges_.end(), [](const FamilyCharge& a, const FamilyCharge& b) {
    return std::tuple(a.at, a.key, a.unit, a.window) < std::tuple(b.at, b.key, b.unit, b.window);
  });
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(a.log_place, a.place) < std::tuple(b.log_place, b.place);
  });
}

std::size_t Family::log_place(std::uint32_t place) const { return place_in_log(*replay_, place); }

ZoneId Family::home(std::size_t log_place) const {
  const auto entry = std::lower_bound(entries_.begin(), entries_.end(), log_place,
                                      [](const Entry& one, std::size_t at) { return one.log_place < at; });
  check(entry != entries_.end() && entry->log_place == log_place, "the session is one of the family");
  const Trace& trace = replay_->trace;
  return trace.user_zones[trace.units[trace.unit[entry->place]].user.value];
}

bool Family::resumes(const FamilyCharge& charge, const Trace& log) const {
  const std::uint32_t place = histories_[charge.unit].visits[window(charge).visit].session;
  return log.open[log_place(place)] < replay_->trace.open[place];
}

bool Family::tried_again(const FamilyCharge& charge) const {
  const HistoryVisit& visit = histories_[charge.unit].visits[window(charge).visit];
  return Instant{replay_->trace.open[visit.session]} < visit.start;
}

std::size_t Family::cause(const FamilyCharge& charge) const {
  const UnitHistory& history = histories_[charge.unit];
  const HistoryWindow& window = history.windows[charge.window];
  const HistoryVisit& visit = history.visits[window.visit];
  if (window.kind == ChargeKind::open) {
    return log_place(visit.session);
  }
  // A visit is one stretch of overlapping sessions: one of them is open now. Of those that opened before the visit only
  // the one that started it is surely of it; another may have been refused, or have joined it when it tried again.
  const Trace& trace = replay_->trace;
  const auto is_open = [&](const Entry& entry) {
    return entry.unit == charge.unit && Instant{trace.open[entry.place]} <= charge.at &&
           charge.at < Instant{trace.close[entry.place]};
  };
  const auto is_of_visit = [&](const Entry& entry) {
    return is_open(entry) && (entry.place == visit.session || visit.start <= Instant{trace.open[entry.place]});
  };
  auto found = std::find_if(entries_.begin(), entries_.end(), is_of_visit);
  found = found == entries_.end() ? std::find_if(entries_.begin(), entries_.end(), is_open) : found;
  check(found != entries_.end(), "a visit that goes on has an open session");
  return found->log_place;
}

Family::Presence Family::presence(std::size_t log_place, Instant at) const {
  Presence presence;
  const auto first = std::lower_bound(entries_.begin(), entries_.end(), log_place,
                                      [](const Entry& one, std::size_t place) { return one.log_place < place; });
  for (auto entry = first; entry != entries_.end() && entry->log_place == log_place; ++entry) {
    const Instant open{replay_->trace.open[entry->place]};
    const Instant close{replay_->trace.close[entry->place]};
    presence.known = true;
    presence.unit = entry->unit;
    presence.opens = presence.opens || open == at;
    presence.open = presence.open || open == at || (open < at && at < close);
  }
  return presence;
}

Reason Family::absence(const Trace& log, std::size_t log_place) const {
  const Instant open{log.open[log_place]};
  if (open < replay_->scenario.begin || replay_->scenario.end <= open) {
    return Reason::outside;
  }
  const CoveredSessions* covered = replay_->trace.covered.get();
  const auto place = static_cast<std::uint32_t>(log_place - replay_->first);
  const bool is_covered = covered != nullptr && std::binary_search(covered->among.begin(), covered->among.end(), place);
  return is_covered ? Reason::entitled : Reason::access;
}

std::vector<std::size_t> Family::open_sessions(std::uint32_t unit, Instant at) const {
  std::vector<std::size_t> open;
  for (const Entry& entry : entries_) {
    if (entry.unit == unit && Instant{replay_->trace.open[entry.place]} <= at &&
        at < Instant{replay_->trace.close[entry.place]}) {
      open.push_back(entry.log_place);
    }
  }
  return open;
}

Reason reason_for(const Trace& log, const FamilyCharge& charge, const Family& here, const Family& there) {
  return Question(log, charge, here, there).answer();
}

}  // namespace drawdown
