// A log of the past in a folder of its own, and scenarios that draw from it.
//
//   const PastWorld world(PastWorld::weeks_told_apart(104));
//   const Scenario scenario = world.scenario("history: {sessions: log.csv, weeks_around: 2}");
//   const Bootstrap bootstrap = world.bootstrap(scenario);
#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/demand/bootstrap.h"
#include "engine/scenario/history_log.h"
#include "engine/scenario/load.h"
#include "tests/program.h"

namespace drawdown::tests {

struct PastWorld : Workplace {
  explicit PastWorld(const std::string& sessions) { put("log.csv", "user,product,open,close\n" + sessions); }

  // From Monday 2024-01-01 on: in each week ann, bob and cid open A on the same three days, ann B beside it, all at a
  // minute that tells the week; dan works on Saturdays.
  static std::string weeks_told_apart(int weeks) {
    std::string text;
    const Day first = *parse_day("2024-01-01");
    for (int week = 0; week < weeks; ++week) {
      for (const int day : {week % 5, (week + 1) % 5, 4}) {
        const std::string date = format(first + (7 * week + day));
        const std::string at = fmt::format("{}T{:02}:{:02}:00", date, 9 + week / 60, week % 60);
        for (const char* user : {"ann", "bob", "cid"}) {
          text += fmt::format("{},A,{},{}T15:30:00\n", user, at, date);
        }
        text += fmt::format("ann,B,{},{}T16:00:00\n", at, date);
      }
      const std::string saturday = format(first + (7 * week + 5));
      text += fmt::format("dan,B,{}T10:00:00,{}T11:{:02}:00\n", saturday, saturday, week % 60);
    }
    return text;
  }

  [[nodiscard]] std::string yaml(const std::string& demand, const std::string& more = "") const {
    return "time_zone: America/New_York\nfrom: 2026-01-05\nuntil: 2027-01-04\ncurrency: USD\n"
           "rates: {A: 7, B: 3, C: {tokens: 1, per: 1}}\npool: {tranches: []}\n" +
           more + "demand: {seed: 5, " + demand + "}\n";
  }
  [[nodiscard]] Scenario scenario(const std::string& demand, const std::string& more = "") const {
    return load_scenario_text(yaml(demand, more), "plan.yaml", folder().string());
  }
  [[nodiscard]] static Bootstrap bootstrap(const Scenario& scenario) {
    const History& history = *scenario.demand->history;
    return Bootstrap(scenario, history, read_history(scenario, history));
  }
};

}  // namespace drawdown::tests
