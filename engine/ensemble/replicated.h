// Many variants of a scenario on many replications of its demand: what each makes of them on average, and how sure the
// difference from the baseline is.
//
//   const VariantSet set = load_variants("plan.yaml");
//   const ReplicatedComparison all = compare_replicated(set, candidates_of(set, {}), {.replications = 400});
//   all.tally(all.variants[1]).of(ReplicaMeasure::consumed).mean.estimate();
//   all.difference(all.variants[1]).difference(ReplicaMeasure::consumed).estimate();
//
// All variants meet the same demand in each replication, and differences are taken replication by replication. Of one
// replication it says what `compare` says of that replication's log. A study of engine/ensemble/stress.h: the result
// does not depend on the number of threads, and memory does not grow with replications.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/ensemble/candidates.h"
#include "engine/ensemble/stress.h"
#include "engine/scenario/variants.h"

namespace drawdown {

struct ReplicatedVariant {
  struct Step {
    std::string label;
    std::size_t pair = 0;  // of the study: this step with the one before it, the first with the baseline
  };

  std::string name;
  std::size_t candidate = 0;  // of the study
  std::size_t pair = 0;       // likewise: the variant with the baseline
  std::vector<Step> bridge;   // as in compare.h
};

struct ReplicatedComparison {
  Stress study;
  std::vector<ReplicatedVariant> variants;  // the baseline first, which is compared with itself

  [[nodiscard]] const CandidateTally& tally(const ReplicatedVariant& variant) const {
    return study.candidates[variant.candidate];
  }
  [[nodiscard]] const PairTally& difference(const ReplicatedVariant& variant) const {
    return study.pairs[variant.pair];
  }
};

struct ReplicatedOptions {
  std::uint64_t replications = 400;  // at least 1
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;   // replications that are done; another thread may look
  std::atomic<std::uint64_t>* total = nullptr;  // all that there will be
};

// Scenarios of one comparison, steps too.
inline constexpr std::size_t most_replicated = 1000;

// The candidates are of the set. A variant that changes the demand draws its own, from the same streams. Throws
// InputError, at the scenario's file, if a variant has no demand, or if there are more than `most_replicated`
// scenarios.
[[nodiscard]] ReplicatedComparison compare_replicated(const VariantSet& set, const Candidates& candidates,
                                                      const ReplicatedOptions& options = {});

// One replication as a log that all candidates share, for `compare`. Throws InputError if a variant, or a step to it,
// has no demand or draws another log than the baseline.
[[nodiscard]] SessionLog drawn_log(const Candidates& candidates, std::uint64_t replication);

}  // namespace drawdown
