#include "tests/oracle/oracle.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "engine/base/check.h"
#include "tests/oracle/clocks.h"
#include "tests/oracle/entitled.h"
#include "tests/oracle/ledger.h"
#include "tests/oracle/spells.h"

namespace drawdown::oracle {
namespace {

constexpr std::int64_t long_ago = -1'000'000'000'000;
constexpr std::size_t none = static_cast<std::size_t>(-1);

// Spec §4: the kinds in their order at one instant; within a kind by `rank`.
enum Kind { expiry, arrival, settling, renewal, retry, open };
constexpr const char* kind_names[] = {"expiry", "arrival", "settling", "renewal", "retry", "open"};

struct Event {
  std::int64_t at = 0;
  Kind kind = open;
  // Place in the list of tranches; number of the hold; number of the renewed charge in the order of making; number of
  // the denial; number of the spell.
  std::size_t rank = 0;
  std::size_t what = 0;  // renewal: the unit; retry: the spell
  friend bool operator<(const Event& a, const Event& b) {
    return std::tie(a.at, a.kind, a.rank) < std::tie(b.at, b.kind, b.rank);
  }
};

struct Unit {
  ChargeUnit who;
  std::size_t visit = none;            // the last one
  std::int64_t window_end = long_ago;  // of the last window
  std::size_t paid_by = none;          // the charge that opened it
};

// Of a session, whose spells are refused and cut off with it.
struct Fate {
  bool over = false;
  bool cut = false;    // that is why
  bool waits = false;  // to try again
  bool got_in_late = false;
};

struct Hold {
  std::size_t unit = 0, visit = 0;
  std::int64_t at = 0, until = 0, tokens = 0;
  std::vector<Draw> draws;
};

class Replay {
 public:
  Replay(const Scenario& scenario, const Trace& trace, const IdleSpans& idle)
      : scenario_(scenario),
        trace_(trace),
        spells_(spells_of(scenario, trace, idle)),
        fates_(trace.size()),
        rules_(scenario.rules),
        server_(scenario.server().name()),
        begin_(start_of_day(server_, scenario.from.number)),
        end_(start_of_day(server_, scenario.until.number)),
        ledger_(scenario, trace, out_),
        shared_end_(scenario.products.size(), long_ago) {
    make_units();
    add_tranches();
    for (std::size_t i = 0; i < spells_.size(); ++i) {
      events_.insert({spells_[i].open, open, i, i});
    }
  }

  Outcome run() {
    Event last;
    while (!events_.empty()) {
      const Event event = *events_.begin();
      events_.erase(events_.begin());
      if (event.at >= end_ && event.kind != settling) {
        continue;  // at the end only holds are still settled
      }
      if (event.at == last.at && event.kind != last.kind) {
        note(std::string("tie of ") + kind_names[last.kind] + " and " + kind_names[event.kind]);
      }
      last = event;
      handle(event);
      ledger_.check_balances();
    }
    ledger_.close();
    out_.denied_sessions = denied_.size();
    out_.each_visit = visits_;
    std::stable_sort(out_.charges.begin(), out_.charges.end(),
                     [](const Charge& a, const Charge& b) { return a.at < b.at; });
    return out_;
  }

  const std::vector<std::size_t>& unit_numbers() const { return unit_of_; }

 private:
  void note(const std::string& what) { ++out_.seen[what]; }

  void handle(const Event& event) {
    switch (event.kind) {
      case expiry:
        return ledger_.expire(event.at, event.rank);
      case arrival:
        return ledger_.arrive(event.at, event.rank);
      case settling:
        return on_settling(event.at, event.rank);
      case renewal:
        return on_renewal(event.at, event.rank, event.what);
      case retry:
        fates_[spells_[event.what].session].waits = false;
        fates_[spells_[event.what].session].got_in_late = true;
        return on_open(event.at, event.what, "retry ");
      case open:
        return on_first_attempt(event.at, event.what);
    }
  }

  void add_tranches() {
    out_.tranches.resize(scenario_.tranches.size());
    for (std::size_t i = 0; i < out_.tranches.size(); ++i) {
      const Tranche& tranche = scenario_.tranches[i];
      const std::int64_t arrives = std::max(begin_, start_of_day(server_, tranche.bought.number));
      const std::int64_t expires = start_of_day(server_, tranche.expires.number);
      if (expires <= begin_) {
        out_.tranches[i].left_out = true;
        note("tranche left out");
        continue;
      }
      note(arrives >= end_ ? "tranche that never arrives" : "tranche that arrives");
      events_.insert({arrives, arrival, i, 0});
      events_.insert({expires, expiry, i, 0});
    }
  }

  void make_units() {
    for (const ChargeUnit& finer : trace_.units) {
      ChargeUnit who = finer;
      who.machine = rules_.per_machine ? who.machine : MachineId();
      std::size_t number = 0;
      while (number < units_.size() && units_[number].who != who) {
        ++number;
      }
      unit_of_.push_back(number);
      if (number == units_.size()) {
        units_.emplace_back().who = who;
      }
    }
  }

  // --- Rates and windows.

  std::size_t team(std::size_t unit) const { return units_[unit].who.team.value; }
  std::size_t product(std::size_t unit) const { return units_[unit].who.product.value; }

  std::int64_t rate(std::size_t unit, std::int64_t now) const {
    std::int64_t tokens = -1;
    for (const RateStep& step : scenario_.products[product(unit)].rates) {
      if (step.from.seconds <= now) {
        tokens = step.tokens.micro;
      }
    }
    check(tokens >= 0, "a product that is used has a rate");
    return tokens;
  }

  std::string clock_of(std::size_t unit, const CalendarWindow& window) const {
    switch (window.clock) {
      case CalendarWindow::Clock::server:
        return server_;
      case CalendarWindow::Clock::user:
        return scenario_.zones[trace_.user_zones[units_[unit].who.user.value].value].name();
      case CalendarWindow::Clock::named:
        return scenario_.zones[window.named.value].name();
    }
    return {};
  }

  // The end of the window of a charge at `now`. Asking starts a shared window if none is running.
  std::int64_t window_end(std::size_t unit, std::int64_t now) {
    if (const auto* rolling = std::get_if<RollingWindow>(&rules_.window)) {
      return now + rolling->length.seconds;
    }
    if (const auto* calendar = std::get_if<CalendarWindow>(&rules_.window)) {
      const std::int64_t end = period_end(clock_of(unit, *calendar), calendar->period, now);
      note((end - now) % 3600 == 0 ? "period with whole hours left" : "period without");
      return end;
    }
    if (const auto* shared = std::get_if<SharedWindow>(&rules_.window)) {
      std::int64_t& end = shared_end_[product(unit)];
      note(end <= now ? "shared window that starts" : "shared window that is joined");
      end = end <= now ? now + shared->length.seconds : end;
      return end;
    }
    return now;
  }

  bool can_pay(std::size_t unit, std::int64_t tokens) const {
    return rules_.when_empty == WhenEmpty::overdraft || tokens <= ledger_.available(team(unit));
  }

  // --- Charges.

  void charge(const Hold& hold, std::int64_t now, bool is_renewal) {
    const std::size_t made = out_.charges.size();
    std::int64_t lacks = hold.tokens;
    for (const Draw& draw : hold.draws) {
      lacks -= draw.tokens;
    }
    out_.charges.push_back({hold.at, hold.until, hold.unit, is_renewal, hold.tokens, hold.draws, lacks});
    note_charge(out_.charges.back());
    ledger_.consume(team(hold.unit), hold.tokens, hold.draws);

    if (std::holds_alternative<VisitWindow>(rules_.window)) {
      return;  // every visit is charged once
    }
    Unit& unit = units_[hold.unit];
    check(unit.visit == hold.visit, "only the unit's last visit can be charged");
    unit.window_end = hold.until;
    unit.paid_by = made;
    if (rules_.renew) {
      // A window that ended before its hold was settled is renewed now, if the visit goes on.
      events_.insert({std::max(hold.until, now), renewal, made, hold.unit});
    }
  }

  void note_charge(const Charge& row) {
    note(row.renewal ? "renewal" : "open charge");
    note(row.tokens == 0 ? "charge of 0" : "charge of more than 0");
    note(row.draws.size() > 1 ? "split draw" : "whole draw");
    if (row.overdraft > 0) {
      note(row.draws.empty() ? "charge owed whole" : "charge owed in part");
    }
  }

  void on_settling(std::int64_t now, std::size_t number) {
    const Hold hold = holds_[number];
    if (now >= end_) {
      note("settling after the end");
    }
    if (visits_[hold.visit].end - hold.at < rules_.grace.seconds) {
      ++out_.graced_visits;
      note("free visit");
      ledger_.give_back(now, team(hold.unit), hold.draws);
      return;
    }
    charge(hold, now, false);
  }

  void on_renewal(std::int64_t now, std::size_t renewed, std::size_t number) {
    Unit& unit = units_[number];
    check(unit.paid_by == renewed, "no other window opens before this one ends");
    if (visits_[unit.visit].end <= now) {
      return;
    }
    const Charge& before = out_.charges[renewed];
    const bool just_settled = !before.renewal && before.at + rules_.grace.seconds == now;
    note(just_settled ? "renewal at the settling instant" : "renewal at the window's end");
    const std::int64_t until = window_end(number, now);
    const std::int64_t tokens = rate(number, now);
    if (!can_pay(number, tokens)) {
      ++out_.cut_offs;
      note(just_settled ? "cut-off at the settling instant" : "cut-off at the window's end");
      out_.denials.push_back({now, number, true, tokens, ledger_.available(team(number))});
      visits_[unit.visit].end = now;
      unit.window_end = long_ago;
      unit.paid_by = none;
      end_sessions_of(number, now);
      return;
    }
    charge({number, unit.visit, now, until, tokens, ledger_.hold(team(number), tokens)}, now, true);
  }

  // --- Sessions.

  void on_first_attempt(std::int64_t now, std::size_t spell) {
    const Fate& fate = fates_[spells_[spell].session];
    const bool is_later = spell > 0 && spells_[spell - 1].session == spells_[spell].session;
    check(is_later || !fate.over, "no session is over before it opens");
    if (fate.over) {
      note(fate.cut ? "spell of a cut-off session dropped" : "spell of a refused session dropped");
      return;
    }
    if (is_later && fate.got_in_late) {
      note("retry and then a later spell");
    }
    on_open(now, spell, is_later ? "spell " : "session ");
  }

  // A cut-off ends all sessions of the unit that are open; those that wait to try again are not let in anyway.
  void end_sessions_of(std::size_t unit, std::int64_t now) {
    for (std::size_t i = 0; i < fates_.size(); ++i) {
      if (unit_of_[trace_.unit[i]] == unit && trace_.open[i] < now && !fates_[i].over && !fates_[i].waits) {
        fates_[i].over = fates_[i].cut = true;
      }
    }
  }

  void on_open(std::int64_t now, std::size_t spell, const std::string& who) {
    const std::size_t session = spells_[spell].session;
    const std::size_t number = unit_of_[trace_.unit[session]];
    const std::int64_t close = spells_[spell].close;
    Unit& unit = units_[number];
    if (unit.visit != none && now < visits_[unit.visit].end) {
      visits_[unit.visit].end = std::max(visits_[unit.visit].end, close);
      note(who + "that joins a visit");
      return;
    }
    if (now < unit.window_end) {
      start_visit(number, now, close);
      note(who + "inside a window");
      return;
    }
    const std::uint64_t started = out_.seen["shared window that starts"];
    const std::int64_t until = window_end(number, now);
    const std::int64_t tokens = rate(number, now);
    if (!can_pay(number, tokens)) {
      note(who + "denied");
      if (out_.seen["shared window that starts"] > started) {
        note("shared window that starts and is denied");
      }
      deny(now, spell, tokens);
      return;
    }
    note(who + "that takes a hold");
    start_visit(number, now, close);
    const Hold hold{number, unit.visit, now, until, tokens, ledger_.hold(team(number), tokens)};
    if (rules_.grace.seconds == 0) {
      charge(hold, now, false);
      return;
    }
    holds_.push_back(hold);
    events_.insert({now + rules_.grace.seconds, settling, holds_.size() - 1, 0});
  }

  void start_visit(std::size_t number, std::int64_t now, std::int64_t close) {
    Unit& unit = units_[number];
    if (unit.visit != none) {
      note(visits_[unit.visit].start == now ? "two visits at one second" : "visits at different seconds");
      note(visits_[unit.visit].end == now ? "visit where the last one ends" : "visit after a gap");
    }
    note(close == now ? "visit of no length" : "visit of some length");
    ++out_.visits;
    visits_.push_back({number, now, close});
    unit.visit = visits_.size() - 1;
  }

  void deny(std::int64_t now, std::size_t spell, std::int64_t tokens) {
    const std::size_t session = spells_[spell].session;
    const std::size_t unit = unit_of_[trace_.unit[session]];
    out_.denials.push_back({now, unit, false, tokens, ledger_.available(team(unit))});
    denied_.insert(session);
    const std::int64_t next = now + rules_.retry_after.seconds;
    if (rules_.when_empty == WhenEmpty::retry && next < spells_[spell].close && next < end_) {
      events_.insert({next, retry, out_.denials.size(), spell});
      fates_[session].waits = true;
    } else {
      fates_[session].over = true;
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const std::vector<Spell> spells_;   // session by session
  std::vector<Fate> fates_;           // by session
  std::vector<std::size_t> unit_of_;  // by the log's unit
  const Rules& rules_;
  const std::string server_;
  const std::int64_t begin_, end_;
  Outcome out_;
  Ledger ledger_;
  std::set<Event> events_;
  std::vector<std::int64_t> shared_end_;  // by product
  std::vector<Unit> units_;
  std::vector<Visit> visits_;
  std::vector<Hold> holds_;
  std::set<std::size_t> denied_;
};

}  // namespace

Outcome replay(const Scenario& scenario, const Trace& log, const IdleSpans& idle) {
  check(log.session.empty(), "the oracle makes spells itself");
  const Entitled sorted = entitled(scenario, log);
  Replay replay(scenario, sorted.reaching, idle);
  Outcome out = replay.run();
  add_refused(sorted, replay.unit_numbers(), out);
  return out;
}

}  // namespace drawdown::oracle
