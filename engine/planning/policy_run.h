// What follows from a policy on one course of demand, without going through its days: from one change of the pool to
// the next, with sums of demand between them. The same as outcome_of, in a fraction of the time.
//
//   const Cumulative demand = cumulative(path);
//   const ReviewCalendar calendar(world, policy);        // the same for all policies that look on the same days
//   PolicyRun run(world);                                // one for each thread
//   run(calendar, policy, demand).total();
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/planning/adaptive_policy.h"

namespace drawdown {

using Cumulative = std::vector<std::int64_t>;                  // micro-tokens before each day, and after the last
[[nodiscard]] Cumulative cumulative(const DayDemand& demand);  // throws OverflowError

class ReviewCalendar {
 public:
  ReviewCalendar(const PolicyWorld& world, const AdaptivePolicy& policy);

  struct Review {
    std::size_t day;
    std::size_t order_day;
  };
  [[nodiscard]] const std::vector<Review>& reviews() const { return reviews_; }
  // The place of the first review on that day or later.
  [[nodiscard]] std::size_t from_day(std::size_t day) const { return next_[day]; }
  // Days at which a year begins whose consumption counts for a review; ascending, with `days` at the end.
  [[nodiscard]] const std::vector<std::size_t>& marks() const { return marks_; }

 private:
  std::vector<Review> reviews_;
  std::vector<std::size_t> next_;  // by day of the horizon, and its end
  std::vector<std::size_t> marks_;
};

struct PolicyOutcome {
  PlanCost cost;
  std::size_t orders = 0;
};

class PolicyRun {
 public:
  explicit PolicyRun(const PolicyWorld& world);

  [[nodiscard]] PolicyOutcome operator()(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                         const Cumulative& demand);

 private:
  struct Lot {
    std::int64_t tokens;
    std::size_t arrives;
    std::size_t expires;
  };

  void reset();
  void begin_day(std::size_t day);
  void review(const AdaptivePolicy& policy, const ReviewCalendar::Review& at);
  void arrive(const Lot& lot, std::size_t day);
  void use(std::int64_t wanted);
  void finish();
  [[nodiscard]] std::int64_t trailing(std::size_t day) const;
  [[nodiscard]] Money price_of(Tokens tokens, const OrderDay& order);
  // The next day on which something happens, after `day`.
  [[nodiscard]] std::size_t next_event(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                       const Cumulative& demand, std::size_t day) const;
  [[nodiscard]] std::size_t next_review(const ReviewCalendar& calendar, const AdaptivePolicy& policy,
                                        const Cumulative& demand, std::size_t day, std::size_t until) const;

  const PolicyWorld& world_;
  const PurchaseProblem& problem_;
  std::vector<Lot> stock_;  // by arrival

  PolicyOutcome outcome_;
  std::vector<Lot> present_;  // by expiry; those before head_ are gone
  std::vector<Lot> ordered_;  // by arrival; those before arrived_ are there
  std::size_t head_ = 0;
  std::size_t arrived_ = 0;
  std::size_t next_stock_ = 0;
  std::int64_t free_ = 0;
  std::int64_t on_order_ = 0;
  std::vector<Money> spent_;  // by year with a budget
  struct Mark {
    std::size_t day;
    std::int64_t consumed;
  };
  std::vector<Mark> marks_;  // what was consumed before the days of the calendar's
  struct Priced {
    Tokens tokens;
    std::size_t prices;
    Money price;
  } last_{};  // orders are often alike
};

}  // namespace drawdown
