// The style and the code of reports, bundled from tools/report while building.
#pragma once

#include "engine/report/page.h"

namespace drawdown::program {

[[nodiscard]] PageShell page_shell();

}  // namespace drawdown::program
