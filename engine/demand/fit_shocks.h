// What makes many people busy or idle in the same weeks, estimated from a log.
//
// Weekly counts of two people who are independent do not vary together. So of the squared deviation of everybody's
// count, what is left when each person's own is taken away, over the products of what was expected of them, is the
// variance of a factor that they share; the same with some weeks between gives its autocorrelation. As one year cannot
// tell its season from other ups and downs, deviations from the season are taken for shocks in the measure in which
// differences between months are taken for season (engine/demand/fit_profile.h).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/demand/fit_profile.h"
#include "engine/demand/use_log.h"

namespace drawdown {

struct ShockFit {
  double variance = 0;            // of the factor, whose mean is 1; 0: none is found
  double weekly_correlation = 0;  // of one week and the next
};

struct ShockFits {
  ShockFit everybody;            // what groups share; if there is one group, of that one
  std::vector<ShockFit> groups;  // by group: what its people share beyond that
};

[[nodiscard]] ShockFits fit_shocks(const UseLog& log, const std::vector<GroupProfile>& profiles);

}  // namespace drawdown
