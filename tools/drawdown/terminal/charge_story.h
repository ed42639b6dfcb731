// One charge, or one denial, with everything that led to it: who, why it was due, what the pool had, and what followed.
#pragma once

#include <cstddef>
#include <string>

#include "engine/analysis/pool_then.h"
#include "tools/drawdown/terminal/event_words.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/timeline.h"

namespace drawdown::program {

// `part` has the unit's history, and shows the events around `event`; `pool` is what the unit's team had just before.
struct Story {
  const TimelinePart& part;
  std::size_t event;
  const PoolThen& pool;
};

// Of an event that made a charge.
[[nodiscard]] std::string charge_story(const ExplainedRun& run, const Story& story, const Screen& screen);
// Of an attempt that was refused, or a visit that was cut off.
[[nodiscard]] std::string denial_story(const ExplainedRun& run, const Story& story, const Screen& screen);

// The places of the events of the same visit and of those that led to it: from the window before on.
[[nodiscard]] std::vector<std::size_t> events_around(const UnitHistory& history, std::size_t event);

}  // namespace drawdown::program
