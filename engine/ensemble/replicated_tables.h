// A comparison over many replications as result files; scenarios/README.md describes their columns.
//
//   out.file("variants_replicated.csv").write(to_csv(replicated_table(comparison)));
#pragma once

#include "engine/ensemble/replicated.h"
#include "engine/report/table.h"

namespace drawdown {

// A row per variant and measure, the baseline first: its mean, and what is more or less than the baseline's. Measures
// that variants.csv has too are called as there.
[[nodiscard]] Table replicated_table(const ReplicatedComparison& comparison);
// A row per step of every variant's bridge.
[[nodiscard]] Table replicated_bridge_table(const ReplicatedComparison& comparison);

}  // namespace drawdown
