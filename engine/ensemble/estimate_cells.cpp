#include "engine/ensemble/estimate_cells.h"

#include <cstdint>

namespace drawdown {

void add_estimate_columns(std::vector<Table::Column>& columns, const std::string& name, Cell::Kind kind) {
  columns.push_back({name, kind});
  columns.push_back({name + "_low", kind});
  columns.push_back({name + "_high", kind});
}

void add_estimate(std::vector<Cell>& cells, const Estimate& estimate) {
  for (const std::int64_t each : {estimate.value, estimate.low, estimate.high}) {
    cells.emplace_back(Number{each});
  }
}

}  // namespace drawdown
