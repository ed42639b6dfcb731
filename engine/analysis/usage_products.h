// How use is distributed: the users of each product by their access days in a year, who has how much of its tokens, how
// long its renewals were used, and which products are used on one day.
//
//   const std::vector<ProductUsage> products = usage_by_product(scenario, report);
//   products[0].days_quantile(90);         // access days a year that nine users of ten do not exceed
//   products[0].histogram();               // users by access days a year
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/usage.h"
#include "engine/scenario/scenario.h"

namespace drawdown {

struct YearlyTag {
  static constexpr const char* name = "access days in a year";
};
using YearlyDays = Amount<YearlyTag>;

// So many days of the scenario's, for a year: × 365 ÷ days_of_years, to the nearest millionth, halves up.
[[nodiscard]] YearlyDays yearly(std::uint64_t days, std::int64_t days_of_years);

// The upper ends of the classes of the histogram, the last but one; above it, there is one more.
inline constexpr std::uint64_t days_class = 20;
inline constexpr std::size_t days_classes = 14;  // (0, 20], (20, 40], …, (240, 260], and more than 260
// Of minutes for which renewals were used: below so many, and the last is open.
inline constexpr std::array<std::uint32_t, 8> minute_classes{5, 10, 15, 30, 60, 120, 240, 480};

struct ProductUsage {
  ProductId product;
  UsageSums sums;
  std::uint64_t users = 0;               // with an access day
  std::uint64_t charged_users = 0;       // with a charge
  std::uint64_t half_users = 0;          // the fewest that have half of the tokens, or more; 0 if there are none
  std::vector<std::uint64_t> user_days;  // access days of each user with one, ascending
  std::int64_t days_of_years = 365;
  std::vector<std::uint32_t> renewals_used;  // as in UsageReport

  // The least number of days that `percent` of the users do not exceed, for a year; empty without users.
  [[nodiscard]] std::optional<YearlyDays> days_quantile(unsigned percent) const;
  [[nodiscard]] std::array<std::uint64_t, days_classes> histogram() const;
  // Likewise seconds of renewals; and how many renewals are in each class.
  [[nodiscard]] std::optional<std::uint32_t> renewal_quantile(unsigned percent) const;
  [[nodiscard]] std::array<std::uint64_t, minute_classes.size() + 1> renewal_histogram() const;
};

// Of products with a row in the report, in the rate sheet's order.
[[nodiscard]] std::vector<ProductUsage> usage_by_product(const Scenario& scenario, const UsageReport& report);

// Two products, and on how many days how many users were charged for both.
struct ProductPair {
  ProductId one;
  ProductId other;  // later in the rate sheet
  std::uint64_t days = 0;
  std::uint64_t users = 0;
};
// The most days first; ties in the rate sheet's order.
[[nodiscard]] std::vector<ProductPair> product_pairs(const UsageReport& report);

}  // namespace drawdown
