#include "engine/planning/policy_run.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

constexpr std::size_t days_of_year = 365;

// As a price per millionth of the money: the same rounding.
Money interest_on(Money paid, std::int64_t millionths) {
  return millionths == 0 ? Money{} : cost(Tokens{paid.micro}, Money{millionths});
}

}  // namespace

Cumulative cumulative(const DayDemand& demand) {
  Cumulative sums{0};
  sums.reserve(demand.size() + 1);
  Tokens sum;
  for (const Tokens day : demand) {
    sum += day;
    sums.push_back(sum.micro);
  }
  return sums;
}

ReviewCalendar::ReviewCalendar(const PolicyWorld& world, const AdaptivePolicy& policy) {
  const std::size_t days = world.problem().days;
  for (const std::size_t order_day : world.reviews(policy)) {
    reviews_.push_back({world.day_of(order_day), order_day});
  }
  next_.resize(days + 1);
  std::size_t next = 0;
  for (std::size_t day = 0; day <= days; ++day) {
    while (next < reviews_.size() && reviews_[next].day < day) {
      ++next;
    }
    next_[day] = next;
  }
  if (policy.kind == AdaptivePolicy::Kind::yearly_share) {
    for (const Review& review : reviews_) {
      if (review.day > days_of_year) {
        marks_.push_back(review.day - days_of_year);
      }
    }
  }
  marks_.push_back(days);
}

PolicyRun::PolicyRun(const PolicyWorld& world) : world_(world), problem_(world.problem()) {
  for (const Stock& stock : problem_.stock) {
    stock_.push_back({stock.tokens.micro, stock.arrives, stock.expires});
  }
  std::stable_sort(stock_.begin(), stock_.end(), [](const Lot& a, const Lot& b) { return a.arrives < b.arrives; });
}

PolicyOutcome PolicyRun::operator()(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                    const Cumulative& demand) {
  check(demand.size() == problem_.days + 1, "a demand has the days of its problem");
  reset();
  auto mark = calendar.marks().begin();
  for (std::size_t day = 0; day < problem_.days;) {
    begin_day(day);
    for (; *mark <= day; ++mark) {
      marks_.push_back({*mark, outcome_.cost.consumed.micro});
    }
    for (std::size_t i = calendar.from_day(day); i < calendar.reviews().size() && calendar.reviews()[i].day == day;
         ++i) {
      review(policy, calendar.reviews()[i]);
    }
    const std::size_t next = std::min(next_event(calendar, policy, demand, day), *mark);
    use(demand[next] - demand[day]);
    day = next;
  }
  finish();
  return outcome_;
}

void PolicyRun::reset() {
  outcome_ = {};
  present_.clear();
  ordered_.clear();
  marks_.clear();
  spent_.assign(problem_.budgets.size(), {});
  head_ = arrived_ = next_stock_ = 0;
  free_ = on_order_ = 0;
}

void PolicyRun::begin_day(std::size_t day) {
  for (; head_ < present_.size() && present_[head_].expires <= day; ++head_) {
    outcome_.cost.expired.micro += present_[head_].tokens;
    free_ -= present_[head_].tokens;
  }
  for (; next_stock_ < stock_.size() && stock_[next_stock_].arrives <= day; ++next_stock_) {
    arrive(stock_[next_stock_], day);
  }
  for (; arrived_ < ordered_.size() && ordered_[arrived_].arrives <= day; ++arrived_) {
    on_order_ -= ordered_[arrived_].tokens;
    arrive(ordered_[arrived_], day);
  }
}

void PolicyRun::arrive(const Lot& lot, std::size_t day) {
  if (lot.expires <= day) {
    outcome_.cost.expired.micro += lot.tokens;
    return;
  }
  free_ += lot.tokens;
  present_.push_back(lot);
  for (std::size_t i = present_.size() - 1; i > head_ && present_[i].expires < present_[i - 1].expires; --i) {
    std::swap(present_[i], present_[i - 1]);
  }
}

void PolicyRun::review(const AdaptivePolicy& policy, const ReviewCalendar::Review& at) {
  if (problem_.most_orders && outcome_.orders >= *problem_.most_orders) {
    return;
  }
  const bool yearly = policy.kind == AdaptivePolicy::Kind::yearly_share;
  const Tokens wanted = wanted_by(policy, Tokens{free_ + on_order_}, Tokens{yearly ? trailing(at.day) : 0});
  if (wanted <= Tokens{}) {
    return;
  }
  const OrderDay& order = problem_.order_days[at.order_day];
  const Tokens tokens = world_.rounded_order(wanted, at.order_day);
  const Money price = price_of(tokens, order);
  const Money paid = price + problem_.order_cost;
  if (order.year < spent_.size()) {
    const Money spent = spent_[order.year] + paid;
    if (problem_.budgets[order.year] && spent > *problem_.budgets[order.year]) {
      return;
    }
    spent_[order.year] = spent;
  }
  ++outcome_.orders;
  outcome_.cost.price += price;
  outcome_.cost.order_costs += problem_.order_cost;
  outcome_.cost.interest += interest_on(paid, order.interest);
  outcome_.cost.bought += tokens;
  ordered_.push_back({tokens.micro, order.arrives, order.expires});
  on_order_ += tokens.micro;
  for (; arrived_ < ordered_.size() && ordered_[arrived_].arrives <= at.day; ++arrived_) {
    on_order_ -= ordered_[arrived_].tokens;
    arrive(ordered_[arrived_], at.day);
  }
}

void PolicyRun::use(std::int64_t wanted) {
  std::int64_t left = std::min(wanted, free_);
  free_ -= left;
  outcome_.cost.consumed.micro += left;
  outcome_.cost.refused.micro += wanted - left;
  while (left > 0) {
    Lot& lot = present_[head_];
    const std::int64_t part = std::min(left, lot.tokens);
    lot.tokens -= part;
    left -= part;
    head_ += lot.tokens == 0 ? 1 : 0;
  }
}

void PolicyRun::finish() {
  PlanCost& cost = outcome_.cost;
  cost.left.micro = free_;
  for (; next_stock_ < stock_.size(); ++next_stock_) {  // comes after the horizon
    const Lot& lot = stock_[next_stock_];
    (lot.expires < problem_.days ? cost.expired : cost.left).micro += lot.tokens;
  }
  if (problem_.penalty && cost.refused > Tokens{}) {
    cost.penalty = drawdown::cost(cost.refused, *problem_.penalty);
  }
  cost.left_value = drawdown::cost(cost.left, problem_.left_value);
}

std::int64_t PolicyRun::trailing(std::size_t day) const {
  const std::size_t before = day < days_of_year ? days_of_year - day : 0;
  std::int64_t since = 0;
  for (const Mark& mark : marks_) {
    since = mark.day + days_of_year == day ? mark.consumed : since;
  }
  return outcome_.cost.consumed.micro - since +
         narrow(Wide{world_.before().micro} * static_cast<Wide>(before) / static_cast<Wide>(days_of_year), "tokens");
}

Money PolicyRun::price_of(Tokens tokens, const OrderDay& order) {
  if (last_.tokens != tokens || last_.prices != order.prices) {
    const std::optional<Money> price = problem_.prices[order.prices].price_of(tokens);
    check(price.has_value(), "what is ordered has a price");
    last_ = {tokens, order.prices, *price};
  }
  return last_.price;
}

std::size_t PolicyRun::next_event(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                  const Cumulative& demand, std::size_t day) const {
  std::size_t next = problem_.days;
  if (head_ < present_.size()) {
    next = std::min(next, present_[head_].expires);
  }
  if (next_stock_ < stock_.size()) {
    next = std::min(next, stock_[next_stock_].arrives);
  }
  if (arrived_ < ordered_.size()) {
    next = std::min(next, ordered_[arrived_].arrives);
  }
  return next_review(calendar, policy, demand, day, next);
}

// Between two events the position falls by what is used, and never below what is on order.
std::size_t PolicyRun::next_review(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                   const Cumulative& demand, std::size_t day, std::size_t until) const {
  std::size_t earliest = day + 1;
  if (policy.kind != AdaptivePolicy::Kind::yearly_share) {
    const bool periodic = policy.kind == AdaptivePolicy::Kind::periodic;
    const std::int64_t trigger = periodic ? policy.up_to.micro - 1 : policy.at.micro;
    if (on_order_ > trigger) {
      return until;
    }
    const std::int64_t until_used = demand[day] + free_ + on_order_ - trigger;
    const auto begin = demand.begin() + static_cast<std::ptrdiff_t>(earliest);
    const auto end = demand.begin() + static_cast<std::ptrdiff_t>(until);
    earliest = static_cast<std::size_t>(std::lower_bound(begin, end, until_used) - demand.begin());
  }
  const std::size_t next = calendar.from_day(earliest);
  return next < calendar.reviews().size() ? std::min(until, calendar.reviews()[next].day) : until;
}

}  // namespace drawdown
