#include "engine/planning/cost_to_go.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

using Piece = CostToGo::Piece;

bool is_impossible(Wide cost) { return cost >= no_cost_at_all / 2; }

// Pieces are made from the last step down to the first.
void append(std::vector<Piece>& pieces, Piece piece) {
  if (!pieces.empty() && pieces.back().slope == piece.slope && piece.at(pieces.back().begin) == pieces.back().value) {
    pieces.back() = piece;
  } else {
    pieces.push_back(piece);
  }
}

// The lower of two lines on [begin, end).
void append_lower(std::vector<Piece>& pieces, std::int64_t begin, std::int64_t end, const Piece& one,
                  const Piece& other) {
  Piece low{begin, one.at(begin), one.slope};
  Piece high{begin, other.at(begin), other.slope};
  if (high.value < low.value || (high.value == low.value && high.slope < low.slope)) {
    std::swap(low, high);
  }
  const Wide ahead = high.value - low.value;
  if (low.slope > high.slope && low.at(end - 1) > high.at(end - 1)) {
    const auto last = static_cast<std::int64_t>(ahead / (low.slope - high.slope));  // step where low is not above high
    append(pieces, {begin + last + 1, high.at(begin + last + 1), high.slope});
  }
  append(pieces, low);
}

// The lower of two functions that begin with the same step, up to `end`.
std::vector<Piece> lower(const std::vector<Piece>& one, const std::vector<Piece>& other, std::int64_t end) {
  std::vector<Piece> pieces;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < one.size() && j < other.size()) {
    const std::int64_t begin = std::max(one[i].begin, other[j].begin);
    append_lower(pieces, begin, end, one[i], other[j]);
    end = begin;
    i += one[i].begin == begin ? 1U : 0U;
    j += other[j].begin == begin ? 1U : 0U;
  }
  return pieces;
}

}  // namespace

OrderLine surcharged(const AxisOrder& order, OrderLine line, const Surcharges& surcharges) {
  if (order.year && *order.year < surcharges.year.size()) {
    const Wide factor = 1'000'000 + order.interest;
    const std::int64_t surcharge = surcharges.year[*order.year];
    line.slope += line.slope / factor * surcharge;
    line.fixed += (line.fixed - 1) / factor * surcharge;
  }
  line.fixed += surcharges.order;
  return line;
}

CostToGo::CostToGo(const UseAxis& axis, Surcharges surcharges, std::int64_t classes, const std::atomic<bool>* stop)
    : multiple_(axis.multiple),
      classes_(classes),
      step_(axis.multiple / classes),
      end_(steps_up(axis.end, step_)),
      surcharges_(std::move(surcharges)),
      pieces_(static_cast<std::size_t>(classes)),
      patches_(axis.orders.size()) {
  check(step_ * classes_ == multiple_, "steps divide the multiple");
  for (const AxisOrder& order : axis.orders) {
    lines_.emplace_back();
    for (const OrderLine& line : order.lines) {
      lines_.back().push_back(surcharged(order, line, surcharges_));
    }
  }
  lay_roundings(axis);
  lay_expiries(axis);
  lay_end(axis);
  for (std::size_t day = axis.orders.size(); day-- > 0;) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      return;
    }
    lay_order(axis, day);
  }
}

CostToGo::Place CostToGo::place_of_step(std::int64_t step) const {
  return {static_cast<std::size_t>(step % classes_), step / classes_};
}

std::int64_t CostToGo::first_from(std::int64_t step, std::size_t in) const {
  return (step - static_cast<std::int64_t>(in) + classes_ - 1) / classes_;
}

std::size_t CostToGo::index_of(Place place) const {
  const std::vector<Piece>& pieces = pieces_[place.in];
  const auto piece = std::lower_bound(pieces.begin(), pieces.end(), place.multiples,
                                      [](const Piece& one, std::int64_t begin) { return one.begin > begin; });
  return static_cast<std::size_t>(piece - pieces.begin());
}

Wide CostToGo::at(Place place) const { return pieces_[place.in][index_of(place)].at(place.multiples); }

std::int64_t CostToGo::expiry(std::size_t order_day, std::size_t in) const {
  return expiries_[order_day] == far ? far : first_from(expiries_[order_day], in);
}

Wide CostToGo::at_expiry(std::size_t order_day) const {
  return expiries_[order_day] == far ? no_cost_at_all : at(place_of_step(expiries_[order_day]));
}

void CostToGo::lay_roundings(const UseAxis& axis) {
  roundings_.assign(axis.orders.size() + 1, axis.rounding);
  for (std::size_t day = axis.orders.size(); day-- > 0;) {
    const AxisOrder& order = axis.orders[day];
    const bool is_charged = order.year && *order.year < surcharges_.year.size();
    const Wide factor = is_charged ? 1'000'000 + surcharges_.year[*order.year] : 1'000'000;
    roundings_[day] = roundings_[day + 1] + divide_up(order.rounding * factor, 1'000'000);
  }
}

// Stock that may still be to come, or pays after the order, has been counted: the order reaches as far as if it had
// paid.
void CostToGo::lay_expiries(const UseAxis& axis) {
  std::int64_t latest = 0;
  for (const AxisOrder& order : axis.orders) {
    std::int64_t expiry = order.expires;
    for (std::size_t i = 0; i < axis.stock.size() && expiry < far; ++i) {
      if (i >= order.earlier_stock || axis.stock[i].arrives > order.arrives) {
        expiry += axis.stock[i].tokens;
      }
    }
    latest = std::max(latest, expiry >= far ? far : steps_up(expiry, step_));
    if (latest >= end_ && expiry != order.expires) {
      latest = far;
    }
    expiries_.push_back(latest);
  }
}

// With no order any more: what is missing is refused, what is left has its value.
void CostToGo::lay_end(const UseAxis& axis) {
  for (std::size_t in = 0; in < pieces_.size(); ++in) {
    const std::int64_t end = first_from(end_, in);
    const Wide position = static_cast<Wide>(end) * multiple_ + static_cast<Wide>(in) * step_;
    const Wide left = position - axis.end + axis.left_anyway;
    pieces_[in] = {{end, -axis.left_value * left, -axis.left_value * multiple_}};
    const Wide missing = axis.end - static_cast<Wide>(in) * step_;
    if (end > 0 && axis.penalty) {
      pieces_[in].push_back(
          {0, *axis.penalty * missing - axis.left_value * axis.left_anyway, -*axis.penalty * multiple_});
    } else if (end > 0) {
      pieces_[in].push_back({0, no_cost_at_all, 0});
    }
  }
}

// Whether it does not pay to order on that day with the frontier at the next day's arrival, because all lines are no
// dearer then: see UseAxis on waiting; nothing is rounded here.
bool CostToGo::can_wait(std::size_t day) const {
  if (day + 1 == lines_.size()) {
    return false;
  }
  const std::vector<OrderLine>& lines = lines_[day];
  const std::vector<OrderLine>& next = lines_[day + 1];
  return lines.size() == next.size() &&
         std::equal(lines.begin(), lines.end(), next.begin(), [](const OrderLine& now, const OrderLine& then) {
           return now.least >= then.least && now.slope >= then.slope && now.fixed >= then.fixed && then.fixed >= 0;
         });
}

// The places where it may pay to order are those before this.
std::int64_t CostToGo::end_of_costs(const UseAxis& axis, std::size_t day, std::size_t in) const {
  const std::int64_t limit = std::min(expiry(day, in), first_from(end_, in));
  if (!can_wait(day)) {
    return limit;
  }
  const std::int64_t arrives = first_from(steps_up(axis.orders[day].arrives, step_), in);
  return std::min(limit, std::max(arrives + 1, first_from(steps_up(axis.orders[day + 1].arrives, step_), in)));
}

// What it costs to order from the places [from, to) of a class on, along a line: fixed − s·x + the least of s·z +
// bound(z) over z ≥ x + least, where the bound stays what it is at the expiry if z is beyond.
std::vector<Piece> CostToGo::costs_of_line(const OrderLine& line, std::size_t day, std::size_t in, std::int64_t from,
                                           std::int64_t to) const {
  const std::vector<Piece>& bound = pieces_[in];
  const Wide slope = line.slope * multiple_;
  const std::int64_t least = line.least / multiple_;
  const std::int64_t expires = expiry(day, in);
  const std::int64_t covers = first_from(end_, in);
  const std::int64_t reach = std::min(expires, covers);
  std::vector<Piece> pieces;
  const auto add = [&](std::int64_t begin, Wide value, Wide rise) {  // of the least sum, on [begin, …)
    const std::int64_t low = std::max(begin - least, from);
    if (low < to && (pieces.empty() || low < pieces.back().begin)) {
      append(pieces, {low, line.fixed + value + rise * (low + least - begin) - slope * low, rise - slope});
    }
  };
  std::size_t i = index_of({in, reach});
  Wide best = slope * reach + (expires <= covers ? at_expiry(day) : bound[i].at(reach));
  // Beyond, nothing is gained but tokens that are left, which cost no less than they are worth.
  add(reach, best, slope + (expires <= covers ? 0 : bound[i].slope));
  std::int64_t end = reach;
  i += bound[i].begin == reach ? 1U : 0U;
  for (; i < bound.size() && end > from + least; ++i) {
    const std::int64_t begin = std::max(bound[i].begin, from + least);
    const Wide here = slope * begin + bound[i].at(begin);
    const Wide last = slope * (end - 1) + bound[i].at(end - 1);
    const Wide up = slope + bound[i].slope;
    if (is_impossible(here) || up < 0) {
      best = std::min(best, last);
      add(begin, best, 0);
    } else if (here >= best) {
      add(begin, best, 0);
    } else {
      if (last >= best) {
        const auto below = static_cast<std::int64_t>((best - here - 1) / up);
        add(begin + below + 1, best, 0);
      }
      add(begin, here, up);
      best = here;
    }
    end = begin;
  }
  return pieces;
}

// Where the order arrives: the class of that step, however far the frontier was before. It pays for a part of a step,
// at least.
Wide CostToGo::cost_at_arrival(const UseAxis& axis, std::size_t day) const {
  const Place arrives = place_of(axis.orders[day].arrives);
  Wide best = no_cost_at_all;
  for (const OrderLine& line : lines_[day]) {
    if (arrives.multiples < std::min(expiry(day, arrives.in), first_from(end_, arrives.in))) {
      best =
          std::min(best, costs_of_line(line, day, arrives.in, arrives.multiples, arrives.multiples + 1).back().value);
    } else {
      const std::int64_t reached = arrives.multiples + line.least / multiple_;
      const Wide rest = reached >= expiry(day, arrives.in) ? at_expiry(day) : at({arrives.in, reached});
      best = std::min(best, line.fixed + line.slope * line.least + rest);
    }
  }
  return best;
}

// From where the order arrives, up to end_of_costs.
std::vector<Piece> CostToGo::costs_of_order(const UseAxis& axis, std::size_t day, std::size_t in) const {
  const std::int64_t arrives = first_from(steps_up(axis.orders[day].arrives, step_), in);
  const std::int64_t to = end_of_costs(axis, day, in);
  std::vector<Piece> ordered;
  for (const OrderLine& line : lines_[day]) {
    if (arrives < to) {
      std::vector<Piece> costs = costs_of_line(line, day, in, arrives, to);
      ordered = ordered.empty() ? std::move(costs) : lower(ordered, costs, to);
    }
  }
  return ordered;
}

void CostToGo::lay_order(const UseAxis& axis, std::size_t day) {
  const std::int64_t arrives_at = axis.orders[day].arrives;
  const Wide at_arrival = axis.penalty && arrives_at > 0 ? cost_at_arrival(axis, day) : no_cost_at_all;
  std::vector<std::vector<Piece>> costs;
  for (std::size_t in = 0; in < pieces_.size(); ++in) {
    costs.push_back(costs_of_order(axis, day, in));
  }
  for (std::size_t in = 0; in < pieces_.size(); ++in) {
    const std::int64_t arrives = first_from(steps_up(arrives_at, step_), in);
    const std::int64_t end = costs[in].empty() ? arrives : end_of_costs(axis, day, in);
    if (arrives > 0 && axis.penalty) {
      const Wide missing = arrives_at - static_cast<Wide>(in) * step_;
      append(costs[in], {0, at_arrival + *axis.penalty * missing, -*axis.penalty * multiple_});
    } else if (arrives > 0) {
      append(costs[in], {0, no_cost_at_all, 0});
    }
    if (end > 0) {
      lay_patch(costs[in], {{}, in, end, false}, day);
    }
  }
}

// The bound is the lower of what it was and of what ordering costs, up to the patch's end.
void CostToGo::lay_patch(const std::vector<Piece>& ordered, Patch patch, std::size_t day) {
  std::vector<Piece>& pieces = pieces_[patch.in];
  while (!pieces.empty() && pieces.back().begin < patch.end) {
    patch.old.push_back(pieces.back());
    pieces.pop_back();
  }
  std::reverse(patch.old.begin(), patch.old.end());
  if (pieces.empty() || pieces.back().begin > patch.end) {
    patch.split = true;
    pieces.push_back({patch.end, patch.old.front().at(patch.end), patch.old.front().slope});
  }
  const std::vector<Piece> both = lower(patch.old, ordered, patch.end);
  pieces.insert(pieces.end(), both.begin(), both.end());
  size_ += static_cast<std::int64_t>(patch.old.size());
  patches_[day].push_back(std::move(patch));
}

void CostToGo::next() {
  for (Patch& patch : patches_[day_]) {
    std::vector<Piece>& pieces = pieces_[patch.in];
    while (!pieces.empty() && pieces.back().begin < patch.end) {
      pieces.pop_back();
    }
    if (patch.split) {
      pieces.pop_back();
    }
    pieces.insert(pieces.end(), patch.old.begin(), patch.old.end());
  }
  patches_[day_].clear();
  ++day_;
}

}  // namespace drawdown
