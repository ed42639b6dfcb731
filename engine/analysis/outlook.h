// How long what is left would last if it were drawn at the rate of the last days, soonest expiry first, and nothing
// were bought.
//
//   const Outlook ahead = outlook(total(curve), next_expiries(outcome), scenario.until);
//   ahead.tokens_per_day;     // 41.3
//   ahead.lasts_until;        // 2027-02-03
//   ahead.expiring;           // 120 of the tokens would expire first
#pragma once

#include <optional>
#include <vector>

#include "engine/analysis/burn.h"
#include "engine/analysis/tranches.h"
#include "engine/time/civil.h"

namespace drawdown {

struct Outlook {
  int days = 0;  // over how many days the rate was taken: 30, or the whole horizon if it is shorter
  double tokens_per_day = 0;
  std::optional<Day> lasts_until;  // the day on which it runs out; none if nothing is left or nothing is drawn
  double expiring = 0;             // tokens that would expire before they are drawn
};

// An estimate, in floating point: no ledger depends on it.
[[nodiscard]] Outlook outlook(const TeamBurn& burn, const std::vector<Expiry>& expiries, Day until);

}  // namespace drawdown
