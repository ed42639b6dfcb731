#include "engine/planning/policy_lattice.h"

#include <algorithm>
#include <numeric>

#include "engine/planning/policy_search.h"

namespace drawdown {
namespace {

using Kind = AdaptivePolicy::Kind;

constexpr std::int64_t most_values = 1'000'000;  // of one parameter
constexpr std::int64_t most_parts = 24;  // of equal length, of a long horizon: the last order serves as long as others

// Of which everything is a multiple that is ordered, asked for, or there.
std::int64_t common_measure(const PurchaseProblem& problem, const std::vector<DayDemand>& paths) {
  std::int64_t measure = problem.multiple.micro;
  for (const Stock& stock : problem.stock) {
    measure = std::gcd(measure, stock.tokens.micro);
  }
  for (const DayDemand& path : paths) {
    for (const Tokens day : path) {
      measure = std::gcd(measure, day.micro);
    }
  }
  return measure;
}

// That, or the least of 1, 2, 5, 10, … micro-tokens that leaves few enough values.
Tokens resolution_for(const PurchaseProblem& problem, const std::vector<DayDemand>& paths, Tokens most) {
  const std::int64_t measure = common_measure(problem, paths);
  if (most.micro / measure <= most_values) {
    return {measure};
  }
  std::int64_t decade = 1;
  while (true) {
    for (const std::int64_t step : {decade, 2 * decade, 5 * decade}) {
      if (most.micro / step <= most_values) {
        return {step};
      }
    }
    decade *= 10;
  }
}

Tokens most_useful(const PurchaseProblem& problem, const std::vector<DayDemand>& paths) {
  Tokens most = std::max(problem.minimum, problem.multiple);
  for (const DayDemand& path : paths) {
    Tokens sum;
    for (const Tokens day : path) {
      sum += day;
    }
    most = std::max(most, sum);
  }
  for (const OrderPrices& prices : problem.prices) {
    most = std::max(most, prices.tiers.back().quantity);
  }
  return most;
}

}  // namespace

bool are_near(const LatticePoint& a, const LatticePoint& b, LatticeDistance distance) {
  const auto apart = [](std::size_t x, std::size_t y) { return x < y ? y - x : x - y; };
  return apart(a.first, b.first) <= distance.first && apart(a.second, b.second) <= distance.second;
}

PolicyLattice::PolicyLattice(const PolicyWorld& world, Kind kind, const std::vector<DayDemand>& paths,
                             const PolicySearch& search)
    : kind_(kind) {
  const PurchaseProblem& problem = world.problem();
  most_ = search.most > Tokens{} ? search.most : most_useful(problem, paths);
  resolution_ = search.resolution > Tokens{} ? search.resolution : resolution_for(problem, paths, most_);
  std::vector<std::int64_t> tiers;
  for (const OrderPrices& prices : problem.prices) {
    for (const OrderPrices::Tier& tier : prices.tiers) {
      const std::int64_t multiples = (tier.quantity.micro + problem.multiple.micro - 1) / problem.multiple.micro;
      tiers.push_back(multiples * problem.multiple.micro);
    }
  }
  const auto order_days = static_cast<std::int64_t>(problem.order_days.size());
  switch (kind) {
    case Kind::reorder_point: {
      const std::int64_t multiples = std::max<std::int64_t>(resolution_.micro / problem.multiple.micro, 1);
      first_ = tokens(0, resolution_.micro, {});
      second_ = tokens(1, multiples * problem.multiple.micro, tiers);
      break;
    }
    case Kind::order_up_to:
      first_ = tokens(0, resolution_.micro, {});
      second_ = tokens(1, resolution_.micro, tiers);
      break;
    case Kind::periodic:
      first_ = numbers(1, order_days);
      for (std::int64_t parts = 1; parts <= most_parts && order_days >= 4 * most_parts; ++parts) {
        first_.always.push_back(static_cast<std::size_t>((order_days + parts - 1) / parts - 1));
      }
      second_ = tokens(1, resolution_.micro, tiers);
      break;
    case Kind::yearly_share: {
      const auto in_first_year =
          std::count_if(problem.order_days.begin(), problem.order_days.end(),
                        [&](const OrderDay& order) { return order.day < add_months(world.from(), 12); });
      first_ = numbers(0, search.any_day ? std::max<std::int64_t>(in_first_year, 1) - 1 : 0);
      second_ = numbers(1, search.most_share);
      break;
    }
  }
}

PolicyLattice::Axis PolicyLattice::tokens(std::int64_t least_multiple, std::int64_t step,
                                          const std::vector<std::int64_t>& always) const {
  Axis axis;
  for (std::int64_t value = least_multiple * step; value <= most_.micro; value += step) {
    axis.values.push_back(value);
  }
  for (const std::int64_t value : always) {
    if (value <= most_.micro && value > 0) {
      axis.values.push_back(value);
    }
  }
  if (axis.values.empty()) {
    axis.values.push_back(std::max<std::int64_t>(most_.micro, 1));
  }
  std::sort(axis.values.begin(), axis.values.end());
  axis.values.erase(std::unique(axis.values.begin(), axis.values.end()), axis.values.end());
  for (const std::int64_t value : always) {
    const auto at = std::lower_bound(axis.values.begin(), axis.values.end(), value);
    if (at != axis.values.end() && *at == value) {
      axis.always.push_back(static_cast<std::size_t>(at - axis.values.begin()));
    }
  }
  return axis;
}

PolicyLattice::Axis PolicyLattice::numbers(std::int64_t least, std::int64_t most) {
  Axis axis;
  axis.values.resize(static_cast<std::size_t>(most - least + 1));
  std::iota(axis.values.begin(), axis.values.end(), least);
  return axis;
}

AdaptivePolicy PolicyLattice::policy(const LatticePoint& point) const {
  const std::int64_t first = first_.values[point.first];
  const std::int64_t second = second_.values[point.second];
  AdaptivePolicy policy;
  policy.kind = kind_;
  switch (kind_) {
    case Kind::reorder_point:
      policy.at = {first};
      policy.quantity = {second};
      break;
    case Kind::order_up_to:
      policy.at = {first};
      policy.up_to = Tokens{first} + Tokens{second};
      break;
    case Kind::periodic:
      policy.every = static_cast<std::size_t>(first);
      policy.up_to = {second};
      break;
    case Kind::yearly_share:
      policy.on = static_cast<std::size_t>(first);
      policy.share = Percent::whole(second);
      break;
  }
  return policy;
}

std::vector<std::size_t> PolicyLattice::Axis::every(std::size_t distance) const {
  std::vector<std::size_t> places = always;
  for (std::size_t place = 0; place < values.size(); place += distance) {
    places.push_back(place);
  }
  places.push_back(values.size() - 1);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::vector<LatticePoint> PolicyLattice::every(LatticeDistance distance) const {
  std::vector<LatticePoint> points;
  for (const std::size_t first : first_.every(distance.first)) {
    for (const std::size_t second : second_.every(distance.second)) {
      points.emplace_back(first, second);
    }
  }
  return points;
}

LatticeDistance PolicyLattice::distance_for(std::size_t number) const {
  LatticeDistance distance;
  while (true) {
    const std::size_t firsts = first_.every(distance.first).size();
    const std::size_t seconds = second_.every(distance.second).size();
    const bool can_first = distance.first < first_.values.size();
    const bool can_second = distance.second < second_.values.size();
    if (firsts * seconds <= number || (!can_first && !can_second)) {
      return distance;
    }
    (can_first && (firsts > seconds || !can_second) ? distance.first : distance.second) *= 2;
  }
}

std::vector<LatticePoint> PolicyLattice::neighbours(const LatticePoint& point, LatticeDistance distance) const {
  std::vector<LatticePoint> points;
  const auto around = [](std::size_t place, std::size_t reach, const Axis& axis) {
    return std::vector<std::size_t>{place - std::min(place, reach), place,
                                    std::min(axis.values.size() - 1, place + reach)};
  };
  for (const std::size_t first : around(point.first, distance.first, first_)) {
    for (const std::size_t second : around(point.second, distance.second, second_)) {
      if (first != point.first || second != point.second) {
        points.emplace_back(first, second);
      }
    }
  }
  return points;
}

}  // namespace drawdown
