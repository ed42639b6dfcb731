// What was decided on one part of the replications of a demand, judged by others: what it costs before and after, and
// how often each user's choice is the cheapest that there is.
//
//   const Judgement judged = judge(variants, assignment, draw, {.first = 201, .replications = 200, .threads = 2});
//   judged.after.estimate();
//   judged.cheapest[u];                // of so many replications user u's choice is
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/ensemble/estimate.h"
#include "engine/planning/assignment.h"

namespace drawdown {

struct JudgeOptions {
  std::uint64_t first = 1;  // replication
  std::uint64_t replications = 200;
  unsigned threads = 1;
  std::atomic<std::uint64_t>* done = nullptr;
};

struct Judgement {
  std::uint64_t replications = 0;
  Mean before;  // the bill of each replication, whose tokens are bought in one order
  Mean after;
  Mean saving;
  Mean tokens_after;
  std::vector<std::uint64_t> cheapest;  // by user of the assignment: in so many replications; ties count

  [[nodiscard]] Estimate probability(std::size_t user) const { return estimate_share(cheapest[user], replications); }
};

using DrawLog = std::function<SessionLog(std::uint64_t replication)>;

// A token costs what one more would cost (Assignment::worth) where choices are compared.
[[nodiscard]] Judgement judge(const NeedVariants& variants, const Assignment& assignment, const DrawLog& draw,
                              const JudgeOptions& options);

// The needs of many replications. They are drawn on several threads, and what is added up does not depend on how many.
[[nodiscard]] UserNeeds needs_of(const NeedVariants& variants, const DrawLog& draw, const JudgeOptions& options);

}  // namespace drawdown
