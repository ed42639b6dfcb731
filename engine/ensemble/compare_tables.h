// A comparison as result files; scenarios/README.md describes their columns.
//
//   out.file("variants.csv").write(to_csv(variant_table(comparison)));
//   write_differences(out.file("differences.csv"), comparison);
#pragma once

#include "engine/ensemble/compare.h"
#include "engine/report/output.h"
#include "engine/report/table.h"

namespace drawdown {

// A row per variant, the baseline first: its summary, and what is more or less than the baseline's.
[[nodiscard]] Table variant_table(const Comparison& comparison);
// A row per variant and user, product or civil day that either it or the baseline charges or refuses anything.
[[nodiscard]] Table user_table(const Comparison& comparison);
[[nodiscard]] Table product_table(const Comparison& comparison);
[[nodiscard]] Table day_table(const Comparison& comparison);
// A row per step of every variant's bridge.
[[nodiscard]] Table bridge_table(const Comparison& comparison);

// A row per difference; they may be many, and go to the file as they are made.
void write_differences(OutputFile& file, const Comparison& comparison);

}  // namespace drawdown
