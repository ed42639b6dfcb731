// The result files of `drawdown usage`; scenarios/README.md describes their columns.
//
//   write_usage(out.file("usage.csv"), {scenario, trace, study});
//   out.file("usage_products.csv").write(to_csv(usage_product_table({scenario, trace, study})));
#pragma once

#include <string>

#include "engine/planning/usage_study.h"
#include "engine/report/output.h"
#include "engine/report/table.h"
#include "engine/scenario/scenario.h"
#include "engine/trace/trace.h"

namespace drawdown {

struct UsageResults {
  const Scenario& scenario;
  const Trace& trace;
  const UsageStudy& study;
};

// usage.csv: a row for each user and product.
void write_usage(OutputFile& file, const UsageResults& results);
// usage_products.csv: a row for each product.
[[nodiscard]] Table usage_product_table(const UsageResults& results);
// Of the users that have most, at most 100: days_per_year, tokens, cost, cheaper; as in usage.json.
[[nodiscard]] Table largest_users_table(const UsageResults& results);
// Pairs of products that a user was charged for on one day, likewise.
[[nodiscard]] Table product_pair_table(const UsageResults& results);
// The histogram of usage_products.csv, a row for each product and class: `middle` of its access days in a year,
// `users`.
[[nodiscard]] Table histogram_table(const UsageResults& results);
// usage_days.csv: a row for each day on which a user was charged for two products or more.
void write_usage_days(OutputFile& file, const UsageResults& results);
// avoidable.csv: a row for each avoidable charge, with its session.
void write_avoidable(OutputFile& file, const UsageResults& results);
// usage.json: the sums of all, the products, the pairs of products and the users that have most.
[[nodiscard]] std::string usage_json(const UsageResults& results);

}  // namespace drawdown
