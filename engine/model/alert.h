// What people want to be told of while a pool is used (scenarios/README.md, "Alerts"). An alert changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/id.h"
#include "engine/base/quantity.h"
#include "engine/time/civil.h"

namespace drawdown {

struct Alert {
  enum class When : std::uint8_t {
    share_left,    // less than `below` of what was bought is left
    expiring,      // a tranche has more than `left` or `left_share` left, less than `days` before it expires
    empty_before,  // at the trailing rate the pool is empty before `day`, or within `days`
    write_off,     // at the trailing rate a tranche will have more than `more_than` left when it expires
    dearer_than_subscription,  // a user's tokens of this year cost more than a year's subscription
  };
  std::string name;
  When when = When::share_left;
  std::optional<std::string> team;  // empty: of every team by itself

  Percent below = {};
  std::optional<std::int32_t> days_left = {};  // of share_left: only tranches with more days to their expiry
  std::optional<Tokens> left = {};             // one of the two
  std::optional<Percent> left_share = {};
  std::int32_t days = 0;
  std::optional<Day> day = {};
  Tokens more_than = {};
  std::int32_t trailing = 0;              // civil days that the rate is the average of
  std::optional<ProductId> product = {};  // empty: every product with a price

  bool operator==(const Alert&) const = default;
};

// How the calendar of what is to be done is made.
struct Reminders {
  std::int32_t lead_days = 0;  // before a projected stock-out, for teams without a purchasing policy
  std::int32_t trailing = 0;
  bool operator==(const Reminders&) const = default;
};

}  // namespace drawdown
