// Where two variants of a scenario charge differently, day by day, and why.
//
//   for (const Difference& one : differences(baseline, variant, days)) {
//     one.user; one.product; one.day;                    // who used what, on which civil day
//     one.baseline; one.variant;                         // tokens charged under each
//     reason_name(one.reason);                           // "grace"
//   }
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/quantity.h"

namespace drawdown {

// Why a charge is made under one variant and not, or for another amount, under the other.
enum class Reason : std::uint8_t {
  rate,           // both charge at that instant, at different rates
  grace,          // the visit is shorter than the grace period under one
  refused,        // for want of tokens under one: denied at open, cut off, or not let in since
  idle,           // the user is idle under one
  version,        // a second version inside the window under one
  machine,        // a second machine inside the window under one
  boundary,       // crosses the boundary of a metering day, week or month under one
  renewal,        // still open when the window ends under one
  window_length,  // the window of an earlier charge has ended under one, and still runs under the other
  shared_window,  // another user's visit started or ended the shared window under one
  visit,          // every visit is charged under one
  outside,        // outside the simulated days of one
  moved,          // same rule, but an earlier difference has moved the window
};
inline constexpr std::size_t reason_count = 13;

struct Difference {
  UserId user;
  ProductId product;     // in the log's list
  std::int32_t day = 0;  // in the table of days
  Tokens baseline;
  Tokens variant;
  Reason reason = Reason::rate;
};

// "grace", "window length": as result files have it.
[[nodiscard]] std::string_view reason_name(Reason reason);
// A sentence for people.
[[nodiscard]] std::string_view reason_text(Reason reason);

}  // namespace drawdown
