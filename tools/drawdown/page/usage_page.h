// The page of `drawdown usage`: who used how much, from where on a subscription is cheaper, and what could be avoided.
#pragma once

#include "engine/planning/usage_tables.h"
#include "engine/report/page.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

[[nodiscard]] Page usage_page(const UsageResults& results, const Arguments& arguments);

}  // namespace drawdown::program
