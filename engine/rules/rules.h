// What a charge is: the axes of spec §2. A `Rules` that a loader returned is valid; inside there are only assertions.
//
//   Rules rules = flex();            // a preset …
//   rules.grace = Duration{0};       // … and one axis changed
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/time/instant.h"
#include "engine/time/zone.h"

namespace drawdown {

// The window of a charge at t is [t, t + length). length > grace.
struct RollingWindow {
  Duration length{24 * 3600};
};
// The civil day, week or month that holds t.
struct CalendarWindow {
  enum class Clock { server, user, named };
  Period period = Period::day;
  Clock clock = Clock::server;
  ZoneId named;  // for Clock::named
};
// One window per product for the whole organisation: it starts at the first visit start (even one that turns out free
// or is denied) at or after the last one's end.
struct SharedWindow {
  Duration length{24 * 3600};
};
// None: every visit is charged once and never renewed.
struct VisitWindow {};

using Window = std::variant<RollingWindow, CalendarWindow, SharedWindow, VisitWindow>;

enum class WhenEmpty { deny, retry, overdraft };

// The order in which a pool's tranches are drawn. Ties of `soonest_expiry`: bought smaller, then bought earlier, then
// listed earlier; ties of `oldest` and `newest`: listed earlier.
enum class DrawOrder { soonest_expiry, oldest, newest };

// A session is replaced by its active spells: one ends `after` into an idle span, and another begins when the span
// ends (engine/trace/spells.h).
struct IdleRule {
  Duration after{900};
  std::vector<ProductId> except;  // products that are not idle-aware
  bool operator==(const IdleRule&) const = default;
};

struct Rules {
  Window window = RollingWindow{};
  bool per_version = false;  // a charge unit is a team's user and product, and these
  bool per_machine = false;
  Duration grace{300};  // a visit that is strictly shorter is free
  bool renew = true;    // false: a visit goes on free until it ends
  WhenEmpty when_empty = WhenEmpty::deny;
  Duration retry_after{3600};  // for WhenEmpty::retry
  DrawOrder consume = DrawOrder::soonest_expiry;
  std::optional<IdleRule> idle;  // none: idle spans are not looked at
};

// Whether a rolling window is longer than the grace period, as it must be; other windows may have any length.
[[nodiscard]] bool window_outlasts_grace(const Rules& rules);

[[nodiscard]] Rules flex();
[[nodiscard]] Rules token_flex();

}  // namespace drawdown
