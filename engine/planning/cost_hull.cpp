#include "engine/planning/cost_hull.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace drawdown {
namespace {

struct Point {
  double quantity;
  double cost;
  double paid;
};

std::vector<Point> points_of(const ScheduleModel& model, std::size_t order_day, std::int64_t low, std::int64_t high) {
  const OrderChoices& choices = model.choices[order_day];
  const double value = choices.late ? model.planes->late_value() : 0;
  std::vector<Point> points;
  for (const OrderPiece& piece : pieces_between(choices, low, high, model.problem->multiple.micro)) {
    for (const std::int64_t quantity : {piece.first, piece.last}) {
      const auto tokens = static_cast<double>(quantity);
      const double paid = piece.paid + piece.price * static_cast<double>(quantity - piece.first);
      points.push_back({tokens, choices.factor * paid - value * tokens, paid});
      if (piece.first == piece.last) {
        break;
      }
    }
  }
  return points;
}

}  // namespace

double CostHull::cost_at(double at) const {
  double rest = at - quantity;
  double sum = cost;
  for (const HullSegment& segment : segments) {
    const double part = std::clamp(rest / segment.tokens, 0.0, 1.0);
    sum += part * segment.cost;
    rest -= segment.tokens;
  }
  return sum;
}

CostHull hull_of(const ScheduleModel& model, std::size_t order_day, std::int64_t low, std::int64_t high) {
  const std::vector<Point> points = points_of(model, order_day, low, high);
  check(!points.empty(), "a range of quantities has some that are allowed");
  std::vector<Point> lower;
  for (const Point& point : points) {
    while (lower.size() >= 2) {
      const Point& a = lower[lower.size() - 2];
      const Point& b = lower.back();
      if ((b.cost - a.cost) * (point.quantity - a.quantity) < (point.cost - a.cost) * (b.quantity - a.quantity)) {
        break;
      }
      lower.pop_back();
    }
    lower.push_back(point);
  }
  CostHull hull{lower.front().quantity, lower.front().cost, lower.front().paid, {}};
  for (std::size_t i = 1; i < lower.size(); ++i) {
    hull.segments.push_back({lower[i].quantity - lower[i - 1].quantity, lower[i].cost - lower[i - 1].cost,
                             lower[i].paid - lower[i - 1].paid});
  }
  return hull;
}

Split split_of(const ScheduleModel& model, const NodeRanges& ranges, const std::vector<double>& point) {
  Split best;
  double best_score = -1;
  for (std::size_t i = 0; i < point.size(); ++i) {
    const std::int64_t low = ranges.low[i];
    const std::int64_t high = ranges.high[i];
    if (low == high) {
      continue;
    }
    const std::int64_t multiple = model.problem->multiple.micro;
    const std::vector<OrderPiece> pieces = pieces_between(model.choices[i], low, high, multiple);
    const CostHull hull = hull_of(model, i, low, high);
    const double at = std::clamp(point[i], static_cast<double>(low), static_cast<double>(high));
    const double here = hull.cost_at(at);
    // What a token more is worth: the slope of the hull there.
    double slope = 0;
    double begin = hull.quantity;
    for (const HullSegment& segment : hull.segments) {
      slope = segment.cost / segment.tokens;
      begin += segment.tokens;
      if (at < begin) {
        break;
      }
    }
    const auto gain = [&](std::int64_t from, std::int64_t to) {
      const double moved = std::clamp(at, static_cast<double>(from), static_cast<double>(to));
      return hull_of(model, i, from, to).cost_at(moved) - here - slope * (moved - at);
    };
    // Where nothing is gained at once, a quantity between two multiples is the first to be split.
    const double beyond = std::fmod(at, static_cast<double>(multiple)) / static_cast<double>(multiple);
    const double between = 1 + 4 * beyond * (1 - beyond);
    const auto consider = [&](std::int64_t low_end, std::int64_t high_begin, double preference) {
      const double first = std::max(gain(low, low_end), 0.0);
      const double second = std::max(gain(high_begin, high), 0.0);
      const double least = 1e-9 * model.money_unit;
      const double score = std::max(first, least) * std::max(second, least) * preference;
      if (score > best_score) {
        best_score = score;
        best = {i, low_end, high_begin, true};
      }
    };
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      if (k + 1 < pieces.size()) {
        consider(pieces[k].last, pieces[k + 1].first, 1);
      }
      if (pieces[k].first < pieces[k].last) {
        const auto inside = static_cast<std::int64_t>(at) / multiple * multiple;
        const std::int64_t middle =
            pieces[k].first + ((pieces[k].last - pieces[k].first) / multiple - 1) / 2 * multiple;
        const std::int64_t end = std::clamp(inside, pieces[k].first, pieces[k].last - multiple);
        consider(end, end + multiple, between);
        consider(middle, middle + multiple, 1);
      }
    }
  }
  return best;
}

}  // namespace drawdown
