// What the use of a scenario looks like on the screen: its products with the histogram of their users, and what could
// have been avoided. At most 24 lines.
#pragma once

#include <string>

#include "engine/planning/usage_tables.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

[[nodiscard]] std::string show(const UsageResults& results, const Screen& screen);

}  // namespace drawdown::program
