// One result or refund that was charged, or one use that was refused before the rules of metering were asked, with
// everything that led to it.
#pragma once

#include <string>

#include "engine/analysis/pool_then.h"
#include "tools/drawdown/terminal/other_uses.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// Of a use that has a charge or a denial; `pool` is what the unit's team had just before.
[[nodiscard]] std::string other_story(const ExplainedRun& run, const OtherUse& use, const PoolThen& pool,
                                      const Screen& screen);

}  // namespace drawdown::program
