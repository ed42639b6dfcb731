// The result files of `drawdown size`: size.csv, size_replayed.csv, and size.json.
#pragma once

#include <string>

#include "engine/planning/size_study.h"
#include "engine/report/table.h"

namespace drawdown {

// "risk", "cost", "as_is", or several with a space between; empty for a size that is none of them.
[[nodiscard]] std::string answer_word(const SizeStudy& study, Tokens size);

[[nodiscard]] Table size_table(const SizeStudy& study);
[[nodiscard]] Table replayed_table(const SizeStudy& study);
[[nodiscard]] std::string size_json(const Scenario& scenario, const SizeStudy& study);

}  // namespace drawdown
