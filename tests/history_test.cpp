// What history_of reads off an outcome, against the outcome itself and the oracle, on random worlds.
#include "engine/analysis/history.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "engine/replay/replay.h"
#include "tests/oracle/oracle.h"
#include "tests/slow_build.h"
#include "tests/worlds.h"

using namespace drawdown;
using Kind = HistoryEvent::Kind;

namespace {

struct Told {
  World world;
  Outcome outcome;
  std::vector<UnitHistory> histories;  // by unit

  explicit Told(std::uint64_t seed)
      : world(seed % 3 == 0 ? random_idle_world(seed) : random_world(seed)),
        outcome(replay(world.scenario, world.trace)) {
    const PlacesByUnit sessions = sessions_by_unit(world.trace);
    const RowsByUnit rows = rows_by_unit(world.trace, outcome);
    for (std::uint32_t unit = 0; unit < world.trace.units.size(); ++unit) {
      histories.push_back(history_of({world.scenario, world.trace, sessions, outcome, rows}, UnitId(unit)));
    }
  }
};

std::uint64_t how_many_worlds() { return slow_build ? 1'000 : 6'000; }

// Calls `look(told, unit, history)` for every unit of many worlds.
template <class Look>
void for_each_history(Look look) {
  for (std::uint64_t seed = 1; seed <= how_many_worlds(); ++seed) {
    CAPTURE(seed);
    const Told told(seed);
    for (std::uint32_t unit = 0; unit < told.histories.size(); ++unit) {
      CAPTURE(unit);
      look(told, unit, told.histories[unit]);
    }
  }
}

bool is_opening(const HistoryEvent& event) { return event.kind <= Kind::refused_with_session && !event.again; }

template <class Item>
std::uint64_t sum(const std::vector<UnitHistory>& histories, std::vector<Item> UnitHistory::*list, auto counts) {
  std::uint64_t n = 0;
  for (const UnitHistory& history : histories) {
    n += static_cast<std::uint64_t>(std::count_if((history.*list).begin(), (history.*list).end(), counts));
  }
  return n;
}

// How often each journal row and denial is told of, as kinds of events.
using Tellings = std::map<std::uint32_t, std::vector<Kind>>;

}  // namespace

TEST_CASE("every hold, charge and denial is told by the history of its unit, once") {
  std::map<Kind, std::uint64_t> seen;
  for (std::uint64_t seed = 1; seed <= how_many_worlds(); ++seed) {
    CAPTURE(seed);
    const Told told(seed);
    Tellings opens;
    Tellings renewals;
    Tellings denials;
    const Journal& journal = told.outcome.charges;
    bool right = true;
    for (std::uint32_t unit = 0; unit < told.histories.size(); ++unit) {
      for (const HistoryEvent& event : told.histories[unit].events) {
        ++seen[event.kind];
        if (event.row != nowhere && event.kind == Kind::renewed) {
          renewals[event.row].push_back(event.kind);
          right &=
              journal.renewals.rows[event.row].unit == unit && journal.renewals.rows[event.row].at == event.at.seconds;
        } else if (event.row != nowhere) {
          opens[event.row].push_back(event.kind);
          right &= journal.opens.rows[event.row].unit == unit;
        }
        if (event.denial != nowhere && event.kind != Kind::refused_with_session) {
          denials[event.denial].push_back(event.kind);
          const Denial& denial = told.outcome.denials[event.denial];
          right &= denial.unit.value == unit && denial.at == event.at &&
                   (denial.kind == DenialKind::cut_off) == (event.kind == Kind::cut_off);
        }
      }
    }
    CHECK(right);
    REQUIRE(opens.size() == journal.opens.rows.size());
    for (const auto& [row, kinds] : opens) {
      const Kind settled = journal.opens.rows[row].state == RowState::charged ? Kind::hold_charged : Kind::hold_free;
      right &= kinds == std::vector{Kind::takes_hold, settled} ||
               (told.world.scenario.rules.grace.seconds == 0 && kinds == std::vector{Kind::charged_at_once});
    }
    CHECK(right);
    CHECK(renewals.size() == journal.renewals.rows.size());
    CHECK(denials.size() == told.outcome.denials.size());
    const auto once = [](const auto& telling) { return telling.second.size() == 1; };
    CHECK(std::all_of(renewals.begin(), renewals.end(), once));
    CHECK(std::all_of(denials.begin(), denials.end(), once));
  }
  for (const Kind kind : {Kind::joins_visit, Kind::in_window, Kind::takes_hold, Kind::charged_at_once, Kind::denied,
                          Kind::refused_with_session, Kind::hold_charged, Kind::hold_free, Kind::renewed, Kind::cut_off,
                          Kind::window_ended}) {
    CHECK(seen[kind] > 100);
  }
}

TEST_CASE("the histories' visits, free visits, refusals and cut-offs are as many as the outcome counts") {
  for (std::uint64_t seed = 1; seed <= how_many_worlds(); ++seed) {
    CAPTURE(seed);
    const Told told(seed);
    const auto& of = told.histories;
    CHECK(sum(of, &UnitHistory::visits, [](const HistoryVisit&) { return true; }) == told.outcome.visits);
    CHECK(sum(of, &UnitHistory::visits, [](const HistoryVisit& v) { return v.free; }) == told.outcome.graced_visits);
    CHECK(sum(of, &UnitHistory::visits, [](const HistoryVisit& v) { return v.cut_off; }) == told.outcome.cut_offs);
    const std::uint64_t denied =
        sum(of, &UnitHistory::events, [](const HistoryEvent& e) { return e.kind == Kind::denied && !e.again; });
    // A session may be refused in several of its spells, if it got in when it tried again.
    CHECK((told.world.trace.session.empty() ? denied == told.outcome.denied_sessions
                                            : denied >= told.outcome.denied_sessions));
  }
}

TEST_CASE("every session opens once in its unit's history, at its instant, and events are in order of time") {
  for_each_history([](const Told& told, std::uint32_t unit, const UnitHistory& history) {
    std::vector<std::uint32_t> opened;
    bool right = true;
    for (std::size_t i = 0; i < history.events.size(); ++i) {
      const HistoryEvent& event = history.events[i];
      right &= i == 0 || history.events[i - 1].at <= event.at;
      if (is_opening(event)) {
        opened.push_back(event.session);
        right &= told.world.trace.open[event.session] == event.at.seconds;
      }
    }
    CHECK(right);
    std::vector<std::uint32_t> sessions;
    for (std::uint32_t i = 0; i < told.world.trace.size(); ++i) {
      if (told.world.trace.unit[i] == unit) {
        sessions.push_back(i);
      }
    }
    CHECK(opened == sessions);
  });
}

TEST_CASE("the histories' visits and windows are the oracle's") {
  for (std::uint64_t seed = 1; seed <= how_many_worlds(); ++seed) {
    CAPTURE(seed);
    const Told told(seed);
    const oracle::Outcome expected = oracle::replay(told.world.scenario, told.world.log, told.world.spans);
    std::vector<std::vector<oracle::Visit>> visits(told.histories.size());
    for (const oracle::Visit& visit : expected.each_visit) {
      visits[visit.unit].push_back(visit);
    }
    using Span = std::tuple<std::int64_t, std::int64_t, bool>;
    std::vector<std::vector<Span>> windows(told.histories.size());
    for (const oracle::Charge& charge : expected.charges) {
      windows[charge.unit].emplace_back(charge.at, charge.until, charge.kind == ChargeKind::renewal);
    }
    for (std::size_t unit = 0; unit < told.histories.size(); ++unit) {
      std::vector<oracle::Visit> found;
      for (const HistoryVisit& visit : told.histories[unit].visits) {
        found.push_back({unit, visit.start.seconds, visit.end.seconds});
      }
      CHECK(found == visits[unit]);
      std::vector<Span> paid;
      for (const HistoryWindow& window : told.histories[unit].windows) {
        paid.emplace_back(window.at.seconds, window.until.seconds, window.kind == ChargeKind::renewal);
      }
      CHECK(paid == windows[unit]);
    }
  }
}

TEST_CASE("a session that is open by the file is inside a visit, or shut out by a denial or cut-off before") {
  std::uint64_t inside = 0;
  std::uint64_t outside = 0;
  for_each_history([&](const Told& told, std::uint32_t unit, const UnitHistory& history) {
    const Trace& trace = told.world.trace;
    std::vector<std::int64_t> instants;
    for (const HistoryEvent& event : history.events) {
      for (const int beside : {-1, 0, 1}) {
        instants.push_back(event.at.seconds + beside);
      }
    }
    bool right = true;
    for (const std::int64_t now : instants) {
      const Standing standing = standing_at(history, {now});
      bool open = false;
      for (std::size_t i = 0; i < trace.size(); ++i) {
        open |= trace.unit[i] == unit && trace.open[i] <= now && now < trace.close[i];
      }
      (standing.visit != nullptr ? inside : outside) += 1;
      right &= open == (standing.visit != nullptr || standing.shut_out != nullptr);
      if (standing.shut_out != nullptr) {
        const HistoryShutOut& shut = *standing.shut_out;
        right &= shut.from.seconds <= now && now < shut.until.seconds && shut.denial != nowhere;
        const Instant denied = told.outcome.denials[shut.denial].at;
        right &= trace.session.empty() ? denied == shut.from : denied <= shut.from;
      }
      if (standing.visit != nullptr) {
        right &= standing.visit->start.seconds <= now && now < standing.visit->end.seconds;
      }
    }
    CHECK(right);
  });
  CHECK(inside > 10'000);
  CHECK(outside > 10'000);
}

TEST_CASE("a charge's window, a free hold and a denial are found at their instants") {
  std::size_t windows = 0;
  for_each_history([&](const Told& /*told*/, std::uint32_t /*unit*/, const UnitHistory& history) {
    windows += history.windows.size();
    bool right = true;
    for (const HistoryWindow& window : history.windows) {
      const bool empty = window.at == window.until;
      right &= standing_at(history, window.at).window == (empty ? nullptr : &window);
      right &= standing_at(history, window.until - Duration{1}).window == (empty ? nullptr : &window);
      right &= standing_at(history, window.until).window != &window;
      right &= window.visit != nowhere;
    }
    for (const HistoryVisit& visit : history.visits) {
      const Standing standing = standing_at(history, visit.start);
      right &= !visit.free || (standing.free_visit != nullptr && standing.free_visit->start == visit.start);
    }
    for (const HistoryEvent& event : history.events) {
      if (event.denial != nowhere && event.kind != Kind::refused_with_session) {
        const HistoryEvent* denial = standing_at(history, event.at).denial;
        right &= denial != nullptr && denial->at == event.at && denial->denial >= event.denial;
      }
    }
    CHECK(right);
  });
  CHECK(windows > how_many_worlds());
}
