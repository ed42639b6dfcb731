// What a study answers: the smallest size that serves well enough, the size that costs least, and until when something
// can be done about a tranche that would expire.
//
//   for (const StressAnswer& answer : answers_of(candidates, study, scenario.stress, by)) {
//     answer.smallest;        // place among the candidates
//   }
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/verdicts.h"
#include "engine/ensemble/stress.h"

namespace drawdown {

// Of the sizes of the scenario, or of one of its variants; without sizes, of all candidates together.
struct StressAnswer {
  std::string variant;
  // Sizes of the pool: the smallest whose estimated service level is what is wanted; sizes of demand: the greatest.
  std::optional<std::size_t> enough;
  // The same of those whose whole interval lies there.
  std::optional<std::size_t> surely_enough;
  std::size_t cheapest = 0;  // of the least mean cost; ties: the first
};

// What service is measured by: access days, or of a series, which has none, the tokens asked for.
[[nodiscard]] ReplicaMeasure service_measure(const Scenario& scenario);

[[nodiscard]] std::vector<StressAnswer> answers_of(const std::vector<StressCandidate>& candidates, const Stress& study,
                                                   const StressPlan& plan);

// The last civil day on which a team that uses twice what it uses on average could still consume the tokens that are at
// most lost in nine of ten replications; the first day that the tranche serves if even that is too late, and none if
// nothing is lost in nine of ten.
[[nodiscard]] std::optional<Day> last_day_to_act(const Scenario& scenario, const Tranche& tranche,
                                                 const TrancheTally& tally);

// What expectations of a candidate find.
[[nodiscard]] std::function<Answer(const Expectation&)> found_in(const CandidateTally& tally);

}  // namespace drawdown
