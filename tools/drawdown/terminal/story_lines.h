// The lines of which stories of charges and denials are made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/analysis/pool_then.h"
#include "engine/pool/journal.h"
#include "tools/drawdown/terminal/event_words.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// The label, and the text beside it.
[[nodiscard]] std::string fact_line(std::string_view label, const std::string& text, const Screen& screen);
// Each tranche, and what it pays of the charge, or gets back by a refund.
[[nodiscard]] std::string pool_lines(const ExplainedRun& run, const PoolThen& pool, const std::optional<Charge>& charge,
                                     const Screen& screen);

}  // namespace drawdown::program
