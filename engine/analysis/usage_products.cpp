#include "engine/analysis/usage_products.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "engine/base/wide.h"

namespace drawdown {
namespace {

constexpr Wide year = 365;

// The value of the nearest rank: of 10 values the quantile of 90 % is the ninth. Empty if there are none.
template <class Value>
std::optional<Value> quantile(const std::vector<Value>& ascending, unsigned percent) {
  if (ascending.empty()) {
    return std::nullopt;
  }
  const std::size_t rank = (ascending.size() * percent + 99) / 100;
  return ascending[rank == 0 ? 0 : rank - 1];
}

std::uint64_t users_of_half(std::vector<Tokens> tokens) {
  std::sort(tokens.begin(), tokens.end(), std::greater<>());
  Wide all = 0;
  for (const Tokens each : tokens) {
    all += each.micro;
  }
  Wide sum = 0;
  std::uint64_t users = 0;
  while (2 * sum < all) {
    sum += tokens[users++].micro;
  }
  return users;
}

}  // namespace

YearlyDays yearly(std::uint64_t days, std::int64_t days_of_years) {
  const Wide micro = Wide{days} * year * micro_per_unit;
  return {narrow((2 * micro + days_of_years) / (2 * days_of_years), YearlyTag::name)};
}

std::optional<YearlyDays> ProductUsage::days_quantile(unsigned percent) const {
  const std::optional<std::uint64_t> days = quantile(user_days, percent);
  return days ? std::optional(yearly(*days, days_of_years)) : std::nullopt;
}

std::array<std::uint64_t, days_classes> ProductUsage::histogram() const {
  std::array<std::uint64_t, days_classes> classes{};
  for (const std::uint64_t days : user_days) {
    const Wide place = divide_up(Wide{days} * year, Wide{days_class} * days_of_years) - 1;
    ++classes[static_cast<std::size_t>(std::min(place, Wide{days_classes - 1}))];
  }
  return classes;
}

std::optional<std::uint32_t> ProductUsage::renewal_quantile(unsigned percent) const {
  return quantile(renewals_used, percent);
}

std::array<std::uint64_t, minute_classes.size() + 1> ProductUsage::renewal_histogram() const {
  constexpr std::uint32_t minute = 60;
  std::array<std::uint64_t, minute_classes.size() + 1> classes{};
  for (const std::uint32_t used : renewals_used) {
    const auto* const above = std::upper_bound(minute_classes.begin(), minute_classes.end(), used / minute);
    ++classes[static_cast<std::size_t>(above - minute_classes.begin())];
  }
  return classes;
}

std::vector<ProductUsage> usage_by_product(const Scenario& scenario, const UsageReport& report) {
  std::vector<ProductUsage> all(scenario.products.size());
  std::vector<std::vector<Tokens>> tokens(all.size());
  std::vector<bool> is_used(all.size());
  for (const UserProduct& row : report.rows) {
    const std::size_t place = row.product.value;
    ProductUsage& own = all[place];
    is_used[place] = true;
    own.sums += row.sums;
    own.charged_users += row.sums.all.charges > 0 ? 1U : 0U;
    if (row.sums.access_days > 0) {
      ++own.users;
      own.user_days.push_back(row.sums.access_days);
    }
    if (row.sums.all.tokens > Tokens{}) {
      tokens[place].push_back(row.sums.all.tokens);
    }
  }
  std::vector<ProductUsage> used;
  for (std::size_t place = 0; place < all.size(); ++place) {
    if (is_used[place]) {
      ProductUsage& own = all[place];
      own.product = ProductId(static_cast<std::uint32_t>(place));
      own.half_users = users_of_half(std::move(tokens[place]));
      std::sort(own.user_days.begin(), own.user_days.end());
      own.days_of_years = days_of_years(scenario.from, scenario.until);
      own.renewals_used = report.renewals_used[place];
      used.push_back(std::move(own));
    }
  }
  return used;
}

std::vector<ProductPair> product_pairs(const UsageReport& report) {
  struct Count {
    std::uint64_t days = 0;
    std::vector<bool> seen;  // by user
    std::uint64_t users = 0;
  };
  std::map<std::pair<ProductId, ProductId>, Count> counts;
  for (const MultiProductDay& day : report.days) {
    const std::span<const ProductId> products = report.products_of(day);
    for (std::size_t i = 0; i < products.size(); ++i) {
      for (std::size_t j = i + 1; j < products.size(); ++j) {
        Count& count = counts[{products[i], products[j]}];
        ++count.days;
        if (count.seen.size() <= day.user.value) {
          count.seen.resize(day.user.value + 1);
        }
        count.users += count.seen[day.user.value] ? 0U : 1U;
        count.seen[day.user.value] = true;
      }
    }
  }
  std::vector<ProductPair> pairs;
  pairs.reserve(counts.size());
  for (const auto& [products, count] : counts) {
    pairs.push_back({products.first, products.second, count.days, count.users});
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const ProductPair& a, const ProductPair& b) { return a.days > b.days; });
  return pairs;
}

}  // namespace drawdown
