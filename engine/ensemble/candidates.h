// Which variants of a scenario are compared, with what, and by which steps one comes from the other.
//
//   const VariantSet set = load_variants("office.yaml");
//   const Candidates all = candidates_of(set, {});                 // every variant with the scenario itself
//   const Comparison comparison = compare(log, all.baseline, all.variants);
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/ensemble/compare.h"
#include "engine/scenario/variants.h"

namespace drawdown {

// Names of variants, or `scenario_itself`.
struct Selection {
  std::string baseline{scenario_itself};
  std::vector<std::string> only;  // in the order wanted; empty: all but the baseline, the scenario itself first
};

struct Candidates {
  Candidate baseline;
  // A bridge has the steps of its variant that the baseline lacks. If the baseline has changes that the variant lacks,
  // its first step takes these back: "back to the scenario". Equal steps of two variants are one scenario, so that it
  // is replayed once.
  std::vector<Candidate> variants;

  [[nodiscard]] std::vector<const Scenario*> scenarios() const;  // all, steps too; some more than once
};

// All names of the set: the scenario itself, then its variants.
[[nodiscard]] std::vector<std::string> names_of(const VariantSet& set);

// Points into the set. The names are those of the set; the baseline among the chosen is left out.
[[nodiscard]] Candidates candidates_of(const VariantSet& set, const Selection& selection);

}  // namespace drawdown
