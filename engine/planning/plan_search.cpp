#include "engine/planning/plan_search.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/planning/surcharges.h"

namespace drawdown {
namespace {

constexpr std::size_t nothing_before = 0;  // steps_[0] is no order

}  // namespace

PlanSearch::PlanSearch(const UseAxis& axis, const PurchaseProblem& problem, const ExactOptions& options)
    : axis_(axis), problem_(problem), options_(options) {
  steps_.emplace_back();
  has_budgets_ = std::any_of(axis.orders.begin(), axis.orders.end(),
                             [](const AxisOrder& order) { return order.year.has_value(); });
  bound_ = -axis.left_value * axis.left_anyway;  // what is bought costs no less than it is worth
  for (const LateStock& stock : axis.stock) {
    bound_ -= axis.left_value * stock.tokens;
  }
  is_plain_ = axis.stock.empty() && !problem.most_orders && !has_budgets_;
}

bool PlanSearch::is_stopped() const {
  return overfull_ || (options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed));
}

PurchasePlan PlanSearch::best() const {
  PurchasePlan plan;
  if (best_.last.tokens > Tokens{}) {
    plan.push_back(best_.last);
  }
  for (std::size_t step = best_.steps; step != nothing_before; step = steps_[step].before) {
    plan.push_back(steps_[step].order);
  }
  std::reverse(plan.begin(), plan.end());
  return plan;
}

Wide PlanSearch::bound_of(const Label& label, std::size_t next_day, const CostToGo& to_go) const {
  const Wide rest = to_go.at(to_go.place_of(axis_.reach(label.course)));
  return rest >= no_cost_at_all / 2 ? no_cost_at_all : label.surcharged + rest - refund_ - to_go.rounding(next_day);
}

bool PlanSearch::may_lead_to_better(const Label& label, std::size_t next_day, const CostToGo& to_go) const {
  return bound_of(label, next_day, to_go) < best_.cost;
}

// As a whole plan, without any further order.
void PlanSearch::offer(const Label& label) {
  Course course = label.course;
  const std::int64_t refused = axis_.finish(course);
  if (refused > 0 && !axis_.penalty) {
    return;
  }
  const Wide paid = label.cost + refused * axis_.penalty.value_or(0);
  const std::int64_t left = axis_.left(course);
  const Wide cost = paid - left * axis_.left_value;
  const std::int64_t total = narrow((paid + atto_per_micro / 2) / atto_per_micro, "money");
  const Money with_left = Money{total} - drawdown::cost({left}, problem_.left_value);
  if (!found() || std::tie(with_left, cost) < std::tie(best_.total, best_.cost)) {
    best_ = {cost, with_left, label.steps, label.last};
    if (options_.best_micro != nullptr) {
      options_.best_micro->store(with_left.micro, std::memory_order_relaxed);
    }
  }
}

void PlanSearch::seed(const PurchasePlan& plan) {
  Label label;
  label.course = axis_.start();
  for (const PlannedOrder& order : plan) {
    const AxisOrder& day = axis_.orders[order.order_day];
    const auto [paid, interest] = axis_.payment(day, order.tokens.micro);
    const std::int64_t refused = axis_.settle(label.course, day, order.tokens.micro);
    if (refused > 0 && !axis_.penalty) {
      return;
    }
    label.cost += (static_cast<Wide>(paid.micro) + interest.micro) * atto_per_micro + 1;
    label.cost += refused * axis_.penalty.value_or(0);
    steps_.push_back({label.steps, order});
    label.steps = steps_.size() - 1;
  }
  offer(label);
}

void PlanSearch::open(const CostToGo& to_go) {
  refund_ = refund(problem_, to_go.surcharges());
  Label first;
  first.course = axis_.start();
  labels_ = {first};
  offer(first);
}

// What no partial plan, and so no plan that is still to be found, can cost less than.
void PlanSearch::raise_bound(std::size_t day, const CostToGo& to_go) {
  Wide bound = best_.cost;
  for (const Label& label : labels_) {
    bound = std::min(bound, bound_of(label, day, to_go));
  }
  bound_ = std::max(bound_, bound);
}

PlanSearch::End PlanSearch::run(CostToGo to_go, Effort effort) {
  effort_ = effort;
  open(to_go);
  for (std::size_t day = 0; day < axis_.orders.size(); ++day) {
    if (is_stopped()) {
      return End::stopped;
    }
    if (day == 0 || (effort.width == 0 && day % days_of_bound == 0)) {
      raise_bound(day, to_go);
    }
    if (effort.width == 0 && options_.order_days != nullptr) {
      options_.order_days->store(day, std::memory_order_relaxed);
    }
    to_go.next();
    order_on(day, to_go);
    if (is_stopped()) {
      return End::stopped;
    }
    keep_best(day, to_go);
  }
  return is_stopped() ? End::stopped : End::complete;
}

void PlanSearch::order_on(std::size_t day, const CostToGo& to_go) {
  ordered_.clear();
  const AxisOrder& order = axis_.orders[day];
  std::vector<Label> bases;
  for (Label& label : labels_) {
    if (order.can_wait && label.course.frontier >= axis_.orders[day + 1].arrives) {
      break;
    }
    if (!problem_.most_orders || label.orders < *problem_.most_orders) {
      arrive(label, order, bases);
    }
  }
  for (std::size_t line = 0; line < order.lines.size(); ++line) {
    order_along(bases, day, order.lines[line], to_go);
  }
}

// The label where the day's order would begin, if it can be of any use there.
void PlanSearch::arrive(Label& label, const AxisOrder& order, std::vector<Label>& bases) {
  Label base = label;
  const std::int64_t refused = axis_.settle(base.course, order, 0);
  const bool is_useful = base.course.frontier < std::min(order.expires, axis_.end) ||
                         (order.expires == far && std::any_of(order.lines.begin(), order.lines.end(),
                                                              [](const OrderLine& line) { return line.surplus > 0; }));
  if ((refused > 0 && !axis_.penalty) || !is_useful) {
    return;
  }
  if (label.last.tokens > Tokens{}) {
    steps_.push_back({label.steps, label.last});
    label.steps = steps_.size() - 1;
    label.last.tokens = Tokens{};
    base.steps = label.steps;
    base.last = label.last;
  }
  base.cost += refused * axis_.penalty.value_or(0);
  base.surcharged += refused * axis_.penalty.value_or(0);
  bases.push_back(std::move(base));
}

// Of labels whose frontiers differ by multiples the one that is ahead on the line (cost − slope · frontier) reaches
// what it can reach at no more than the others, so that these need not order as much. Ahead by the roundings, if there
// are any.
void PlanSearch::order_along(const std::vector<Label>& bases, std::size_t day, const OrderLine& line,
                             const CostToGo& to_go) {
  struct Place {
    std::int64_t residue = 0;
    Wide behind = 0;
    std::size_t base = 0;
  };
  std::vector<Place> places;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const std::int64_t frontier = bases[i].course.frontier;
    places.push_back({frontier % axis_.multiple, bases[i].cost - line.slope * frontier, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.residue, a.behind, a.base) < std::tie(b.residue, b.behind, b.base);
  });
  const Wide ahead = 2 * axis_.orders[day].rounding;
  covered_.clear();
  std::size_t next = 0;  // of the labels that may be ahead
  for (const Place& place : places) {
    if (is_stopped()) {
      return;
    }
    const Label& base = bases[place.base];
    if (places[next].residue != place.residue) {
      covered_.clear();
      next = static_cast<std::size_t>(&place - places.data());
    }
    for (; is_plain_ && &places[next] != &place && places[next].behind + ahead <= place.behind; ++next) {
      const Label& leader = bases[places[next].base];
      const auto [first, last] = multiples_of(leader, axis_.orders[day], line);
      const std::int64_t from = leader.course.frontier / axis_.multiple;
      covered_.add(from + first, from + last);
    }
    order_from(base, day, line, to_go);
  }
}

// The quantities on a line that can be of any use, in multiples: more than all that is used before the order expires is
// none, and more than the budget allows is none either.
std::pair<std::int64_t, std::int64_t> PlanSearch::multiples_of(const Label& base, const AxisOrder& order,
                                                               const OrderLine& line) const {
  const std::int64_t places =
      order.expires == far ? axis_.end - base.course.frontier + line.surplus : order.expires - base.course.frontier;
  const std::int64_t first = line.least / axis_.multiple;
  std::int64_t last = std::min(line.most / axis_.multiple, std::max(first, steps_up(places, axis_.multiple)));
  if (order.year) {
    const Wide factor = 1'000'000 + order.interest;
    const Wide rest = (problem_.budgets[*order.year]->micro - base.spent + 1) * atto_per_micro / 1'000'000;
    const Wide for_tokens = rest - (line.fixed - 1) / factor;
    const Wide multiple_costs = line.slope / factor * axis_.multiple;
    if (for_tokens < 0) {
      last = first - 1;
    } else if (multiple_costs > 0) {
      last = static_cast<std::int64_t>(std::min<Wide>(last, for_tokens / multiple_costs));
    }
  }
  return {first, last};
}

// All quantities of a line of which the bound says that they may lead to a better plan: piece by piece of the bound,
// which is linear there, as the line is.
void PlanSearch::order_from(const Label& base, std::size_t day, const OrderLine& own, const CostToGo& to_go) {
  const OrderLine line = surcharged(axis_.orders[day], own, to_go.surcharges());
  const auto [first, last] = multiples_of(base, axis_.orders[day], own);
  const auto [in, from] = to_go.place_of(axis_.reach(base.course));
  const std::vector<CostToGo::Piece>& pieces = to_go.pieces(in);
  const std::int64_t expiry = to_go.expiry(day, in);
  const Wide slope = line.slope * axis_.multiple;
  const Wide limit = best_.cost + refund_ + to_go.rounding(day) - base.surcharged - line.fixed;

  for (std::int64_t multiples = first; multiples <= last;) {
    const std::int64_t begin = std::min(from + multiples, expiry);
    const bool is_clipped = begin == expiry;
    const std::size_t index = to_go.index_of({in, begin});
    const std::int64_t piece_end = is_clipped || index == 0 ? far : std::min(pieces[index - 1].begin, expiry);
    const std::int64_t piece_last = std::min(last, piece_end - 1 - from);
    const Wide value = (is_clipped ? to_go.at_expiry(day) : pieces[index].at(begin)) + slope * multiples;
    const Wide rise = slope + (is_clipped ? 0 : pieces[index].slope);
    Wide low = multiples;
    Wide high = piece_last;
    if (found() && value >= limit) {
      low = rise < 0 ? multiples + (value - limit) / -rise + 1 : high + 1;
    } else if (found() && rise > 0) {
      high = std::min<Wide>(high, multiples + (limit - value - 1) / rise);
    }
    if (value < no_cost_at_all / 2 && low <= high) {
      buy_some(base, day, static_cast<std::int64_t>(low), static_cast<std::int64_t>(high), to_go);
    }
    multiples = piece_last + 1;
  }
}

void PlanSearch::buy_some(const Label& base, std::size_t day, std::int64_t low, std::int64_t high,
                          const CostToGo& to_go) {
  if (effort_.width > 0) {
    buy(base, day, low * axis_.multiple, to_go);
    if (low < high) {
      buy(base, day, high * axis_.multiple, to_go);
    }
    return;
  }
  const std::int64_t from = base.course.frontier / axis_.multiple;
  covered_.outside(from + low, from + high, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i <= end && !overfull_; ++i) {
      buy(base, day, (i - from) * axis_.multiple, to_go);
    }
  });
}

void PlanSearch::buy(const Label& base, std::size_t day, std::int64_t tokens, const CostToGo& to_go) {
  const AxisOrder& order = axis_.orders[day];
  const auto [paid, interest] = axis_.payment(order, tokens);
  Label label = base;
  if (order.year && (label.spent += paid.micro) > problem_.budgets[*order.year]->micro) {
    return;
  }
  axis_.settle(label.course, order, tokens);
  const Wide cost = (static_cast<Wide>(paid.micro) + interest.micro) * atto_per_micro + 1;
  label.cost += cost;
  label.surcharged += cost + to_go.surcharges().order;
  if (order.year && *order.year < to_go.surcharges().year.size()) {
    label.surcharged += static_cast<Wide>(paid.micro) * to_go.surcharges().year[*order.year] * 1'000'000;
  }
  label.bought += tokens;
  label.orders += 1;
  label.last = {day, {tokens}};
  if (!may_lead_to_better(label, day + 1, to_go)) {
    return;
  }
  offer(label);
  ordered_.push_back(std::move(label));
  overfull_ = overfull_ || labels_.size() + ordered_.size() + steps_.size() > options_.most_labels;
}

}  // namespace drawdown
