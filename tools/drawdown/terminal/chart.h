// A burn curve drawn with block characters: what is left over the days, and below it when tokens were bought, expired
// and refused.
//
//   10,000 ┤█▇▆▅▄▃
//          │██████▇▆
//    5,000 ┤████████▅▄▂
//          │███████████▆▄▂
//        0 ┼┬──────┬──────┬
//           Jan    Feb    Mar
//    bought ▲
//   refused               !!
#pragma once

#include <cstddef>
#include <string>

#include "engine/analysis/burn.h"
#include "engine/time/civil.h"
#include "tools/drawdown/terminal/screen.h"

namespace drawdown::program {

// In lines that fit `screen.width`, with `rows` of blocks. Where days are more than columns, a column shows what is
// left at the end of its last day; marks are never dropped.
[[nodiscard]] std::string burn_chart(const TeamBurn& burn, Day from, std::size_t rows, const Screen& screen);
// The lines that it takes besides its rows of blocks.
[[nodiscard]] std::size_t chart_frame(const TeamBurn& burn);

}  // namespace drawdown::program
