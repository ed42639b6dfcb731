// Scenarios with a series of demand, from a few lines of YAML, and what became of a replication.
//
//   const Scenario scenario = series_scenario("{distribution: poisson, mean: 12}", "[{bought: 2026-01-01, tokens:
//   30}]"); const Course course = course_of(scenario, replay(scenario, DemandSource(scenario).draw(1)));
#pragma once

#include <string>
#include <vector>

#include "engine/demand/draw.h"
#include "engine/replay/replay.h"
#include "engine/scenario/load.h"
#include "tests/program.h"

namespace drawdown::tests {

// Ten days of UTC from 1 January 2026, unless `more` says otherwise.
struct SeriesYaml {
  std::string series;
  std::string tranches = "[]";
  std::string rules = "flex";
  std::string pool = "";  // further keys, as "purchasing: […]"
  std::string more = "";  // further keys at the top
  std::string until = "2026-01-11";
  std::string seed = "1";
};

inline std::string text_of(const SeriesYaml& yaml) {
  return "time_zone: UTC\nfrom: 2026-01-01\nuntil: " + yaml.until + "\nrules: " + yaml.rules +
         "\npool:\n  lifetime: 365d\n  tranches: " + yaml.tranches + "\n" +
         (yaml.pool.empty() ? "" : "  " + yaml.pool + "\n") + (yaml.more.empty() ? "" : yaml.more + "\n") +
         "demand:\n  seed: " + yaml.seed + "\n  series: " + yaml.series + "\n";
}

inline Scenario series_scenario(const SeriesYaml& yaml, const std::string& folder = "dir") {
  return load_scenario_text(text_of(yaml), "a.yaml", folder);
}

// Sums over all teams.
struct Course {
  Tokens demanded;
  Tokens consumed;
  Tokens lost;
  Tokens expired;
  Tokens remaining;
  Tokens owed;
  bool operator==(const Course&) const = default;
};

inline Course course_of(const Trace& trace, const Outcome& outcome) {
  Course course;
  for (const UsedResult& result : trace.results) {
    course.demanded += {result.quantity};
  }
  for (const Denial& denial : outcome.denials) {
    course.lost += denial.tokens;
  }
  for (const TrancheBalance& balance : outcome.balances) {
    course.consumed += balance.consumed;
    course.expired += balance.expired;
    course.remaining += balance.remaining;
  }
  for (const Tokens owed : outcome.overdraft) {
    course.owed += owed;
  }
  return course;
}

inline Course course_of(const Scenario& scenario, const DemandSource& source, std::uint64_t replication) {
  const Trace trace = source.draw(replication);
  return course_of(trace, replay(scenario, trace));
}

// Scenarios whose series stand in files.
struct SeriesFiles : Workplace {
  [[nodiscard]] Scenario load(const SeriesYaml& yaml) const { return series_scenario(yaml, folder().string()); }
  [[nodiscard]] std::string error(const SeriesYaml& yaml) const {
    try {
      (void)load(yaml);
    } catch (const InputError& error) {
      std::string text = error.what();
      const std::string prefix = folder().string() + "/";
      for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
        text.erase(at, prefix.size());
      }
      return text;
    }
    return "no error";
  }
};

}  // namespace drawdown::tests
