#include "engine/demand/pick_table.h"

#include <algorithm>

#include "engine/base/check.h"

namespace drawdown {
namespace {

// Weights of 0, 1, 2, … from the ratio of each to the one before it, relative to the greatest, as far as they matter:
// what is left out on either side is below 10^-18 of it.
template <class Ratio>
PickTable from_ratios(std::uint32_t mode, std::uint32_t added, Ratio ratio) {
  constexpr double negligible = 1e-20;
  std::vector<double> below;
  std::uint32_t first = mode;
  for (double weight = 1; first > 0; --first) {
    weight /= ratio(first);
    if (weight < negligible) {
      break;
    }
    below.push_back(weight);
  }
  std::vector<double> weights(below.rbegin(), below.rend());
  double weight = 1;
  for (std::uint32_t n = mode; weight >= negligible; weight *= ratio(++n)) {
    weights.push_back(weight);
  }
  return PickTable(weights, added + first);
}

}  // namespace

PickTable::PickTable(std::span<const double> weights, std::uint32_t first) : first_(first) {
  double total = 0;
  for (const double weight : weights) {
    check(weight >= 0, "a weight is not negative");
    total += weight;
  }
  check(total > 0, "one weight at least is above 0");
  double sum = 0;
  for (const double weight : weights) {
    sum += weight;
    const double end = sum / total * 0x1p64;
    ends_.push_back(end >= 0x1p64 ? UINT64_MAX : static_cast<std::uint64_t>(end));
  }
  // Rounding may leave the last that has a weight just below the end, where those behind it have none.
  std::size_t last = weights.size() - 1;
  while (weights[last] == 0) {
    --last;
  }
  std::fill(ends_.begin() + static_cast<std::ptrdiff_t>(last), ends_.end(), UINT64_MAX);
  for (std::uint64_t place = 0; place < guide_.size(); ++place) {
    const auto begin = std::upper_bound(ends_.begin(), ends_.end(), place << 58);
    guide_[place] = static_cast<std::uint32_t>(begin - ends_.begin());
  }
}

PickTable poisson_table(double mean, std::uint32_t added) {
  check(mean >= 0 && mean <= 100'000, "the mean of a table of counts is neither negative nor above 100,000");
  return from_ratios(static_cast<std::uint32_t>(mean), added, [mean](std::uint32_t n) { return mean / n; });
}

PickTable count_table(double mean, std::optional<double> shape) {
  if (!shape) {
    return poisson_table(mean);
  }
  check(mean >= 0 && mean <= 100'000 && *shape > 0, "a negative binomial distribution has a mean and a shape");
  const double k = *shape;
  const double q = mean / (mean + k);
  const double mode = k > 1 ? (k - 1) * mean / k : 0;
  return from_ratios(static_cast<std::uint32_t>(mode), 0, [k, q](std::uint32_t n) { return q * (n + k - 1) / n; });
}

}  // namespace drawdown
