// Alerts of random worlds: every condition again, day by day, from nothing but the ledgers; and nothing that comes
// later may change what has been told.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/analysis/alerts.h"
#include "engine/analysis/burn.h"
#include "engine/analysis/diary.h"
#include "engine/replay/replay.h"
#include "tests/alert_worlds.h"
#include "tests/icalendar_reader.h"
#include "tests/oracle/alerts_again.h"

using namespace drawdown;
using When = Alert::When;

namespace {

std::string subject_of(const World& world, const Outcome& outcome, const FiredAlert& row) {
  if (row.user) {
    return world.trace.users[*row.user] + '/' + std::to_string(row.product->value);
  }
  return row.tranche != no_tranche ? outcome.tranches[row.tranche.value].id : world.trace.teams[*row.team];
}

std::vector<std::string> told_of(const World& world, const Outcome& outcome, const std::vector<FiredAlert>& fired) {
  std::vector<std::string> lines;
  for (const FiredAlert& row : fired) {
    lines.push_back(format(row.day) + (row.until ? " … " + format(*row.until) : " …") + ' ' +
                    std::to_string(row.alert) + ' ' + subject_of(world, outcome, row));
  }
  return lines;
}

}  // namespace

TEST_CASE("alerts are told when the ledgers say that they begin and cease to hold, on random worlds") {
  std::uint64_t told = 0;
  std::set<When> kinds;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    const World world = alert_world(seed);
    if (world.scenario.days.size() > 30) {
      continue;  // the slow way is slow
    }
    const Outcome outcome = replay(world.scenario, world.trace);
    const auto fired =
        fired_alerts(world.scenario, world.trace, outcome, burn_curve(world.scenario, world.trace, outcome));
    std::vector<std::string> expected;
    std::map<AlertSubject, std::size_t> open;
    AlertsAgain again(world, outcome);
    std::vector<std::pair<std::string, std::string>> spans;  // "day … until" and the rest
    for (std::int32_t day = 0; day < world.scenario.days.size(); ++day) {
      const std::string today = format(world.scenario.from + day);
      const std::set<AlertSubject> holding = again.holding(day);
      for (auto it = open.begin(); it != open.end();) {
        if (holding.count(it->first) == 0) {
          spans[it->second].first += ' ' + today;
          it = open.erase(it);
        } else {
          ++it;
        }
      }
      for (const AlertSubject& subject : holding) {
        if (open.emplace(subject, spans.size()).second) {
          spans.emplace_back(today + " …", ' ' + std::to_string(subject.first) + ' ' + subject.second);
        }
      }
    }
    for (const auto& [span, about] : spans) {
      expected.push_back(span + about);
    }
    std::vector<std::string> found = told_of(world, outcome, fired);
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
    told += found.size();
    for (const FiredAlert& row : fired) {
      kinds.insert(world.scenario.alerts[row.alert].when);
    }
  }
  CHECK(told > 3'000);
  CHECK(kinds.size() == 5);
}

TEST_CASE("what is told by a day is told whatever comes after it") {
  std::uint64_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    World world = alert_world(seed);
    const auto days = world.scenario.days.size();
    if (days < 6 || days > 30 || world.scenario.rules.grace > Duration{3600}) {
      continue;
    }
    const auto told = [](const World& of) {
      const Outcome outcome = replay(of.scenario, of.trace);
      std::vector<std::string> lines;
      for (const FiredAlert& row :
           fired_alerts(of.scenario, of.trace, outcome, burn_curve(of.scenario, of.trace, outcome))) {
        lines.push_back(format(row.day) + ' ' + std::to_string(row.alert) + ' ' + subject_of(of, outcome, row) + ' ' +
                        row.value + ' ' + row.threshold + ' ' + row.words);
      }
      return lines;
    };
    std::vector<std::string> whole = told(world);
    // The horizon ends earlier, on a day from whose midnight the last day's grace is well away.
    Scenario& scenario = world.scenario;
    scenario.until = scenario.from + days / 2;
    if (scenario.server().start_of(scenario.until) <= scenario.begin) {
      continue;
    }
    set_horizon(scenario);
    std::erase_if(scenario.transfers, [&](const Transfer& transfer) { return transfer.at >= scenario.end; });
    std::erase_if(scenario.adjustments, [&](const Adjustment& adjustment) { return adjustment.at >= scenario.end; });
    std::erase_if(world.sessions, [&](const WorldSession& session) { return session.open >= scenario.end.seconds; });
    rebuild_with_teams(world);
    std::vector<std::string> part = told(world);
    const std::string last = format(scenario.until - 1);
    for (std::vector<std::string>* lines : {&whole, &part}) {
      std::erase_if(*lines, [&](const std::string& line) { return line.substr(0, 10) >= last; });
      std::sort(lines->begin(), lines->end());
    }
    CHECK(part == whole);
    compared += part.size();
  }
  CHECK(compared > 500);
}

TEST_CASE("the calendar of random worlds is one, and has every expiry, order and arrival") {
  std::uint64_t decisions = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    CAPTURE(seed);
    const World world = alert_world(seed);
    const Scenario& scenario = world.scenario;
    const Outcome outcome = replay(scenario, world.trace);
    const auto diary = diary_of(scenario, world.trace, outcome, burn_curve(scenario, world.trace, outcome));
    std::map<std::string, std::string> days;  // by uid
    if (!diary.empty()) {
      const std::string text = to_icalendar(diary_head(scenario), calendar_events(scenario, diary));
      for (const auto& event : tests::read_icalendar(text)) {
        days[event.at("UID")] = event.at("DTSTART");
      }
    }
    CHECK(days.size() == diary.size());
    const auto day_of_event = [&](const std::string& about) {
      const auto found = days.find(about + '.' + uid_part(scenario.name) + "@drawdown");
      if (found == days.end()) {
        return std::string("none");
      }
      const std::string& d = found->second;
      return d.substr(0, 4) + '-' + d.substr(4, 2) + '-' + d.substr(6);
    };
    std::size_t seen = 0;
    for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
      const Tranche& tranche = outcome.tranches[i];
      const TrancheBalance& balance = outcome.balances[i];
      const bool left = balance.expired > Tokens{} || balance.remaining > Tokens{};
      CHECK(day_of_event("expiry-" + uid_part(tranche.id)) == (left ? format(tranche.expires) : "none"));
      CHECK(day_of_event("order-" + uid_part(tranche.id)) == (tranche.ordered ? format(*tranche.ordered) : "none"));
      const bool bought = scenario.from <= tranche.bought && tranche.bought < scenario.until &&
                          tranche.origin.kind != TrancheOrigin::Kind::true_up;
      CHECK(day_of_event("arrival-" + uid_part(tranche.id)) ==
            (bought || tranche.ordered ? format(tranche.bought) : "none"));
      seen += (left ? 1U : 0U) + (tranche.ordered ? 1U : 0U) + (bought || tranche.ordered ? 1U : 0U);
    }
    decisions += diary.size() - seen;
  }
  CHECK(decisions > 200);
}
