#include "engine/planning/purchase_habits.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/wide.h"
#include "engine/ensemble/parallel.h"

namespace drawdown {
namespace {

Tokens share_of(Wide micro, Wide part, Wide whole) { return {narrow(divide_up(micro * part, whole), "tokens")}; }

Tokens sum_of(const DayDemand& demand, std::size_t begin, std::size_t end) {
  Tokens sum;
  for (std::size_t day = begin; day < std::min(end, demand.size()); ++day) {
    sum += demand[day];
  }
  return sum;
}

// The horizon's days before the one on which the order is placed.
std::size_t days_known(const PurchaseProblem& problem, Day begin, std::size_t order_day) {
  const std::int32_t before = problem.order_days[order_day].day - begin;
  return std::min(problem.days, static_cast<std::size_t>(std::max(before, 0)));
}

// The first order day of each span of so many months. What is ordered before the horizon begins counts for the first.
std::vector<std::size_t> first_of_each(const PurchaseProblem& problem, Day begin, int months) {
  std::vector<std::size_t> firsts;
  int next = 0;
  for (std::size_t i = 0; i < problem.order_days.size(); ++i) {
    const Day day = std::max(problem.order_days[i].day, begin);
    if (day >= add_months(begin, months * next)) {
      firsts.push_back(i);
      while (day >= add_months(begin, months * next)) {
        ++next;
      }
    }
  }
  return firsts;
}

// Adds the smallest order that may be placed and has so many tokens, if there is one.
void order(const PurchaseProblem& problem, PurchasePlan& plan, std::size_t order_day, Tokens wanted) {
  if (wanted <= Tokens{}) {
    return;
  }
  const Tokens first = problem.prices[problem.order_days[order_day].prices].tiers.front().quantity;
  const Wide least = std::max({wanted, problem.minimum, first}).micro;
  const Wide multiple = problem.multiple.micro;
  plan.push_back({order_day, {narrow(divide_up(least, multiple) * multiple, "tokens")}});
  if (!is_allowed(problem, plan)) {
    plan.pop_back();
  }
}

// The pool as the days go by.
class Pool {
 public:
  explicit Pool(const PurchaseProblem& problem) : tranches_(problem.stock) {}

  void add(const OrderDay& day, Tokens tokens) {
    const Stock tranche{tokens, day.arrives, day.expires};
    tranches_.insert(std::upper_bound(tranches_.begin(), tranches_.end(), tranche,
                                      [](const Stock& a, const Stock& b) { return a.expires < b.expires; }),
                     tranche);
  }
  // What is refused.
  Tokens use(std::size_t day, Tokens wanted) {
    std::erase_if(tranches_,
                  [&](const Stock& tranche) { return tranche.expires <= day || tranche.tokens == Tokens{}; });
    for (Stock& tranche : tranches_) {
      if (tranche.arrives <= day) {
        const Tokens paid = std::min(wanted, tranche.tokens);
        tranche.tokens -= paid;
        wanted -= paid;
      }
    }
    return wanted;
  }

 private:
  std::vector<Stock> tranches_;
};

PurchasePlan with_top_ups(const PurchaseProblem& problem, Day begin, const DayDemand& expected, const DayDemand& path) {
  PurchasePlan plan;
  Pool pool(problem);
  const std::vector<std::size_t> years = first_of_each(problem, begin, 12);
  std::size_t year = 0;
  std::size_t day = 0;
  for (std::size_t i = 0; i < problem.order_days.size(); ++i) {
    const OrderDay& now = problem.order_days[i];
    for (const std::size_t known = days_known(problem, begin, i); day < known; ++day) {
      pool.use(day, path[day]);
    }
    Tokens wanted;
    if (year < years.size() && years[year] == i) {
      ++year;
      wanted =
          sum_of(expected, now.arrives, year < years.size() ? problem.order_days[years[year]].arrives : problem.days);
    } else {
      const std::size_t until =
          i + 1 < problem.order_days.size() ? problem.order_days[i + 1].arrives : std::min(now.expires, problem.days);
      Pool ahead = pool;
      for (std::size_t later = day; later < until; ++later) {
        const Tokens refused = ahead.use(later, expected[later]);
        wanted += later >= now.arrives ? refused : Tokens{};
      }
    }
    const std::size_t orders = plan.size();
    order(problem, plan, i, wanted);
    if (plan.size() > orders) {
      pool.add(now, plan.back().tokens);
    }
  }
  return plan;
}

PurchasePlan one_a_lifetime(const PurchaseProblem& problem, const DayDemand& expected) {
  PurchasePlan plan;
  for (std::size_t i = 0; i < problem.order_days.size();) {
    const OrderDay& now = problem.order_days[i];
    // The last order that arrives before these tokens are gone; at least one later.
    std::size_t next = i + 1;
    while (next + 1 < problem.order_days.size() && problem.order_days[next + 1].arrives <= now.expires) {
      ++next;
    }
    if (now.expires >= problem.days) {
      next = problem.order_days.size();
    }
    order(problem, plan, i, sum_of(expected, now.arrives, std::min(now.expires, problem.days)));
    i = next;
  }
  return plan;
}

}  // namespace

std::string_view name_of(Habit habit) {
  switch (habit) {
    case Habit::yearly_115:
      return "115 % a year";
    case Habit::top_ups:
      return "100 % a year and top-ups";
    case Habit::quarterly:
      return "a quarter's use each quarter";
    case Habit::one_order:
      return "one large purchase";
  }
  return {};
}

DayDemand mean_of(const DemandPaths& paths) {
  check(!paths.empty(), "a mean is of at least one path");
  DayDemand mean;
  for (std::size_t day = 0; day < paths.front().size(); ++day) {
    Wide sum = 0;
    for (const DayDemand& path : paths) {
      sum += path[day].micro;
    }
    mean.push_back(share_of(sum, 1, static_cast<Wide>(paths.size())));
  }
  return mean;
}

PurchasePlan plan_by_habit(const PurchaseProblem& problem, Day begin, Habit habit, const DayDemand& expected,
                           const DayDemand& path) {
  check(expected.size() == problem.days && path.size() == problem.days, "a demand has the days of its problem");
  if (habit == Habit::top_ups) {
    return with_top_ups(problem, begin, expected, path);
  }
  if (habit == Habit::one_order) {
    return one_a_lifetime(problem, expected);
  }
  PurchasePlan plan;
  const std::vector<std::size_t> firsts = first_of_each(problem, begin, habit == Habit::quarterly ? 3 : 12);
  for (std::size_t k = 0; k < firsts.size(); ++k) {
    const std::size_t from = problem.order_days[firsts[k]].arrives;
    const std::size_t until = k + 1 < firsts.size() ? problem.order_days[firsts[k + 1]].arrives : problem.days;
    const std::size_t known = days_known(problem, begin, firsts[k]);
    Tokens wanted = sum_of(expected, from, until);
    if (habit == Habit::yearly_115) {
      if (const std::size_t days = std::min(known, until - from); k > 0 && days > 0) {
        wanted =
            share_of(sum_of(path, known - days, known).micro, static_cast<Wide>(until - from), static_cast<Wide>(days));
      }
      wanted = share_of(wanted.micro, 115, 100);
    }
    order(problem, plan, firsts[k], wanted);
  }
  return plan;
}

std::vector<PlanCost> costs_by_habit(const PurchaseProblem& problem, Day begin, Habit habit, const DayDemand& expected,
                                     const DemandPaths& paths, unsigned threads) {
  std::vector<PlanCost> costs(paths.size());
  in_parallel(paths.size(), threads, [&](std::size_t i) {
    costs[i] = cost_of(problem, paths[i], plan_by_habit(problem, begin, habit, expected, paths[i]));
  });
  return costs;
}

}  // namespace drawdown
