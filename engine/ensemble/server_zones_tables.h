// Where the server stands, as result files; scenarios/README.md describes their columns.
#pragma once

#include "engine/ensemble/server_zones.h"
#include "engine/report/table.h"

namespace drawdown {

// A row per zone, the present one first.
[[nodiscard]] Table zone_table(const ServerZones& study);
// A row per zone and office.
[[nodiscard]] Table office_table(const ServerZones& study);

}  // namespace drawdown
