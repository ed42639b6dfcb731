// The oracle's own active spells, plainly from the words of the manual.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/trace/idle.h"
#include "engine/trace/trace.h"

namespace drawdown::oracle {

struct Spell {
  std::size_t session = 0;  // place in the log
  std::int64_t open = 0;
  std::int64_t close = 0;
};

// Session by session, each one's in order of time. Without an idle rule every session is one spell.
std::vector<Spell> spells_of(const Scenario& scenario, const Trace& log, const IdleSpans& idle);

}  // namespace drawdown::oracle
