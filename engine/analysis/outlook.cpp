#include "engine/analysis/outlook.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstddef>

namespace drawdown {
namespace {

constexpr Eigen::Index trailing_days = 30;  // long enough to smooth weekends, short enough to follow a season

double whole_tokens(Tokens tokens) { return static_cast<double>(tokens.micro) / static_cast<double>(micro_per_unit); }

Eigen::ArrayXd consumption(const TeamBurn& burn) {
  Eigen::ArrayXd consumed(static_cast<Eigen::Index>(burn.days()));
  std::transform(burn.consumed.begin(), burn.consumed.end(), consumed.begin(), whole_tokens);
  return consumed;
}

}  // namespace

Outlook outlook(const TeamBurn& burn, const std::vector<Expiry>& expiries, Day until) {
  const Eigen::ArrayXd consumed = consumption(burn);
  const Eigen::Index window = std::min(trailing_days, consumed.size());
  Outlook ahead;
  ahead.days = static_cast<int>(window);
  ahead.tokens_per_day = window > 0 ? consumed.tail(window).mean() : 0;
  if (ahead.tokens_per_day <= 0 || expiries.empty()) {
    return ahead;
  }
  double day = 0;  // after `until`
  for (const Expiry& expiry : expiries) {
    const double lasts = whole_tokens(expiry.remaining) / ahead.tokens_per_day;
    const double usable = std::max(0.0, static_cast<double>(expiry.on - until) - day);
    ahead.expiring += std::max(0.0, lasts - usable) * ahead.tokens_per_day;
    day += std::min(lasts, usable);
  }
  constexpr double farthest = 36500;  // a hundred years: beyond that a date says nothing
  if (day < farthest) {
    ahead.lasts_until = until + static_cast<std::int32_t>(std::floor(day));
  }
  return ahead;
}

}  // namespace drawdown
