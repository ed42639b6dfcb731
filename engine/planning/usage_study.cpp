#include "engine/planning/usage_study.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

namespace drawdown {
namespace {

constexpr Wide year = 365;
constexpr std::size_t most_of_largest = 100;

// `at` × days_of_years ÷ 365, in micro-tokens.
void set_tokens(UsageLine& line, std::int64_t days_of_years) {
  const BreakEven tokens = break_even(of_micro(line.product.subscription->micro), {1, 1}, line.price.price);
  line.is_tie = tokens.kind == BreakEven::Kind::both_free;
  if (tokens.kind == BreakEven::Kind::at) {
    const Fraction micro = product(product(tokens.at, fraction(days_of_years, year)), {micro_per_unit, 1});
    line.micro_tokens = micro.floor();
    line.is_tie = micro.is_whole();
  }
}

std::vector<UsageLine> lines_of(const Scenario& scenario, Day day, std::optional<Money> token_price,
                                std::int64_t days_of_years) {
  std::vector<UsageLine> lines;
  const std::vector<TokenPrice> prices = token_prices(scenario, day, token_price);
  if (prices.empty()) {
    return lines;
  }
  for (const SubscriptionPrice& price : scenario.subscription_prices) {
    const std::optional<PricedProduct> product = priced_product(scenario, price.product, day);
    if (product && product->subscription) {
      UsageLine& line = lines.emplace_back(UsageLine{*product, usual_price(prices), {}, {}, false});
      line.at = break_even(line.product, line.price);
      set_tokens(line, days_of_years);
    }
  }
  return lines;
}

// Rows by tokens, the most first; ties by row.
void sort_by_tokens(std::vector<std::uint32_t>& rows, const UsageReport& report) {
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    return report.rows[a].sums.all.tokens > report.rows[b].sums.all.tokens;
  });
}

}  // namespace

Cheaper cheaper_of(const UsageLine& line, Tokens tokens) {
  if (!line.micro_tokens) {
    return line.is_tie ? Cheaper::either : Cheaper::tokens;
  }
  if (tokens.micro > *line.micro_tokens) {
    return Cheaper::subscription;
  }
  return line.is_tie && tokens.micro == *line.micro_tokens ? Cheaper::either : Cheaper::tokens;
}

const char* cheaper_word(Cheaper cheaper) {
  constexpr std::array words{"tokens", "either", "subscription"};
  return words[static_cast<std::size_t>(cheaper)];
}

const UsageLine* UsageStudy::line_of(ProductId product) const {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const UsageLine& line) { return line.product.product == product; });
  return found == lines.end() ? nullptr : &*found;
}

std::optional<Cheaper> UsageStudy::cheaper(const UserProduct& row) const {
  const UsageLine* line = row.sums.all.charges > 0 ? line_of(row.product) : nullptr;
  return line == nullptr ? std::nullopt : std::optional(cheaper_of(*line, row.sums.all.tokens));
}

UsageStudy study_usage(const Scenario& scenario, const Trace& trace, const Outcome& outcome, UsageLimits limits,
                       Day day, std::optional<Money> token_price) {
  UsageStudy study;
  study.report = usage_of(scenario, trace, outcome, limits);
  study.products = usage_by_product(scenario, study.report);
  study.pairs = product_pairs(study.report);
  study.days_of_years = days_of_years(scenario.from, scenario.until);
  study.lines = lines_of(scenario, day, token_price, study.days_of_years);
  std::optional<UserId> last;
  for (std::uint32_t i = 0; i < study.report.rows.size(); ++i) {
    const UserProduct& row = study.report.rows[i];
    study.total += row.sums;
    study.users += last == row.user ? 0U : 1U;
    last = row.user;
    if (row.sums.all.charges > 0) {
      study.largest.push_back(i);
    }
    if (study.cheaper(row) == Cheaper::subscription) {
      study.heavy.push_back(i);
    }
  }
  sort_by_tokens(study.heavy, study.report);
  sort_by_tokens(study.largest, study.report);
  study.largest.resize(std::min(study.largest.size(), most_of_largest));
  return study;
}

}  // namespace drawdown
