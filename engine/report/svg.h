// Charts as stand-alone pictures, for papers and slides: one style, on white, in any size.
//
//   folder.file("chart_balance.svg").write(to_svg(chart, table));
//
// The same chart and table always give the same bytes.
#pragma once

#include <string>

#include "engine/report/chart.h"
#include "engine/report/table.h"

namespace drawdown {

// The table has the chart's columns.
[[nodiscard]] std::string to_svg(const Chart& chart, const Table& table);

}  // namespace drawdown
