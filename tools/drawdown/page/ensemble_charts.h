// What the pages of ensembles share: the fan of a pool's balance, and what may expire of each tranche.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/ensemble/estimate.h"
#include "engine/ensemble/stress.h"
#include "engine/report/page.h"

namespace drawdown::program {

// "12.3 %", of millionths.
[[nodiscard]] std::string percent_of(std::int64_t micro);
// "12.3 % (95 % interval 10.2 to 14.6)".
[[nodiscard]] std::string with_interval(const Estimate& estimate);
// A mean of tokens or money without decimals, or with two if it is small.
[[nodiscard]] std::string mean_of(const Estimate& estimate);

// Adds burn_quantiles.csv of these candidates, and the chart `fan`, to the page and to the section.
void add_fan(Page& page, PageSection& section, const std::vector<StressCandidate>& candidates, const Stress& study,
             const std::vector<std::size_t>& places, std::vector<Mark> marks);
// Adds tranche_odds.csv of the candidate at that place, and two charts; nothing if no tranche can expire.
void add_odds(Page& page, const std::vector<StressCandidate>& candidates, const Stress& study);
// A curve of `column` over the column `size` of that table, with the band of its interval: COLUMN_low to COLUMN_high.
struct SizeCurve {
  std::string id;
  std::string title;
  std::string table;
  std::string column;
  std::string unit;
  std::string size_unit;
  Hue hue = Hue::blue;
};
[[nodiscard]] Chart size_curve(const SizeCurve& curve);
// `cost` against `p_dry`, a point for each row of that table.
[[nodiscard]] Chart risk_cost_chart(const std::string& table, const std::string& currency);
// Purchases and expiries that the scenario lists.
[[nodiscard]] std::vector<Mark> listed_marks(const Scenario& scenario);

}  // namespace drawdown::program
