// How result files show an estimate: NAME, NAME_low and NAME_high.
#pragma once

#include <string>
#include <vector>

#include "engine/ensemble/estimate.h"
#include "engine/report/table.h"

namespace drawdown {

void add_estimate_columns(std::vector<Table::Column>& columns, const std::string& name,
                          Cell::Kind kind = Cell::Kind::amount);
void add_estimate(std::vector<Cell>& cells, const Estimate& estimate);

}  // namespace drawdown
