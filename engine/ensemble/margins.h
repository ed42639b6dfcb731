// What a log is like, in single numbers that a population should have too.
//
//   const std::vector<Margin> margins = margins_of(scenario, log);
//   for (const Margin& margin : margins) { margin.group; margin.name; margin.value; }
//
// The same scenario gives the same margins in the same order, whatever the log, so that they can be compared.
#pragma once

#include <string>
#include <vector>

#include "engine/demand/use_log.h"
#include "engine/model/population.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct Margin {
  std::string group;  // of people
  std::string about;  // a product, several, or what is counted
  std::string name;
  double value = 0;
};

// Of the groups of a population: their working days and hours are the population's. `log` has groups of the same names.
// Only products that the population uses, and pairs that it uses together, have margins.
[[nodiscard]] std::vector<Margin> margins_of(const Population& population, const Scenario& scenario, const UseLog& log);

// Likewise of what is charged in a scenario without limits (engine/ensemble/daily_use.h).
[[nodiscard]] std::vector<Margin> token_margins(const Scenario& scenario, const Trace& trace);

}  // namespace drawdown
