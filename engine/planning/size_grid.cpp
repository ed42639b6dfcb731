#include "engine/planning/size_grid.h"

#include <algorithm>
#include <vector>

namespace drawdown {
namespace {

constexpr std::int64_t most_step = 1'000'000'000'000'000;
constexpr std::int64_t curve_steps = 20;

}  // namespace

Tokens nice_step(Tokens least, const SizeCosts& costs) {
  for (std::int64_t decade = 1; decade < most_step; decade *= 10) {
    for (const std::int64_t tenths : {10, 20, 25, 50}) {
      const std::int64_t step = decade * tenths / 10;
      if (step >= least.micro && decade * tenths % 10 == 0) {
        const std::int64_t multiples = (step + costs.multiple.micro - 1) / costs.multiple.micro;
        return Tokens{multiples * costs.multiple.micro};
      }
    }
  }
  return Tokens{most_step};
}

std::set<Tokens> curve_sizes(const SizeSample& sample, const SizeCosts& costs, const std::set<Tokens>& answers) {
  Tokens low = *answers.begin();
  Tokens high = *answers.rbegin();
  if (const std::vector<Tokens>& enough = sample.enough(); !enough.empty()) {
    const std::size_t far = enough.size() / 100;
    low = std::min(low, enough[far]);
    high = std::max(high, enough[enough.size() - 1 - far]);
  }
  const Tokens reach{high == low ? high.micro / 2 : (high - low).micro / 10};
  low = std::max(low - reach, Tokens{});
  high += reach;
  std::set<Tokens> sizes = answers;
  const Tokens step = nice_step(std::max(Tokens{(high - low).micro / curve_steps}, Tokens{1}), costs);
  for (Tokens size{low.micro / step.micro * step.micro}; size <= high; size += step) {
    sizes.insert(allowed_size(costs, size));
  }
  for (const OrderPrices::Tier& tier : costs.prices.tiers) {
    if (low <= tier.quantity && tier.quantity <= high) {
      sizes.insert(allowed_size(costs, tier.quantity));
    }
  }
  return sizes;
}

std::set<Tokens> even_sizes(Tokens low, Tokens high, std::size_t number, const SizeCosts& costs) {
  std::set<Tokens> sizes{allowed_size(costs, low), allowed_size(costs, high)};
  const Tokens part{(high - low).micro / static_cast<std::int64_t>(number)};
  const Tokens step = nice_step(std::max(part, Tokens{1}), costs);
  for (Tokens size{low.micro / step.micro * step.micro}; size < high; size += step) {
    if (size > low) {
      sizes.insert(allowed_size(costs, size));
    }
  }
  return sizes;
}

}  // namespace drawdown
