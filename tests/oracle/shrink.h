// Makes a world that shows a difference as small as it can be while it still does.
#pragma once

#include <functional>

#include "tests/worlds.h"

namespace drawdown::oracle {

// Drops sessions, tranches, listed users and later rates, and takes rules back to plain ones, as long as `differs`
// holds.
[[nodiscard]] World shrink(World world, const std::function<bool(const World&)>& differs);

}  // namespace drawdown::oracle
