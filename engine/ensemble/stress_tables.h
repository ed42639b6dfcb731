// A study as result files; scenarios/README.md describes their columns.
//
//   out.file("stress.csv").write(to_csv(stress_table(candidates, study)));
//   write_burn_quantiles(out.file("burn_quantiles.csv"), candidates, study);
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/ensemble/stress.h"
#include "engine/ensemble/stress_answers.h"
#include "engine/report/output.h"
#include "engine/report/table.h"

namespace drawdown {

// A row per candidate: what matters most, with intervals, and what is more or less than the baseline's.
[[nodiscard]] Table stress_table(const std::vector<StressCandidate>& candidates, const Stress& study);
// A row per candidate and measure: the mean, quantiles, and the difference from the baseline.
[[nodiscard]] Table measure_table(const std::vector<StressCandidate>& candidates, const Stress& study);
// A row per candidate and tranche that the scenario has.
[[nodiscard]] Table tranche_odds_table(const std::vector<StressCandidate>& candidates, const Stress& study);
// A row per candidate and civil day; they may be many, and go to the file as they are made.
void write_burn_quantiles(OutputFile& file, const std::vector<StressCandidate>& candidates, const Stress& study);
// The same rows as a table: of the candidates at these places, and of every `every`-th day.
[[nodiscard]] Table burn_quantile_table(const std::vector<StressCandidate>& candidates, const Stress& study,
                                        const std::vector<std::size_t>& places, std::size_t every);

// stress.json: what was studied, the answers, and the rows of stress.csv.
[[nodiscard]] std::string stress_json(const std::vector<StressCandidate>& candidates, const Stress& study,
                                      const std::vector<StressAnswer>& answers);

}  // namespace drawdown
