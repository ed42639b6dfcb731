// Who used what, and what of it need not have been paid: by user and product, by user and day, charge by charge.
//
//   const UsageReport report = usage_of(scenario, trace, outcome, {});
//   for (const UserProduct& row : report.rows) { row.sums.access_days; row.sums.tokens; }
//   for (const AvoidableCharge& charge : report.avoidable) { trace.open[charge.session]; }
//
// The rows sum to the whole, to the token and to the micro-unit: their charges, renewals and tokens are those of the
// summary, their cost is that of a charge-back (tokens at the prices of the tranches that paid). A charge is avoidable
// in one way at most: an open if its window was used for too short a time, a renewal if only its first minutes were.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/pool/journal.h"
#include "engine/replay/outcome.h"
#include "engine/scenario/scenario.h"
#include "engine/time/instant.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct UsageLimits {
  Duration short_use{600};  // an open is avoidable if its window was used for less
  Duration tail{600};       // a renewal likewise
};

struct ChargeSum {
  std::uint64_t charges = 0;
  Tokens tokens;
  Money cost;

  ChargeSum& operator+=(const ChargeSum& other);
  bool operator==(const ChargeSum&) const = default;
};

struct UsageSums {
  std::uint64_t sessions = 0;      // that needed tokens, also those that were refused
  std::uint64_t access_days = 0;   // civil days on which such a session opened (engine/analysis/access_days.h)
  std::uint64_t refused_days = 0;  // of these: never let in
  std::uint64_t covered_days = 0;  // civil days on which a session opened that entitlements cover
  std::uint64_t seconds = 0;       // of visits
  std::uint64_t covered_seconds = 0;
  std::uint64_t charged_days = 0;    // civil days with a charge
  std::uint64_t free_launches = 0;   // visits that were free for being shorter than the grace period
  std::uint64_t short_launches = 0;  // visits that were charged at their start, and shorter than `short_use`
  std::uint64_t renewals = 0;        // charges that are renewals
  ChargeSum all;                     // charges, also renewals and results; their tokens and cost less refunds
  ChargeSum short_windows;           // avoidable opens
  ChargeSum tails;                   // avoidable renewals

  UsageSums& operator+=(const UsageSums& other);
  bool operator==(const UsageSums&) const = default;
};

struct UserProduct {
  UserId user;
  ProductId product;
  UsageSums sums;
};

// A day on which one user was charged tokens for two products or more.
struct MultiProductDay {
  Day day;
  UserId user;
  std::uint32_t first = 0;  // in `day_products`
  std::uint32_t products = 0;
  ChargeSum sum;  // of that day's charges
};

struct AvoidableCharge {
  std::uint64_t number = 0;  // row of charges.csv; the first below its head is 1
  UnitId unit;
  ChargeKind kind = ChargeKind::open;
  Instant at;
  Instant until;
  std::uint32_t used = 0;  // seconds
  Tokens tokens;
  Money cost;
  std::uint32_t session = 0;  // place in the trace, as in engine/analysis/window_use.h
};

struct UsageReport {
  UsageLimits limits;
  std::vector<UserProduct> rows;           // by the user's name, then in the rate sheet's order
  std::vector<MultiProductDay> days;       // by day, then by the user's name
  std::vector<ProductId> day_products;     // in the rate sheet's order for each day
  std::vector<AvoidableCharge> avoidable;  // in the order of charges.csv
  // By product: the seconds for which each renewal's window was used, ascending; of windows that are over when the
  // simulation ends.
  std::vector<std::vector<std::uint32_t>> renewals_used;

  [[nodiscard]] std::span<const ProductId> products_of(const MultiProductDay& day) const {
    return std::span(day_products).subspan(day.first, day.products);
  }
};

[[nodiscard]] UsageReport usage_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                   UsageLimits limits);

// 365 for each whole year from `from` on, and the days that are left over: what days of a log are divided by, and
// multiplied by 365, to be days of a year.
[[nodiscard]] std::int64_t days_of_years(Day from, Day until);

}  // namespace drawdown
