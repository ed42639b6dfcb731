// Many variants of a scenario on one log: what each makes of it, and how the difference from the baseline comes about.
//
//   const SessionLog log = read_log(…);                    // engine/scenario/session_log.h: once for all
//   const Comparison all = compare(log, {"flex", &flex, {}}, {{"no grace", &no_grace, {}}}, {.threads = 2});
//   all.baseline.effect.summary.consumed;
//   all.variants[0].effect.summary.consumed;
//
// Each variant's effect is what `run` would have said of it, to the token. The sessions lie in memory once; a thread
// that replays a variant needs its state and its ledger, and both are gone when the variant is done. The result does
// not depend on the number of threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/analysis/differences.h"
#include "engine/analysis/effect.h"
#include "engine/base/names.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

// One more change on the way from the baseline to a variant.
struct BridgeStep {
  std::string label;         // "rules.grace: 0s"
  const Scenario* scenario;  // with this change and all before it
};

struct Candidate {
  std::string name;
  const Scenario* scenario = nullptr;
  std::vector<BridgeStep> bridge;  // the last step is the scenario itself; may be empty
};

struct CompareOptions {
  unsigned threads = 1;
  bool differences = true;                      // row by row too
  std::atomic<std::uint64_t>* done = nullptr;   // replays that are done; another thread may look
  std::atomic<std::uint64_t>* total = nullptr;  // all that there will be
};

// What one step of a bridge changes. The steps sum to the variant's difference from the baseline, exactly.
struct StepEffect {
  std::string label;
  Tokens tokens;  // consumed, more than before the step
  Money cost;     // of the tokens consumed, likewise
  Money written_off;
};

struct VariantEffect {
  std::string name;
  Effect effect;
  std::vector<StepEffect> bridge;
  std::vector<Difference> differences;  // from the baseline; by user, product and day
};

struct Comparison {
  Names<UserTag> users;               // of the log; effects count by these
  std::vector<std::string> products;  // of all scenarios; effects count by these
  Day from;                           // of the first day that effects count by, in the baseline's server zone
  VariantEffect baseline;             // without bridge and differences
  std::vector<VariantEffect> variants;
};

// The log was read for all scenarios in question. Throws what trace_of throws.
[[nodiscard]] Comparison compare(const SessionLog& log, const Candidate& baseline,
                                 const std::vector<Candidate>& variants, const CompareOptions& options = {});

}  // namespace drawdown
