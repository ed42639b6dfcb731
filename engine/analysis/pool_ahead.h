// What becomes of a team's pool, as could be known at the end of a day: what is there and what is on order, drawn at
// the rate of the last days in the pool's order.
//
//   const PoolAhead ahead(scenario, outcome);
//   const auto view = ahead.at(days, team, place, 30);    // empty in the first 29 days
//   view->projection.empty;  view->projection.left[0];    // of view->tranches[0]
//
// On order are what policies have ordered by then, and the later years of contracts that have begun. Purchases that the
// scenario lists for later days are not known before they come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/pool_days.h"
#include "engine/analysis/projection.h"
#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

class PoolAhead {
 public:
  // Both must outlive it.
  PoolAhead(const Scenario& scenario, const Outcome& outcome);

  struct View {
    Tokens consumed;                  // in the trailing days; at least 0
    std::int32_t days = 1;            // that many
    Tokens free;                      // now
    std::vector<TrancheId> tranches;  // first to draw first
    Projection projection;            // from the end of the day on
  };
  // Empty while fewer days have gone by, and before the first tranche of the team has come. `place`: of the team in the
  // burn curve.
  [[nodiscard]] std::optional<View> at(const PoolDays& days, TeamId team, std::size_t place,
                                       std::int32_t trailing) const;

 private:
  [[nodiscard]] bool is_on_order(const Tranche& tranche, Day day) const;

  const Scenario& scenario_;
  const Outcome& outcome_;
  std::vector<std::uint32_t> order_;  // all tranches, as if they were one team's
};

// micro ÷ divisor in hundredths of a unit, rounded to the nearest, halves up; neither is less than 0.
[[nodiscard]] std::int64_t hundredths(std::int64_t micro, std::int64_t divisor);
// "41.33 tokens a day, the average of 30 days": to two places.
[[nodiscard]] std::string rate_text(const PoolAhead::View& view);
// An estimate of tokens or money: to two places.
template <class Tag>
[[nodiscard]] std::string estimate_text(Amount<Tag> amount) {
  return format(Amount<Tag>{hundredths(amount.micro, 1) * (micro_per_unit / 100)});
}

}  // namespace drawdown
