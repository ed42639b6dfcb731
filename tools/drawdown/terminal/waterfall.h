// How one total becomes another, step by step, with bars that begin where the one above ends.
//
//    scenario                         51,148  138,102.00  |
//    rules.grace: 0s                  +2,534   +6,842.00  ++++++++++
//    rules.when_empty: overdraft        -128     -345.60           -
//    Token-Flex                       53,554  144,598.40           |
#pragma once

#include <string>

#include "engine/ensemble/compare.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// A line for the baseline, for each step of the variant's bridge, and for the variant.
[[nodiscard]] std::string waterfall(const VariantEffect& baseline, const VariantEffect& variant, const Screen& screen);

}  // namespace drawdown::program
