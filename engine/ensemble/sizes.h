// The candidates of a study: a scenario and its variants, each as it is and in all sizes that are to be tried.
//
//   const VariantSet set = load_variants("northwind.yaml");
//   const SizedCandidates all(set);
//   all.candidates();                      // "scenario", "4000", "5000", …; "grace=0s, 4000", …
//   stress(all.candidates(), …);
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/ensemble/stress.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/variants.h"

namespace drawdown {

inline constexpr std::size_t most_candidates = 200;

// The scenario with another size. Of all tranches: the listed ones bring that many tokens together, each its share of
// what it brings, rounded so that the sum is exact; the millionths that remain go to the earliest. Of one: it brings
// that many. Of demand: that many times as much, in the mean: of a series its parameters and values, of people how
// often they come.
[[nodiscard]] Scenario with_size(const Scenario& scenario, const SizeOf& size_of, Tokens size);

class SizedCandidates {
 public:
  // The plan is that of the scenario itself. Its first candidate is the scenario itself; a variant stands as it is if
  // there are no sizes, else only in these. Throws InputError, at the scenario's file, if there are more than
  // `most_candidates`, or if one has no demand.
  explicit SizedCandidates(const VariantSet& set);
  SizedCandidates(const SizedCandidates&) = delete;
  SizedCandidates& operator=(const SizedCandidates&) = delete;
  ~SizedCandidates() = default;

  [[nodiscard]] const std::vector<StressCandidate>& candidates() const { return candidates_; }

 private:
  void add(const std::string& variant, const Scenario& scenario, std::size_t twin);

  const StressPlan& plan_;
  std::deque<Scenario> scenarios_;  // with other sizes
  std::vector<StressCandidate> candidates_;
};

}  // namespace drawdown
