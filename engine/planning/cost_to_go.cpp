#include "engine/planning/cost_to_go.h"

#include <algorithm>
#include <utility>

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
    i += one[i].begin == begin ? 1 : 0;
    j += other[j].begin == begin ? 1 : 0;
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

CostToGo::CostToGo(const UseAxis& axis, Surcharges surcharges, const std::atomic<bool>* stop)
    : multiple_(axis.multiple), end_(steps_up(axis.end, axis.multiple)), surcharges_(std::move(surcharges)) {
  const std::size_t days = axis.orders.size();
  std::int64_t latest = 0;
  roundings_.assign(days + 1, axis.rounding);
  for (const AxisOrder& order : axis.orders) {
    // Stock that may still be to come, or pays after the order, was counted: the order reaches as far as if it had
    // paid.
    std::int64_t expiry = order.expires;
    for (std::size_t i = 0; i < axis.stock.size() && expiry < far; ++i) {
      if (i >= order.earlier_stock || axis.stock[i].arrives > order.arrives) {
        expiry += axis.stock[i].tokens;
      }
    }
    latest = std::max(latest, expiry >= far ? far : steps_up(expiry, multiple_));
    expiries_.push_back(latest >= end_ && expiry != order.expires ? far : latest);
    latest = expiries_.back();
    lines_.emplace_back();
    for (const OrderLine& line : order.lines) {
      lines_.back().push_back(surcharged(order, line, surcharges_));
    }
  }
  for (std::size_t day = days; day-- > 0;) {
    const AxisOrder& order = axis.orders[day];
    const bool is_charged = order.year && *order.year < surcharges_.year.size();
    const Wide factor = is_charged ? 1'000'000 + surcharges_.year[*order.year] : 1'000'000;
    roundings_[day] = roundings_[day + 1] + order.rounding * factor / 1'000'000 + 1;
  }
  lay_end(axis);
  patches_.resize(days);
  for (std::size_t day = days; day-- > 0;) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      return;
    }
    lay_order(axis, day);
  }
}

// With no order any more: what is missing is refused, what is left has its value.
void CostToGo::lay_end(const UseAxis& axis) {
  const Wide excess = static_cast<Wide>(end_) * multiple_ - axis.end + axis.left_anyway;
  pieces_ = {{end_, -axis.left_value * excess, -axis.left_value * multiple_}};
  if (end_ > 0 && axis.penalty) {
    pieces_.push_back({0, *axis.penalty * axis.end - axis.left_value * axis.left_anyway, -*axis.penalty * multiple_});
  } else if (end_ > 0) {
    pieces_.push_back({0, no_cost_at_all, 0});
  }
}

std::size_t CostToGo::index_of(std::int64_t step) const {
  const auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), step,
                                      [](const Piece& one, std::int64_t begin) { return one.begin > begin; });
  return static_cast<std::size_t>(piece - pieces_.begin());
}

// The steps where it may pay to order on that day. With the frontier at the next day's arrival it does not, if all
// lines are no dearer then: see UseAxis on waiting; nothing is rounded here.
std::int64_t CostToGo::patch_end(const UseAxis& axis, std::size_t day, std::int64_t limit) const {
  if (day + 1 == axis.orders.size()) {
    return limit;
  }
  const std::vector<OrderLine>& lines = lines_[day];
  const std::vector<OrderLine>& next = lines_[day + 1];
  const bool can_wait =
      lines.size() == next.size() &&
      std::equal(lines.begin(), lines.end(), next.begin(), [](const OrderLine& now, const OrderLine& then) {
        return now.least >= then.least && now.slope >= then.slope && now.fixed >= then.fixed && then.fixed >= 0;
      });
  const std::int64_t arrives = step_of(axis.orders[day].arrives);
  return can_wait ? std::min(limit, std::max(arrives + 1, step_of(axis.orders[day + 1].arrives))) : limit;
}

// What it costs to order from the steps [from, to) on, along a line: fixed − s·x + the least of s·z + bound(z) over
// z ≥ x + least, where z counts as the expiry if it is beyond.
std::vector<Piece> CostToGo::costs_of_line(const OrderLine& line, std::int64_t expiry, std::int64_t from,
                                           std::int64_t to) const {
  const Wide slope = line.slope * multiple_;
  const std::int64_t least = line.least / multiple_;
  const std::int64_t reach = std::min(expiry, end_);
  std::vector<Piece> pieces;
  const auto add = [&](std::int64_t begin, Wide value, Wide rise) {  // of the least sum, on [begin, …)
    const std::int64_t low = std::max(begin - least, from);
    if (low < to && (pieces.empty() || low < pieces.back().begin)) {
      append(pieces, {low, line.fixed + value + rise * (low + least - begin) - slope * low, rise - slope});
    }
  };
  std::size_t i = index_of(reach);
  const Wide rise = expiry <= end_ ? 0 : pieces_[i].slope;  // left tokens have a value, and cost no less than that
  Wide best = slope * reach + pieces_[i].at(reach);
  add(reach, best, slope + rise);
  std::int64_t end = reach;
  i += pieces_[i].begin == reach ? 1 : 0;
  for (; i < pieces_.size() && end > from + least; ++i) {
    const std::int64_t begin = std::max(pieces_[i].begin, from + least);
    const Wide here = slope * begin + pieces_[i].at(begin);
    const Wide last = slope * (end - 1) + pieces_[i].at(end - 1);
    const Wide up = slope + pieces_[i].slope;
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

void CostToGo::lay_order(const UseAxis& axis, std::size_t day) {
  const AxisOrder& order = axis.orders[day];
  const std::int64_t arrives = step_of(order.arrives);
  const std::int64_t limit = std::min(expiries_[day], end_);
  std::vector<Piece> ordered;
  Wide at_arrival = no_cost_at_all;
  for (const OrderLine& line : lines_[day]) {
    if (arrives < limit) {
      std::vector<Piece> costs = costs_of_line(line, expiries_[day], arrives, patch_end(axis, day, limit));
      ordered = ordered.empty() ? std::move(costs) : lower(ordered, costs, patch_end(axis, day, limit));
      at_arrival = ordered.back().value;
    } else {  // the order pays for a part of a step, at least
      const std::int64_t least = line.least / multiple_;
      at_arrival =
          std::min(at_arrival, line.fixed + line.slope * line.least + at(std::min(arrives + least, expiries_[day])));
    }
  }
  if (arrives > 0 && axis.penalty) {
    append(ordered, {0, at_arrival + *axis.penalty * order.arrives, -*axis.penalty * multiple_});
  } else if (arrives > 0 && !ordered.empty()) {
    append(ordered, {0, no_cost_at_all, 0});
  }
  if (!ordered.empty()) {
    lay_patch(ordered, arrives < limit ? patch_end(axis, day, limit) : arrives, patches_[day]);
  }
}

// The bound is the lower of what it was and of what ordering costs, up to `end`.
void CostToGo::lay_patch(const std::vector<Piece>& ordered, std::int64_t end, Patch& patch) {
  while (!pieces_.empty() && pieces_.back().begin < end) {
    patch.old.push_back(pieces_.back());
    pieces_.pop_back();
  }
  std::reverse(patch.old.begin(), patch.old.end());
  patch.end = end;
  if (pieces_.back().begin > end) {
    patch.split = true;
    pieces_.push_back({end, patch.old.front().at(end), patch.old.front().slope});
  }
  const std::vector<Piece> both = lower(patch.old, ordered, end);
  pieces_.insert(pieces_.end(), both.begin(), both.end());
}

void CostToGo::next() {
  Patch& patch = patches_[day_];
  ++day_;
  if (patch.old.empty()) {
    return;
  }
  while (pieces_.back().begin < patch.end) {
    pieces_.pop_back();
  }
  if (patch.split) {
    pieces_.pop_back();
  }
  pieces_.insert(pieces_.end(), patch.old.begin(), patch.old.end());
  patch = Patch();
}

}  // namespace drawdown
