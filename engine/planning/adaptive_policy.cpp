#include "engine/planning/adaptive_policy.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/wide.h"

namespace drawdown {
namespace {

using Kind = AdaptivePolicy::Kind;

constexpr std::size_t days_of_year = 365;

std::vector<std::size_t> yearly_reviews(const PurchaseProblem& problem, std::size_t on) {
  const std::vector<OrderDay>& days = problem.order_days;
  std::vector<std::size_t> reviews;
  for (int years = 0; on < days.size(); ++years) {
    const Day day = add_months(days[on].day, 12 * years);
    const auto at = std::find_if(days.begin() + static_cast<std::ptrdiff_t>(on), days.end(),
                                 [day](const OrderDay& order) { return order.day >= day; });
    if (at == days.end()) {
      break;
    }
    const auto review = static_cast<std::size_t>(at - days.begin());
    if (reviews.empty() || reviews.back() != review) {
      reviews.push_back(review);
    }
  }
  return reviews;
}

// A pool on day totals, day by day.
class Pool {
 public:
  Pool(const PolicyWorld& world, const AdaptivePolicy& policy)
      : world_(world), policy_(policy), lots_(world.problem().stock), spent_(world.problem().budgets.size()) {}

  void expire(std::size_t day) {
    std::erase_if(lots_, [day](const Stock& lot) { return lot.expires <= day; });
  }

  void review(std::size_t order_day, std::size_t day) {
    const Tokens wanted = wanted_by(policy_, position(day), trailing(day));
    if (wanted <= Tokens{}) {
      return;
    }
    const PurchaseProblem& problem = world_.problem();
    const Tokens tokens = world_.rounded_order(wanted, order_day);
    const OrderDay& order = problem.order_days[order_day];
    if (problem.most_orders && plan_.size() >= *problem.most_orders) {
      return;
    }
    if (order.year < spent_.size()) {
      const std::optional<Money> price = problem.prices[order.prices].price_of(tokens);
      check(price.has_value(), "what is ordered has a price");
      const Money spent = spent_[order.year] + *price + problem.order_cost;
      if (problem.budgets[order.year] && spent > *problem.budgets[order.year]) {
        return;
      }
      spent_[order.year] = spent;
    }
    plan_.push_back({order_day, tokens});
    ordered_.push_back({tokens, order.arrives, order.expires});
    lots_.push_back(ordered_.back());
  }

  void use(Tokens wanted, std::size_t day) {
    Tokens paid;
    std::stable_sort(lots_.begin(), lots_.end(), [](const Stock& a, const Stock& b) { return a.expires < b.expires; });
    for (Stock& lot : lots_) {
      if (lot.arrives <= day) {
        const Tokens part = std::min(wanted - paid, lot.tokens);
        lot.tokens -= part;
        paid += part;
      }
    }
    consumed_.push_back(paid);
  }

  [[nodiscard]] const PurchasePlan& plan() const { return plan_; }

 private:
  // Stock that is to come does not count, orders do.
  [[nodiscard]] Tokens position(std::size_t day) const {
    Tokens position;
    for (const Stock& lot : lots_) {
      position += lot.arrives <= day ? lot.tokens : Tokens{};
    }
    for (const Stock& order : ordered_) {
      position += order.arrives > day ? order.tokens : Tokens{};
    }
    return position;
  }

  [[nodiscard]] Tokens trailing(std::size_t day) const {
    const std::size_t before = day < days_of_year ? days_of_year - day : 0;
    Tokens sum{
        narrow(Wide{world_.before().micro} * static_cast<Wide>(before) / static_cast<Wide>(days_of_year), "tokens")};
    for (std::size_t each = day - std::min(day, days_of_year); each < day; ++each) {
      sum += consumed_[each];
    }
    return sum;
  }

  const PolicyWorld& world_;
  const AdaptivePolicy& policy_;
  std::vector<Stock> lots_;
  std::vector<Stock> ordered_;
  std::vector<Money> spent_;
  std::vector<Tokens> consumed_;  // by day
  PurchasePlan plan_;
};

}  // namespace

PolicyWorld::PolicyWorld(const PurchaseProblem& problem, Day from, Tokens before)
    : problem_(&problem), from_(from), before_(before) {
  for (const OrderDay& order : problem.order_days) {
    check(order.day >= from &&
              (order_day_on_.empty() || from + static_cast<std::int32_t>(order_day_on_.back()) <= order.day),
          "order days are days of the horizon, and ascend");
    order_day_on_.push_back(static_cast<std::size_t>(order.day - from));
    check(order_day_on_.back() <= order.arrives && order.arrives < problem.days,
          "an order arrives when it is placed or later, within the horizon");
  }
}

std::vector<std::size_t> PolicyWorld::reviews(const AdaptivePolicy& policy) const {
  if (policy.kind == Kind::yearly_share) {
    return yearly_reviews(*problem_, policy.on);
  }
  const std::size_t every = policy.kind == Kind::periodic ? policy.every : 1;
  check(every > 0, "a policy looks every so many order days");
  std::vector<std::size_t> reviews;
  for (std::size_t i = 0; i < order_day_on_.size(); i += every) {
    reviews.push_back(i);
  }
  return reviews;
}

Tokens PolicyWorld::rounded_order(Tokens wanted, std::size_t order_day) const {
  const OrderPrices& prices = problem_->prices[problem_->order_days[order_day].prices];
  const Tokens order = std::max({wanted, problem_->minimum, prices.tiers.front().quantity, Tokens{1}});
  const std::int64_t beyond = order.micro % problem_->multiple.micro;
  return beyond > 0 ? order + (problem_->multiple - Tokens{beyond}) : order;
}

Tokens wanted_by(const AdaptivePolicy& policy, Tokens position, Tokens trailing) {
  switch (policy.kind) {
    case Kind::reorder_point: {
      if (position > policy.at) {
        return {};
      }
      const Tokens below = policy.at - position;
      return below - Tokens{below.micro % policy.quantity.micro} + policy.quantity;
    }
    case Kind::order_up_to:
      return position <= policy.at ? policy.up_to - position : Tokens{};
    case Kind::periodic:
      return std::max(policy.up_to - position, Tokens{});
    case Kind::yearly_share: {
      constexpr Wide whole = Wide{100} * micro_per_unit;
      return trailing > Tokens{} ? Tokens{narrow(divide_up(Wide{trailing.micro} * policy.share.micro, whole), "tokens")}
                                 : Tokens{};
    }
  }
  return {};
}

PurchasePlan plan_of(const PolicyWorld& world, const AdaptivePolicy& policy, const DayDemand& demand) {
  check(demand.size() == world.problem().days, "a demand has the days of its problem");
  Pool pool(world, policy);
  const std::vector<std::size_t> reviews = world.reviews(policy);
  auto next = reviews.begin();
  for (std::size_t day = 0; day < demand.size(); ++day) {
    pool.expire(day);
    for (; next != reviews.end() && world.day_of(*next) == day; ++next) {
      pool.review(*next, day);
    }
    pool.use(demand[day], day);
  }
  return pool.plan();
}

PlanCost outcome_of(const PolicyWorld& world, const AdaptivePolicy& policy, const DayDemand& demand) {
  return cost_of(world.problem(), demand, plan_of(world, policy, demand));
}

}  // namespace drawdown
