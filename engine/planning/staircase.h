// Pairs of a cost and a use of something limited, of which none is as good as another in both.
//
//   Staircase best;
//   best.has_as_good(10, 3);    // whether some pair has a cost of at most 10, and a use of at most 3
//   best.add(10, 3);
#pragma once

#include <cstdint>
#include <iterator>
#include <map>

#include "engine/base/wide.h"

namespace drawdown {

class Staircase {
 public:
  [[nodiscard]] bool has_as_good(Wide cost, std::int64_t use) const {
    const auto dearer = steps_.upper_bound(cost);
    return dearer != steps_.begin() && std::prev(dearer)->second <= use;
  }

  void add(Wide cost, std::int64_t use) {
    auto step = steps_.lower_bound(cost);
    while (step != steps_.end() && step->second >= use) {
      step = steps_.erase(step);
    }
    steps_.emplace_hint(step, cost, use);
  }

 private:
  std::map<Wide, std::int64_t> steps_;  // the dearer, the less use
};

}  // namespace drawdown
