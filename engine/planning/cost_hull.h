// The lower hull of what one order day costs in a range of quantities: the greatest convex function below it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/planning/node_bound.h"

namespace drawdown {

struct HullSegment {
  double tokens = 0;  // how much longer
  double cost = 0;    // and dearer, interest and the value of what is left included
  double paid = 0;    // the same without these two
};

struct CostHull {
  double quantity = 0;  // where it begins
  double cost = 0;
  double paid = 0;
  std::vector<HullSegment> segments;  // costs of a token ascend

  [[nodiscard]] double cost_at(double quantity) const;  // within the range
};

[[nodiscard]] CostHull hull_of(const ScheduleModel& model, std::size_t order_day, std::int64_t low, std::int64_t high);

}  // namespace drawdown
