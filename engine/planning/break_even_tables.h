// The result files of `drawdown breakeven`: break_even.csv, break_even_sensitivity.csv, break_even_collections.csv, and
// all three as JSON.
#pragma once

#include <array>
#include <string>

#include "engine/planning/break_even.h"
#include "engine/report/table.h"

namespace drawdown {

// Percent off, as the sensitivity has them.
inline constexpr std::array off_subscriptions{0, 10, 15, 20, 30};
inline constexpr std::array off_tokens{0, 10, 20};

[[nodiscard]] std::string source_word(TokenPrice::Source source);

[[nodiscard]] Table break_even_table(const Scenario& scenario, const BreakEvenStudy& study);
[[nodiscard]] Table sensitivity_table(const Scenario& scenario, const BreakEvenStudy& study);
[[nodiscard]] Table collection_table(const Scenario& scenario, const BreakEvenStudy& study);
[[nodiscard]] std::string break_even_json(const Scenario& scenario, const BreakEvenStudy& study);

}  // namespace drawdown
