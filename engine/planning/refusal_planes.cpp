#include "engine/planning/refusal_planes.h"

#include <algorithm>
#include <functional>
#include <map>

namespace drawdown {

RefusalPlanes::RefusalPlanes(const PurchaseProblem& problem, const PathTable& table,
                             std::optional<std::size_t> most_dry)
    : table_(&table), most_dry_(most_dry), multiple_(problem.multiple.micro), late_(problem.order_days.size()) {
  late_value_ = static_cast<double>(problem.left_value.micro) / micro_per_unit;
  for (std::size_t i = 0; i < late_.size(); ++i) {
    late_[i] = problem.order_days[i].expires >= problem.days ? 1 : 0;
  }
  for (const Stock& stock : problem.stock) {
    late_stock_ += stock.expires >= problem.days ? static_cast<double>(stock.tokens.micro) : 0;
  }
  if (problem.penalty) {
    penalty_ = static_cast<double>(problem.penalty->micro) / micro_per_unit;
    refusal_weight_ = penalty_ - late_value_;
    early_weight_ = late_value_;
  } else if (most_dry_ == 0U) {  // nothing is refused where it counts
    early_weight_ = late_value_;
  }
}

double RefusalPlanes::late(std::span<const std::int64_t> quantities) const {
  double late = late_stock_;
  for (std::size_t i = 0; i < late_.size(); ++i) {
    late += late_[i] != 0 ? static_cast<double>(quantities[i]) : 0;
  }
  return late;
}

RefusalPlanes::Value RefusalPlanes::value(std::span<const std::int64_t> quantities) const {
  const PathTable::Sums sums = table_->sums(quantities);
  const auto paths = static_cast<double>(table_->paths());
  const double refused = static_cast<double>(sums.refused) / paths;
  return {cost(refused, static_cast<double>(sums.early_refused) / paths, late(quantities)), sums.dry, refused};
}

Plane RefusalPlanes::cost_at(std::span<const std::int64_t> quantities) const {
  Plane plane;
  plane.slopes.resize(table_->order_days());
  const auto add = [&](bool early, double weight) {
    if (weight <= 0) {
      return;
    }
    const PathTable::CutSums sums = table_->cut_sums(quantities, early);
    const auto paths = static_cast<double>(table_->paths());
    plane.at_zero += weight * (static_cast<double>(sums.demand) / paths);
    for (std::size_t i = 0; i < plane.slopes.size(); ++i) {
      plane.slopes[i] += weight * (static_cast<double>(sums.reached[i]) / paths);
    }
  };
  add(false, refusal_weight_);
  add(true, early_weight_);
  return plane;
}

// The order days that reach a cut, what paths ask of them together, and what they must have together.
struct RefusalPlanes::Masked {
  std::vector<std::int64_t> asked;  // by path
  std::int64_t needed = 0;
  std::int64_t there = 0;
};

std::vector<Plane> RefusalPlanes::needs_at(std::span<const std::int64_t> quantities, std::span<const std::int64_t> low,
                                           std::span<const std::int64_t> high) const {
  std::vector<Plane> planes;
  if (!most_dry_) {
    return planes;
  }
  // Paths that refuse something whatever is bought leave the fewer that others may be.
  std::vector<std::int64_t> lost(table_->paths());
  table_->refused(high, lost);
  const auto sure =
      static_cast<std::size_t>(std::count_if(lost.begin(), lost.end(), [](std::int64_t tokens) { return tokens > 0; }));
  const std::size_t rest = *most_dry_ - std::min(sure, *most_dry_);
  std::map<std::vector<char>, Masked> seen;
  std::vector<const Masked*> of_path(table_->paths());
  std::vector<std::int64_t> refused(table_->paths());
  table_->refused(quantities, refused);
  PathTable::Cut cut;
  std::vector<const std::vector<char>*> mask_of(table_->paths());
  for (std::size_t path = 0; path < table_->paths(); ++path) {
    if (refused[path] == 0 || lost[path] > 0) {
      continue;
    }
    table_->cut(quantities, path, false, cut);
    const auto [at, fresh] = seen.try_emplace(cut.reaches);
    Masked& masked = at->second;
    of_path[path] = &masked;
    mask_of[path] = &at->first;
    if (!fresh) {
      continue;
    }
    // With more than enough of all others, what is refused is what these would have to pay.
    Quantities others(table_->order_days());
    for (std::size_t i = 0; i < others.size(); ++i) {
      others[i] = cut.reaches[i] != 0 ? 0 : table_->useful(i);
      masked.there += cut.reaches[i] != 0 ? quantities[i] : 0;
      masked.needed += cut.reaches[i] != 0 ? low[i] : 0;
    }
    masked.asked.resize(table_->paths());
    table_->refused(others, masked.asked);
    std::vector<std::int64_t> sorted;
    for (std::size_t other = 0; other < lost.size(); ++other) {
      if (lost[other] == 0) {
        sorted.push_back(masked.asked[other]);
      }
    }
    if (rest < sorted.size()) {
      const auto rank = sorted.begin() + static_cast<std::ptrdiff_t>(rest);
      std::nth_element(sorted.begin(), rank, sorted.end(), std::greater<>());
      masked.needed = std::max(masked.needed, narrow(divide_up(*rank, multiple_) * multiple_, "tokens"));
    }
    if (masked.there < masked.needed) {
      Plane plane;
      plane.need = true;
      plane.at_zero = static_cast<double>(masked.needed);
      plane.slopes.assign(cut.reaches.begin(), cut.reaches.end());
      planes.push_back(std::move(plane));
    }
  }
  if (!planes.empty() || rest == 0) {
    return planes;
  }
  // Each need is met, but not all by the same paths. A path that asks for more than is needed of its days counts by how
  // much of the excess is missing, at most 1; all together must not count for more than may refuse something.
  Plane plane;
  plane.need = true;
  plane.slopes.resize(table_->order_days());
  double count = 0;
  for (std::size_t path = 0; path < table_->paths(); ++path) {
    if (of_path[path] == nullptr || of_path[path]->asked[path] <= of_path[path]->needed) {
      continue;
    }
    const Masked& masked = *of_path[path];
    const double excess = static_cast<double>(masked.asked[path] - masked.needed);
    plane.at_zero += static_cast<double>(masked.asked[path]) / excess;
    count += static_cast<double>(masked.asked[path] - masked.there) / excess;
    for (std::size_t i = 0; i < plane.slopes.size(); ++i) {
      plane.slopes[i] += (*mask_of[path])[i] / excess;
    }
  }
  plane.at_zero -= static_cast<double>(rest);
  if (count > static_cast<double>(rest) * (1 + 1e-9)) {
    double largest = 0;
    for (const double slope : plane.slopes) {
      largest = std::max(largest, slope);
    }
    if (largest > 0) {
      plane.at_zero /= largest;
      for (double& slope : plane.slopes) {
        slope /= largest;
      }
      planes.push_back(std::move(plane));
    }
  }
  return planes;
}

}  // namespace drawdown
