#include "engine/base/shares.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "engine/base/check.h"

namespace drawdown {
namespace {

Wide floor_divide(Wide dividend, Wide divisor) {
  const Wide quotient = dividend / divisor;
  return dividend % divisor < 0 ? quotient - 1 : quotient;
}

// Places of parts, those with the largest remainders first.
std::vector<std::size_t> by_remainder(const std::vector<Wide>& remainders) {
  std::vector<std::size_t> order(remainders.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  return order;
}

}  // namespace

std::vector<std::int64_t> shares(std::int64_t whole, std::span<const std::int64_t> weights) {
  const Wide sum = std::accumulate(weights.begin(), weights.end(), Wide{0});
  if (sum == 0) {
    return {};
  }
  std::vector<std::int64_t> parts;
  std::vector<Wide> remainders;
  std::int64_t missing = whole;
  for (const std::int64_t weight : weights) {
    check(weight >= 0 && whole >= 0, "what is split is not less than nothing");
    const Wide product = static_cast<Wide>(whole) * weight;
    parts.push_back(static_cast<std::int64_t>(product / sum));
    remainders.push_back(product % sum);
    missing -= parts.back();
  }
  for (const std::size_t part : by_remainder(remainders)) {
    if (missing == 0) {
      break;
    }
    ++parts[part];
    --missing;
  }
  return parts;
}

std::vector<Money> rounded_to(Money whole, std::span<const ExactCost> costs) {
  std::vector<Wide> parts;
  std::vector<Wide> remainders;
  Wide missing = whole.micro;
  for (const ExactCost cost : costs) {
    parts.push_back(floor_divide(cost.pico, pico_per_micro));
    remainders.push_back(cost.pico - parts.back() * pico_per_micro);
    missing -= parts.back();
  }
  if (costs.empty()) {
    check(missing == 0, "nothing has no parts");
    return {};
  }
  const Wide for_each = floor_divide(missing, static_cast<Wide>(parts.size()));
  Wide more = missing - for_each * static_cast<Wide>(parts.size());
  for (const std::size_t part : by_remainder(remainders)) {
    parts[part] += for_each + (more > 0 ? 1 : 0);
    --more;
  }
  std::vector<Money> rounded;
  rounded.reserve(parts.size());
  for (const Wide part : parts) {
    rounded.push_back({narrow(part, "money")});
  }
  return rounded;
}

}  // namespace drawdown
