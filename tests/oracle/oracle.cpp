#include "tests/oracle/oracle.h"

#include <algorithm>
#include <optional>
#include <set>

#include "engine/base/check.h"
#include "tests/oracle/caps.h"
#include "tests/oracle/clocks.h"
#include "tests/oracle/entitled.h"
#include "tests/oracle/events.h"
#include "tests/oracle/keeper.h"
#include "tests/oracle/ledger.h"
#include "tests/oracle/results.h"
#include "tests/oracle/spells.h"
#include "tests/oracle/windows.h"

namespace drawdown::oracle {
namespace {

constexpr std::int64_t long_ago = -1'000'000'000'000;
constexpr std::size_t none = static_cast<std::size_t>(-1);

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
      : trace_(trace),
        spells_(spells_of(scenario, trace, idle)),
        fates_(trace.size()),
        rules_(scenario.rules),
        server_(scenario.server().name()),
        end_(start_of_day(server_, scenario.until.number)),
        ledger_(scenario, trace, out_),
        keeper_(scenario, trace, unit_teams_, ledger_, events_, out_),
        caps_(scenario, trace),
        results_(scenario, trace),
        windows_(scenario, trace, out_) {
    make_units();
    for (std::size_t i = 0; i < spells_.size(); ++i) {
      events_.insert({spells_[i].open, open, i, i});
    }
    for (std::size_t i = 0; i < trace_.results.size(); ++i) {
      events_.insert({trace_.results[i].at, result, i, 0});
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
      keeper_.before(event);
      handle(event);
      keeper_.after(event);
      ledger_.check_balances();
    }
    keeper_.finish();
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
      default:
        return keeper_.handle(event);
      case settling:
        return on_settling(event.at, event.rank);
      case renewal:
        return on_renewal(event.at, event.rank, event.what);
      case result:
        return on_result(event.at, trace_.results[event.rank]);
      case retry:
        fates_[spells_[event.what].session].waits = false;
        fates_[spells_[event.what].session].got_in_late = true;
        return on_open(event.at, event.what, "retry ");
      case open:
        return on_first_attempt(event.at, event.what);
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
        unit_teams_.push_back(who.team.value);
      }
    }
  }

  // --- Who pays.

  std::size_t team(std::size_t unit) const { return units_[unit].who.team.value; }

  // Why the unit may not have the tokens.
  std::optional<Denial> refusal(std::size_t unit, std::int64_t tokens, std::int64_t now) {
    if (const auto cap = caps_.refusal(units_[unit].who, tokens, now)) {
      note("refused by a budget");
      return Denial{now, unit, false, tokens, cap->left, DenialReason::budget, cap->budget};
    }
    const std::int64_t has = ledger_.available(team(unit));
    if (rules_.when_empty == WhenEmpty::overdraft || tokens <= has) {
      return std::nullopt;
    }
    return Denial{now, unit, false, tokens, has};
  }

  // --- Charges.

  void write(const Hold& hold, ChargeKind kind) {
    std::int64_t lacks = hold.tokens;
    for (const Draw& draw : hold.draws) {
      lacks -= draw.tokens;
    }
    out_.charges.push_back({hold.at, hold.until, hold.unit, kind, hold.tokens, hold.draws, lacks});
    note_charge(out_.charges.back());
  }

  std::vector<Draw> hold(std::size_t unit, std::int64_t tokens, std::int64_t now) {
    caps_.spend(units_[unit].who, tokens, now);
    return ledger_.hold(team(unit), tokens);
  }

  void charge(const Hold& hold, std::int64_t now, ChargeKind kind) {
    const std::size_t made = out_.charges.size();
    write(hold, kind);
    ledger_.consume(now, team(hold.unit), hold.tokens, hold.draws);

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
    const char* kinds[] = {"open charge", "renewal", "result", "refund"};
    note(kinds[static_cast<std::size_t>(row.kind)]);
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
      caps_.spend(units_[hold.unit].who, -hold.tokens, hold.at);
      return;
    }
    charge(hold, now, ChargeKind::open);
  }

  void on_renewal(std::int64_t now, std::size_t renewed, std::size_t number) {
    Unit& unit = units_[number];
    check(unit.paid_by == renewed, "no other window opens before this one ends");
    if (visits_[unit.visit].end <= now) {
      return;
    }
    const Charge& before = out_.charges[renewed];
    const bool just_settled = before.kind == ChargeKind::open && before.at + rules_.grace.seconds == now;
    note(just_settled ? "renewal at the settling instant" : "renewal at the window's end");
    const std::int64_t until = windows_.end(unit.who, now);
    const std::int64_t tokens = windows_.rate(unit.who, now);
    if (auto no = refusal(number, tokens, now)) {
      ++out_.cut_offs;
      note(just_settled ? "cut-off at the settling instant" : "cut-off at the window's end");
      no->cut_off = true;
      out_.denials.push_back(*no);
      visits_[unit.visit].end = now;
      unit.window_end = long_ago;
      unit.paid_by = none;
      end_sessions_of(number, now);
      return;
    }
    charge({number, unit.visit, now, until, tokens, hold(number, tokens, now)}, now, ChargeKind::renewal);
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
    const std::int64_t until = windows_.end(unit.who, now);
    const std::int64_t tokens = windows_.rate(unit.who, now);
    if (const auto no = refusal(number, tokens, now)) {
      note(who + "denied");
      if (out_.seen["shared window that starts"] > started) {
        note("shared window that starts and is denied");
      }
      deny(*no, spell);
      return;
    }
    note(who + "that takes a hold");
    start_visit(number, now, close);
    const Hold taken{number, unit.visit, now, until, tokens, hold(number, tokens, now)};
    if (rules_.grace.seconds == 0) {
      charge(taken, now, ChargeKind::open);
      return;
    }
    holds_.push_back(taken);
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

  void deny(const Denial& denial, std::size_t spell) {
    const std::size_t session = spells_[spell].session;
    out_.denials.push_back(denial);
    denied_.insert(session);
    const std::int64_t next = denial.at + rules_.retry_after.seconds;
    if (rules_.when_empty == WhenEmpty::retry && next < spells_[spell].close && next < end_) {
      events_.insert({next, retry, out_.denials.size(), spell});
      fates_[session].waits = true;
    } else {
      fates_[session].over = true;
    }
  }

  // --- Results.

  void on_result(std::int64_t now, const UsedResult& used) {
    const std::size_t number = unit_of_[used.unit];
    if (used.quantity < 0) {
      return on_refund(now, used, number);
    }
    const std::int64_t tokens = results_.due(used);
    if (const auto no = refusal(number, tokens, now)) {
      note("result denied");
      out_.denials.push_back(*no);
      ++out_.denied_results;
      return;
    }
    const Hold taken{number, none, now, now, tokens, hold(number, tokens, now)};
    if (tokens > 0) {
      write(taken, ChargeKind::result);
    }
    std::int64_t owed = tokens;
    for (const Draw& draw : taken.draws) {
      owed -= draw.tokens;
    }
    results_.let_in(used, {team(number), taken.draws, owed});
    ledger_.consume(now, team(number), tokens, taken.draws);
  }

  void on_refund(std::int64_t now, const UsedResult& refund, std::size_t number) {
    std::int64_t missing = 0;
    Hold back{number, none, now, now, 0, {}};
    for (const auto& [which, tokens] : results_.take_back(refund, missing)) {
      Results::Charged& charged = results_.all[which];
      for (const Draw& draw : ledger_.refund(now, tokens, charged.paid)) {
        add_to(back.draws, draw.tranche, -draw.tokens);
      }
      back.tokens -= tokens;
      caps_.spend(trace_.units[charged.unit], -tokens, charged.at);
    }
    out_.unmatched_refunds += missing > 0 ? 1 : 0;
    note(missing > 0 ? "refund of more than was used" : "refund of what was used");
    if (back.tokens < 0) {
      write(back, ChargeKind::refund);
    }
  }

  const Trace& trace_;
  const std::vector<Spell> spells_;      // session by session
  std::vector<Fate> fates_;              // by session
  std::vector<std::size_t> unit_of_;     // by the log's unit
  std::vector<std::size_t> unit_teams_;  // by unit
  const Rules& rules_;
  const std::string server_;
  const std::int64_t end_;
  Outcome out_;
  Ledger ledger_;
  Events events_;
  Keeper keeper_;
  Caps caps_;
  Results results_;
  Windows windows_;
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
