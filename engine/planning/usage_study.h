// What a log says of its use, beside what could be bought instead: the sums of engine/analysis/usage.h, their
// distributions, and the break-even of each product that has a subscription price.
//
//   const UsageStudy study = study_usage(scenario, trace, outcome, {}, scenario.from, std::nullopt);
//   study.line_of(autocad)->at;                                      // access days of a user and year: 110
//   cheaper_of(*study.line_of(autocad), row.sums.all.tokens);        // for this user
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/usage.h"
#include "engine/analysis/usage_products.h"
#include "engine/base/wide.h"
#include "engine/planning/break_even.h"

namespace drawdown {

// A product's break-even, as `drawdown breakeven` has it, and what it is in tokens of the scenario's days.
struct UsageLine {
  PricedProduct product;
  TokenPrice price;
  BreakEven at;                      // in what is counted, of a user and year
  std::optional<Wide> micro_tokens;  // up to so many tokens cost no more than the subscription; empty: any number do
  bool is_tie = false;               // so many cost the same; if any number do, all
};

enum class Cheaper : std::uint8_t { tokens, either, subscription };
// For a user with so many tokens in the scenario's days, and as many in the days of a year.
[[nodiscard]] Cheaper cheaper_of(const UsageLine& line, Tokens tokens);
[[nodiscard]] const char* cheaper_word(Cheaper cheaper);  // "tokens", "either", "subscription"

struct UsageStudy {
  UsageReport report;
  std::vector<ProductUsage> products;
  std::vector<ProductPair> pairs;
  std::vector<UsageLine> lines;  // of products with a price, in the order of subscription_prices
  UsageSums total;
  std::uint64_t users = 0;             // with a row in the report
  std::int64_t days_of_years = 365;    // what days are divided by, and multiplied by 365
  std::vector<std::uint32_t> heavy;    // rows of users for whom the subscription is cheaper; the most tokens first
  std::vector<std::uint32_t> largest;  // rows with charges, at most 100; the most tokens first

  // Null if the product has no subscription price on that day, or a token has none.
  [[nodiscard]] const UsageLine* line_of(ProductId product) const;
  // Of a row; empty without a line, and if nothing was charged.
  [[nodiscard]] std::optional<Cheaper> cheaper(const UserProduct& row) const;
};

// Rates and prices are those in force on `day`; `token_price` takes the place of the scenario's own.
[[nodiscard]] UsageStudy study_usage(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                     UsageLimits limits, Day day, std::optional<Money> token_price);

}  // namespace drawdown
