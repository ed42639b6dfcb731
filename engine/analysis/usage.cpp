#include "engine/analysis/usage.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/analysis/access_days.h"
#include "engine/analysis/day_cursor.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/payments.h"
#include "engine/analysis/window_use.h"
#include "engine/base/exact_cost.h"
#include "engine/base/shares.h"

namespace drawdown {
namespace {

constexpr std::size_t no_day = static_cast<std::size_t>(-1);

std::vector<std::uint32_t> ranks_of(const Names<UserTag>& users) {
  std::vector<std::uint32_t> order(users.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return users[UserId(a)] < users[UserId(b)]; });
  std::vector<std::uint32_t> ranks(users.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    ranks[order[rank]] = rank;
  }
  return ranks;
}

// What a charge costs: its tokens at the prices of the tranches that paid them in the end.
class Prices {
 public:
  Prices(const Scenario& scenario, const Trace& trace, const Outcome& outcome)
      : scenario_(scenario), trace_(trace), outcome_(outcome), unpaid_(latest_unit_price(outcome)) {}

  ExactCost cost(const Charge& charge, std::size_t place) {
    ExactCost sum;
    if (charge.overdraft == Tokens{}) {
      add(charge.draws(), sum);
    } else {
      if (!payments_) {  // most scenarios owe nothing
        payments_.emplace(scenario_, trace_, outcome_);
      }
      add(payments_->of(charge, place), sum);
    }
    return sum;
  }

 private:
  void add(std::span<const Draw> draws, ExactCost& sum) const {
    for (const Draw& draw : draws) {
      const Money price =
          draw.tranche == no_tranche ? unpaid_ : outcome_.tranches[draw.tranche.value].unit_price.value_or(Money{});
      sum += exact_cost(draw.tokens, price);
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  Money unpaid_;
  std::optional<Payments> payments_;
};

// What is counted of a pair for every charge. Rows of the report are far wider, and would be in the way.
struct Counts {
  ExactCost cost;
  Tokens tokens;
  std::uint32_t last_day = UINT32_MAX;
  std::uint32_t charges = 0;
  std::uint32_t renewals = 0;
  std::uint32_t days = 0;
};

// A user's charges of one day, as they come.
struct Today {
  std::size_t day = no_day;
  std::vector<ProductId> products;
  std::uint64_t charges = 0;
  Tokens tokens;
  ExactCost cost;
};

class Sums {
 public:
  Sums(const Scenario& scenario, const Trace& trace, const Outcome& outcome, UsageLimits limits)
      : scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        access_(scenario.days, trace),
        pair_of_(access_.pair_of()),
        ranks_(ranks_of(trace.users)) {
    report_.limits = limits;
    report_.renewals_used.resize(scenario.products.size());
    const std::size_t pairs = pair_of_.empty() ? 0 : *std::max_element(pair_of_.begin(), pair_of_.end()) + 1;
    pairs_.resize(pairs);
    counts_.resize(pairs);
    is_used_.resize(pairs);
    for (std::size_t unit = 0; unit < pair_of_.size(); ++unit) {
      pairs_[pair_of_[unit]].user = trace.units[unit].user;
      pairs_[pair_of_[unit]].product = trace.units[unit].product;
    }
  }

  UsageReport run() {
    add_sessions();
    add_covered();
    add_visits();
    add_charges();
    for (const UsedResult& result : trace_.results) {
      is_used_[pair_of_[result.unit]] = true;
    }
    sort_days();
    keep_rows();
    return std::move(report_);
  }

 private:
  [[nodiscard]] UsageSums& sums(std::uint32_t unit) { return pairs_[pair_of_[unit]].sums; }

  void add_sessions() {
    const std::vector<AccessDays::Count> days = access_.by_pair(scenario_, outcome_);
    for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
      pairs_[pair].sums.access_days = days[pair].wanted;
      pairs_[pair].sums.refused_days = days[pair].refused;
      is_used_[pair] = days[pair].wanted > 0;
    }
    std::vector<std::uint32_t> sessions(trace_.units.size());
    std::vector<bool> seen(trace_.session.empty() ? 0 : trace_.split_sessions);
    for (std::size_t i = 0; i < trace_.size(); ++i) {
      if (!trace_.session.empty()) {  // spells of a session are one
        if (seen[trace_.session[i]]) {
          continue;
        }
        seen[trace_.session[i]] = true;
      }
      ++sessions[trace_.unit[i]];
    }
    for (std::uint32_t unit = 0; unit < sessions.size(); ++unit) {
      sums(unit).sessions += sessions[unit];
    }
  }

  void add_covered() {
    if (trace_.covered == nullptr) {
      return;
    }
    const CoveredSessions& covered = *trace_.covered;
    std::vector<std::size_t> last(pairs_.size(), no_day);
    DayCursor day_of(scenario_.days);
    for (std::size_t i = 0; i < covered.open.size(); ++i) {
      const std::uint32_t pair = pair_of_[covered.unit[i]];
      const std::size_t day = day_of(Instant{covered.open[i]});
      pairs_[pair].sums.covered_days += std::exchange(last[pair], day) == day ? 0U : 1U;
      is_used_[pair] = true;
    }
    const std::vector<std::uint64_t> seconds = covered_seconds(scenario_, trace_);
    for (std::uint32_t unit = 0; unit < seconds.size(); ++unit) {
      sums(unit).covered_seconds += seconds[unit];
    }
  }

  void add_visits() {
    use_ = window_use(scenario_, trace_, outcome_);
    struct Launches {
      std::uint32_t free = 0;
      std::uint32_t too_short = 0;
    };
    std::vector<Launches> launches(trace_.units.size());
    const Column<Journal::Row>& opens = outcome_.charges.opens.rows;
    for (std::size_t row = 0; row < opens.size(); ++row) {
      const bool is_short = use_.visits[row] < report_.limits.short_use.seconds;
      if (opens[row].state == RowState::free) {
        ++launches[opens[row].unit].free;
      } else if (opens[row].state == RowState::charged && is_short) {
        ++launches[opens[row].unit].too_short;
      }
    }
    for (std::uint32_t unit = 0; unit < launches.size(); ++unit) {
      UsageSums& own = sums(unit);
      own.seconds += use_.seconds[unit];
      own.free_launches += launches[unit].free;
      own.short_launches += launches[unit].too_short;
    }
    const Column<Journal::Row>& renewals = outcome_.charges.renewals.rows;
    for (std::size_t row = 0; row < renewals.size(); ++row) {
      if (const std::uint32_t used = use_.renewals[row].used; used != WindowUse::unknown) {
        report_.renewals_used[trace_.units[renewals[row].unit].product.value].push_back(used);
      }
    }
    for (std::vector<std::uint32_t>& used : report_.renewals_used) {
      std::sort(used.begin(), used.end());
    }
  }

  void add_charges() {
    Prices prices(scenario_, trace_, outcome_);
    today_.resize(trace_.users.size());
    DayCursor day_of(scenario_.days);
    const Column<Journal::Row>& opens = outcome_.charges.opens.rows;
    constexpr std::size_t ahead = 16;  // rows: far enough for their counts to arrive from memory
    std::size_t place = 0;
    for (auto i = outcome_.charges.begin(); i != outcome_.charges.end(); ++i, ++place) {
      const Charge charge = *i;
      if (charge.kind == ChargeKind::open && i.row() + ahead < opens.size()) {
        __builtin_prefetch(&counts_[pair_of_[opens[i.row() + ahead].unit]], 1);
      }
      Counts& own = counts_[pair_of_[charge.unit.value]];
      const ExactCost cost = prices.cost(charge, place);
      own.tokens += charge.tokens;
      own.cost += cost;
      if (charge.kind == ChargeKind::refund) {
        continue;
      }
      const std::size_t day = day_of(charge.at);
      ++own.charges;
      own.renewals += charge.kind == ChargeKind::renewal ? 1U : 0U;
      own.days += std::exchange(own.last_day, static_cast<std::uint32_t>(day)) == day ? 0U : 1U;
      if (charge.tokens > Tokens{}) {
        add_to_day(charge, day, cost);
        add_if_avoidable(charge, i.row(), place, cost);
      }
    }
    for (std::uint32_t user = 0; user < today_.size(); ++user) {
      close_day(UserId(user));
    }
  }

  void add_to_day(const Charge& charge, std::size_t day, ExactCost cost) {
    const ChargeUnit& unit = trace_.units[charge.unit.value];
    Today& today = today_[unit.user.value];
    if (today.day != day) {
      close_day(unit.user);
      today.day = day;
    }
    if (std::find(today.products.begin(), today.products.end(), unit.product) == today.products.end()) {
      today.products.push_back(unit.product);
    }
    ++today.charges;
    today.tokens += charge.tokens;
    today.cost += cost;
  }

  void close_day(UserId user) {
    Today& today = today_[user.value];
    if (today.products.size() > 1) {
      std::sort(today.products.begin(), today.products.end());
      report_.days.push_back({scenario_.days.from() + static_cast<std::int32_t>(today.day),
                              user,
                              static_cast<std::uint32_t>(report_.day_products.size()),
                              static_cast<std::uint32_t>(today.products.size()),
                              {today.charges, today.tokens, rounded(today.cost)}});
      report_.day_products.insert(report_.day_products.end(), today.products.begin(), today.products.end());
    }
    today.products.clear();
    today.charges = 0;
    today.tokens = {};
    today.cost = {};
  }

  void add_if_avoidable(const Charge& charge, std::size_t row, std::size_t place, ExactCost cost) {
    const bool open = charge.kind == ChargeKind::open;
    if (!open && charge.kind != ChargeKind::renewal) {
      return;
    }
    const WindowUse::Charge& use = open ? use_.opens[row] : use_.renewals[row];
    const Duration limit = open ? report_.limits.short_use : report_.limits.tail;
    if (use.used == WindowUse::unknown || use.used >= limit.seconds) {
      return;
    }
    const Money money = rounded(cost);
    UsageSums& own = sums(charge.unit.value);
    (open ? own.short_windows : own.tails) += {1, charge.tokens, money};
    report_.avoidable.push_back(
        {place + 1, charge.unit, charge.kind, charge.at, charge.until, use.used, charge.tokens, money, use.session});
  }

  void sort_days() {
    std::sort(report_.days.begin(), report_.days.end(), [&](const MultiProductDay& a, const MultiProductDay& b) {
      return std::pair(a.day, ranks_[a.user.value]) < std::pair(b.day, ranks_[b.user.value]);
    });
  }

  void keep_rows() {
    std::vector<ExactCost> costs;
    std::vector<std::uint32_t> kept;
    for (std::uint32_t pair = 0; pair < pairs_.size(); ++pair) {
      if (is_used_[pair]) {
        kept.push_back(pair);
      }
    }
    std::sort(kept.begin(), kept.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(ranks_[pairs_[a].user.value], pairs_[a].product) <
             std::tuple(ranks_[pairs_[b].user.value], pairs_[b].product);
    });
    for (const std::uint32_t pair : kept) {
      const Counts& counts = counts_[pair];
      UsageSums& own = report_.rows.emplace_back(pairs_[pair]).sums;
      own.charged_days = counts.days;
      own.renewals = counts.renewals;
      own.all = {counts.charges, counts.tokens, {}};
      costs.push_back(counts.cost);
    }
    const std::vector<Money> money = rounded_to(consumed_cost(outcome_), costs);
    for (std::size_t i = 0; i < report_.rows.size(); ++i) {
      report_.rows[i].sums.all.cost = money[i];
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  AccessDays access_;
  const std::vector<std::uint32_t>& pair_of_;  // by unit
  std::vector<std::uint32_t> ranks_;           // by user: the place by name
  std::vector<UserProduct> pairs_;
  std::vector<Counts> counts_;  // by pair
  std::vector<bool> is_used_;   // by pair: whether it has a session or a result
  std::vector<Today> today_;    // by user
  WindowUse use_;
  UsageReport report_;
};

}  // namespace

ChargeSum& ChargeSum::operator+=(const ChargeSum& other) {
  charges += other.charges;
  tokens += other.tokens;
  cost += other.cost;
  return *this;
}

UsageSums& UsageSums::operator+=(const UsageSums& other) {
  sessions += other.sessions;
  access_days += other.access_days;
  refused_days += other.refused_days;
  covered_days += other.covered_days;
  seconds += other.seconds;
  covered_seconds += other.covered_seconds;
  charged_days += other.charged_days;
  renewals += other.renewals;
  free_launches += other.free_launches;
  short_launches += other.short_launches;
  all += other.all;
  short_windows += other.short_windows;
  tails += other.tails;
  return *this;
}

UsageReport usage_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome, UsageLimits limits) {
  return Sums(scenario, trace, outcome, limits).run();
}

std::int64_t days_of_years(Day from, Day until) {
  constexpr std::int64_t year = 365;
  int years = 0;
  while (add_months(from, 12 * (years + 1)) <= until) {
    ++years;
  }
  return year * years + (until - add_months(from, 12 * years));
}

}  // namespace drawdown
