// What becomes of a pool if it goes on being drawn at a constant rate: when it is empty, and what of each tranche is
// left when it expires. Exact: whole numbers, no floating point.
//
//   const Projection ahead = project({{300, 0, 40}, {500, 10, 375}}, {Tokens::whole(300), 30});     // 10 a day
//   ahead.empty;        // after 80 whole days; the first tranche goes first and lasts 30
//   ahead.left;         // nothing of the first, nothing of the second
//
// Days are counted from a midnight on; a day's consumption is spread evenly over it. Tranches are drawn in the order
// given, as far as they are there: a later one does not help one that has expired by then.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown {

// A tranche. In the draw order of its pool.
struct Supply {
  Tokens tokens;
  std::int32_t arrives = 0;  // at the start of which day; 0: it is there
  std::int32_t expires = 0;  // likewise; 0: at once, with all it has. Later than it arrives, if it is to arrive
};

struct Pace {
  Tokens consumed;  // in `days` days; less than 0, by refunds, counts as nothing
  std::int32_t days = 1;
  bool overdraft = false;                   // what the pool lacks is owed, and paid by whatever comes
  Tokens owed = {};                         // by now
  std::vector<std::int32_t> true_ups = {};  // days at whose start what is owed is bought
};

struct Projection {
  // After how many whole days the pool has nothing: all is drawn, or has expired. At the same instant what expires goes
  // before what arrives.
  std::int32_t empty = 0;
  // By supply: what it will have left when it expires, rounded up to the micro-token.
  std::vector<Tokens> left;
};

// Throws OverflowError for amounts that are not those of a pool.
[[nodiscard]] Projection project(const std::vector<Supply>& supplies, const Pace& pace);

}  // namespace drawdown
