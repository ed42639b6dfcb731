// What a plan of purchases may do, and what it costs to do without: the section `plan` of a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.h"
#include "engine/model/lifetime.h"
#include "engine/time/civil.h"

namespace drawdown {

struct PlanTask {
  std::string team;             // for which is bought
  std::vector<Day> order_days;  // ascend strictly; what is ordered on them arrives within the horizon
  std::int32_t lead_days = 0;
  Lifetime lifetime;
  bool incremental = false;  // the price list gives the price of the tokens of each tier, not of the whole order
  Money order_cost;
  Percent capital_cost;  // a year
  // At most one of these three; none: nothing may be refused.
  std::optional<Money> penalty;      // for each token refused
  std::optional<Money> refused_day;  // for each access day refused
  std::optional<Percent> risk;       // of refusing anything at all
  std::vector<Money> budgets;        // by year of the horizon; empty: no limit
  std::optional<std::uint64_t> most_orders;
  Money left_value;                  // of each token left when the horizon ends
  std::uint64_t replications = 400;  // of a demand, from which the plan is made
  std::uint64_t tests = 1000;        // further ones, on which it is tried
};

// Years of a horizon begin on its first day and on that day's anniversaries.
[[nodiscard]] inline std::size_t year_of(Day from, Day day) {
  std::size_t year = 0;
  while (add_months(from, 12 * (static_cast<int>(year) + 1)) <= day) {
    ++year;
  }
  return year;
}

}  // namespace drawdown
