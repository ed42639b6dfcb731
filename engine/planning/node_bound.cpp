#include "engine/planning/node_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/planning/bound_program.h"
#include "engine/planning/cost_hull.h"

namespace drawdown {
namespace {

constexpr double dear = 1e4;            // what is missing of a need costs, in units of money for a unit of tokens
constexpr std::size_t pivots = 20'000;  // far more than are needed

struct Weights {
  std::vector<double> planes;
  std::vector<double> years;
  double count = 0;
};

// The programme of a node: one variable for each segment of each hull, one for what refusals cost, one for what is
// missing.
class Programme {
 public:
  Programme(const ScheduleModel& model, const NodeRanges& ranges) : model_(&model) {
    const std::size_t days = ranges.low.size();
    for (std::size_t i = 0; i < days; ++i) {
      hulls_.push_back(hull_of(model, i, ranges.low[i], ranges.high[i]));
      for (const HullSegment& segment : hulls_[i].segments) {
        segments_.push_back({i, segment});
        program_.add_variable(segment.cost / model.money_unit, 1);
      }
    }
    refusals_ = program_.add_variable(1, BoundProgram::unlimited);
    missing_ = program_.add_variable(dear, BoundProgram::unlimited);
    add_limits(ranges);
  }

  void add(const Plane& plane) {
    const double unit = plane.need ? model_->token_unit : model_->money_unit;
    std::vector<double> row(segments_.size() + 2);
    double at_least = plane.at_zero;
    for (std::size_t i = 0; i < hulls_.size(); ++i) {
      at_least -= plane.slopes[i] * hulls_[i].quantity;
    }
    for (std::size_t k = 0; k < segments_.size(); ++k) {
      row[k] = plane.slopes[segments_[k].order_day] * segments_[k].segment.tokens / unit;
    }
    row[plane.need ? missing_ : refusals_] = 1;
    program_.add_row(row, at_least / unit);
    rows_.push_back(plane.need);
  }

  bool solve() { return program_.solve(pivots); }

  [[nodiscard]] std::vector<double> point() const {
    std::vector<double> point;
    for (const CostHull& hull : hulls_) {
      point.push_back(hull.quantity);
    }
    for (std::size_t k = 0; k < segments_.size(); ++k) {
      point[segments_[k].order_day] += program_.value(k) * segments_[k].segment.tokens;
    }
    return point;
  }
  [[nodiscard]] double refusals() const { return program_.value(refusals_) * model_->money_unit; }

  [[nodiscard]] Weights weights() const {
    Weights weights;
    double sum = 0;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const double weight = program_.weight(limits_ + k);
      weights.planes.push_back(rows_[k] ? weight * model_->money_unit / model_->token_unit : weight);
      sum += rows_[k] ? 0 : weight;
    }
    for (std::size_t k = 0; k < rows_.size() && sum > 1; ++k) {
      weights.planes[k] /= rows_[k] ? 1 : sum;
    }
    weights.years.assign(model_->problem->budgets.size(), 0);
    for (std::size_t k = 0; k < years_.size(); ++k) {
      weights.years[years_[k]] = program_.weight(k);
    }
    weights.count = model_->problem->most_orders ? program_.weight(limits_ - 1) * model_->money_unit : 0;
    return weights;
  }

 private:
  struct Placed {
    std::size_t order_day;
    HullSegment segment;
  };

  void add_limits(const NodeRanges& ranges) {
    const PurchaseProblem& problem = *model_->problem;
    std::vector<double> row(segments_.size() + 2);
    row[missing_] = 1;
    for (std::size_t year = 0; year < problem.budgets.size(); ++year) {
      if (!problem.budgets[year]) {
        continue;
      }
      double left = static_cast<double>(problem.budgets[year]->micro);
      const auto counts = [&](std::size_t i) { return problem.order_days[i].year == year; };
      for (std::size_t i = 0; i < hulls_.size(); ++i) {
        left -= counts(i) ? hulls_[i].paid : 0;
      }
      for (std::size_t k = 0; k < segments_.size(); ++k) {
        row[k] = counts(segments_[k].order_day) ? -segments_[k].segment.paid / model_->money_unit : 0;
      }
      program_.add_row(row, -left / model_->money_unit);
      years_.push_back(year);
      ++limits_;
    }
    if (problem.most_orders) {
      auto left = static_cast<double>(*problem.most_orders);
      for (const std::int64_t low : ranges.low) {
        left -= low > 0 ? 1 : 0;
      }
      for (std::size_t k = 0; k < segments_.size(); ++k) {
        const std::size_t i = segments_[k].order_day;
        row[k] = ranges.low[i] > 0 ? 0 : -segments_[k].segment.tokens / static_cast<double>(ranges.high[i]);
      }
      program_.add_row(row, -left);
      ++limits_;
    }
  }

  const ScheduleModel* model_;
  std::vector<CostHull> hulls_;
  std::vector<Placed> segments_;
  BoundProgram program_;
  std::size_t refusals_ = 0;
  std::size_t missing_ = 0;
  std::size_t limits_ = 0;          // rows of budgets and of the number of orders
  std::vector<std::size_t> years_;  // of the budgets' rows
  std::vector<char> rows_;          // of the planes: whether it is a need
};

// Each order day chooses for itself. What sums of this kind round off is far below the share that is taken off.
double weighed(const ScheduleModel& model, const NodeRanges& ranges, const std::vector<const Plane*>& planes,
               const Weights& weights) {
  const PurchaseProblem& problem = *model.problem;
  double bound = -model.planes->stock_value();
  double size = std::abs(bound);
  const auto add = [&](double term) {
    bound += term;
    size += std::abs(term);
  };
  std::vector<double> worth(ranges.low.size());
  for (std::size_t k = 0; k < planes.size(); ++k) {
    const double weight = weights.planes[k];
    if (weight > 0) {
      add(weight * planes[k]->at_zero);
      for (std::size_t i = 0; i < worth.size(); ++i) {
        worth[i] += weight * planes[k]->slopes[i];
      }
    }
  }
  for (std::size_t year = 0; year < problem.budgets.size(); ++year) {
    add(problem.budgets[year] ? -weights.years[year] * static_cast<double>(problem.budgets[year]->micro) : 0);
  }
  add(problem.most_orders ? -weights.count * static_cast<double>(*problem.most_orders) : 0);
  for (std::size_t i = 0; i < worth.size(); ++i) {
    const OrderChoices& choices = model.choices[i];
    const std::size_t year = problem.order_days[i].year;
    const double factor = choices.factor + (year < weights.years.size() ? weights.years[year] : 0);
    const double value = worth[i] + (choices.late ? model.planes->late_value() : 0);
    double least = std::numeric_limits<double>::infinity();
    double largest = 0;
    for (const OrderPiece& piece : pieces_between(choices, ranges.low[i], ranges.high[i], problem.multiple.micro)) {
      for (const std::int64_t quantity : {piece.first, piece.last}) {
        const double paid = factor * (piece.paid + piece.price * static_cast<double>(quantity - piece.first));
        const double gained = value * static_cast<double>(quantity);
        least = std::min(least, paid + (quantity > 0 ? weights.count : 0) - gained);
        largest = std::max(largest, paid + gained);
      }
    }
    bound += least;
    size += largest;
  }
  // Prices, interest, penalties and the value of what is left are rounded to a micro-unit.
  return bound - 1e-11 * size - 3 - 3 * static_cast<double>(worth.size());
}

std::int64_t nearest(double quantity) { return static_cast<std::int64_t>(std::floor(std::max(quantity, 0.0) + 0.5)); }

}  // namespace

ScheduleModel model_of(const PurchaseProblem& problem, const PathTable& table, const RefusalPlanes& planes) {
  ScheduleModel model{&problem, &table, &planes, choices_of(problem, table)};
  for (const OrderChoices& choices : model.choices) {
    if (!choices.pieces.empty()) {
      const OrderPiece& last = choices.pieces.back();
      model.token_unit = std::max(model.token_unit, static_cast<double>(last.last));
      model.money_unit =
          std::max(model.money_unit, last.paid + last.price * static_cast<double>(last.last - last.first));
    }
  }
  return model;
}

NodeRanges everything(const ScheduleModel& model) {
  NodeRanges ranges;
  for (const OrderChoices& choices : model.choices) {
    ranges.low.push_back(0);
    ranges.high.push_back(most_of(choices));
  }
  return ranges;
}

bool rules_out(const ScheduleModel& model, const NodeRanges& ranges) {
  const PurchaseProblem& problem = *model.problem;
  std::vector<double> paid(problem.budgets.size());
  std::size_t orders = 0;
  for (std::size_t i = 0; i < ranges.low.size(); ++i) {
    const std::vector<OrderPiece> pieces =
        pieces_between(model.choices[i], ranges.low[i], ranges.high[i], problem.multiple.micro);
    if (pieces.empty()) {
      return true;
    }
    orders += ranges.low[i] > 0 ? 1U : 0U;
    if (const std::size_t year = problem.order_days[i].year; year < paid.size()) {
      paid[year] += std::min_element(pieces.begin(), pieces.end(), [](const OrderPiece& a, const OrderPiece& b) {
                      return a.paid < b.paid;
                    })->paid;
    }
  }
  if (problem.most_orders && orders > *problem.most_orders) {
    return true;
  }
  for (std::size_t year = 0; year < paid.size(); ++year) {
    // Lines are within a micro-unit of each price.
    if (problem.budgets[year] && paid[year] * (1 - 1e-12) - static_cast<double>(ranges.low.size()) >
                                     static_cast<double>(problem.budgets[year]->micro)) {
      return true;
    }
  }
  return model.planes->most_dry() && model.table->sums(ranges.high).dry > *model.planes->most_dry();
}

NodeBound bound_of(const ScheduleModel& model, const NodeRanges& ranges, const std::vector<const Plane*>& given,
                   const BoundEffort& effort) {
  NodeBound result;
  result.cost = -std::numeric_limits<double>::infinity();
  Programme programme(model, ranges);
  std::vector<Plane> fresh;
  fresh.reserve(effort.rounds * 2 + 2 * model.table->paths());  // planes do not move
  std::vector<const Plane*> planes = given;
  for (const Plane* plane : given) {
    programme.add(*plane);
  }
  const auto add = [&](Plane plane) {
    if (fresh.size() < fresh.capacity()) {
      fresh.push_back(std::move(plane));
      planes.push_back(&fresh.back());
      programme.add(fresh.back());
    }
  };
  Quantities quantities(ranges.low.size());
  Weights best;
  for (std::size_t round = 0; round <= effort.rounds; ++round) {
    const bool solved = programme.solve();
    const Weights weights = programme.weights();
    if (const double bound = weighed(model, ranges, planes, weights); bound > result.cost || best.planes.empty()) {
      result.cost = std::max(result.cost, bound);
      best = weights;
    }
    if (!solved || result.cost >= effort.cutoff) {
      break;
    }
    result.point = programme.point();
    if (round == effort.rounds || (effort.stop != nullptr && effort.stop->load(std::memory_order_relaxed))) {
      break;
    }
    const auto off = [&](const Plane& plane) {  // how far the solution lies below the plane
      double at = plane.at_zero - (plane.need ? 0 : programme.refusals());
      for (std::size_t i = 0; i < result.point.size(); ++i) {
        at -= plane.slopes[i] * result.point[i];
      }
      return at;
    };
    bool added = false;
    if (effort.around != nullptr && model.planes->weighs_cost()) {
      for (std::size_t i = 0; i < quantities.size(); ++i) {
        quantities[i] = nearest((result.point[i] + static_cast<double>((*effort.around)[i])) / 2);
      }
      if (Plane plane = model.planes->cost_at(quantities); off(plane) > effort.precision) {
        add(std::move(plane));
        added = true;
      }
    }
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      quantities[i] = nearest(result.point[i]);
    }
    if (model.planes->weighs_cost()) {
      if (Plane plane = model.planes->cost_at(quantities); off(plane) > effort.precision) {
        add(std::move(plane));
        added = true;
      }
    }
    for (Plane& plane : model.planes->needs_at(quantities, ranges.low, ranges.high)) {
      if (off(plane) > 1e-9 * model.token_unit) {
        add(std::move(plane));
        added = true;
      }
    }
    if (!added) {
      break;
    }
  }
  for (const double weight : best.planes) {
    result.active.push_back(weight > 0 ? 1 : 0);
  }
  result.active.resize(planes.size());
  result.planes = std::move(fresh);
  return result;
}

}  // namespace drawdown
