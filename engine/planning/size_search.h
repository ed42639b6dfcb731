// The size of the least mean cost in replays, searched for: where whole charges are refused and penalties are of access
// days, no line leads from one size to another.
//
//   const ReplayedSearch found = cheapest_in_replays(replays, draw, terms, starts);
//   found.size;      // the cheapest of those that were replayed, on so many replications
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>

#include "engine/planning/size_replays.h"
#include "engine/planning/size_sample.h"

namespace drawdown {

// What a size costs in a replay.
struct ReplayTerms {
  SizeCosts costs;      // its prices, and what sizes are allowed; its penalty does not count
  bool by_day = false;  // whether the penalty is of access days
  Money penalty;
  Money left_value;

  [[nodiscard]] Money cost_of(Tokens size, const SizeReplay& replay) const;
};

struct ReplayedSearch {
  Tokens size;
  std::size_t tried = 0;           // sizes
  std::uint64_t replications = 0;  // the first ones
};

// Replays the sizes to begin with and those evenly between the least and the greatest of them, and twice again as many
// between the neighbours of the cheapest so far: about 4,000 replays, of at most 100 replications. Ties go to the
// smaller size.
[[nodiscard]] ReplayedSearch cheapest_in_replays(const SizeReplays& replays, const DrawReplication& draw,
                                                 const ReplayTerms& terms, const std::set<Tokens>& starts,
                                                 std::uint64_t replications, unsigned threads);

}  // namespace drawdown
