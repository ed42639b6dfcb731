// Which partial plans are kept from one order day to the next.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

#include "engine/planning/plan_search.h"
#include "engine/planning/staircase.h"

namespace drawdown {
namespace {

constexpr std::size_t comparisons_for_label = 1'000;  // a label takes as much time to make and keep, or less

}  // namespace

bool PlanSearch::is_as_good(const Label& one, const Label& as) const {
  return one.cost <= as.cost && one.spent <= as.spent && (!problem_.most_orders || one.orders <= as.orders) &&
         std::equal(one.course.rest.begin(), one.course.rest.end(), as.course.rest.begin(),
                    [](std::int64_t a, std::int64_t b) { return a >= b; });
}

// Labels by frontier, the highest first: what comes later cannot be better than what came before, if that is as good in
// all other respects. Those that were there before the day have been compared with each other, unless a new budget
// changes what counts.
void PlanSearch::keep_best(std::size_t day, const CostToGo& to_go) {
  const bool is_last = day + 1 == axis_.orders.size();
  const bool new_year = is_last || axis_.orders[day].year != axis_.orders[day + 1].year;
  const bool is_time = effort_.width > 0 || day % days_of_bound == 0;  // bounds rise slowly: an old one is good enough
  for (std::vector<Label>* list : {&labels_, &ordered_}) {
    for (Label& label : *list) {
      label.spent = new_year ? 0 : label.spent;
      label.is_new = list == &ordered_ || new_year;
      label.bound = is_time || list == &ordered_ ? bound_of(label, day + 1, to_go) : label.bound;
    }
    std::erase_if(*list, [&](const Label& label) { return label.bound >= best_.cost; });
  }
  if (ordered_.empty() && !new_year) {
    return;
  }
  const auto comes_before = [](const Label& a, const Label& b) {
    return std::tie(b.course.frontier, a.cost, a.bought, b.last.order_day, a.steps) <
           std::tie(a.course.frontier, b.cost, b.bought, a.last.order_day, b.steps);
  };
  std::reverse(labels_.begin(), labels_.end());
  if (!std::is_sorted(labels_.begin(), labels_.end(), comes_before)) {  // where all else is equal
    std::sort(labels_.begin(), labels_.end(), comes_before);
  }
  std::sort(ordered_.begin(), ordered_.end(), comes_before);
  std::vector<Label> all;
  std::merge(std::make_move_iterator(labels_.begin()), std::make_move_iterator(labels_.end()),
             std::make_move_iterator(ordered_.begin()), std::make_move_iterator(ordered_.end()),
             std::back_inserter(all), comes_before);
  drop_worse(all);
  std::reverse(all.begin(), all.end());
  labels_ = std::move(all);
  keep_widest(day, to_go);
}

// With one use of something limited beside cost and number of orders, steps say whether there is a label as good;
// otherwise each label is compared with those before it.
void PlanSearch::drop_worse(std::vector<Label>& labels) {
  const bool has_steps = axis_.stock.empty() || (axis_.stock.size() == 1 && !has_budgets_);
  std::vector<Staircase> best;  // by number of orders, if it is limited
  std::vector<Label> kept;
  std::vector<std::size_t> kept_new;
  for (Label& label : labels) {
    const auto is_worse_than = [&](const Label& other) { return is_as_good(other, label); };
    const std::size_t orders = problem_.most_orders ? label.orders : 0;
    const std::int64_t use = axis_.stock.empty() ? label.spent : -label.course.rest.front();
    bool is_worse = false;
    if (has_steps) {
      best.resize(std::max(best.size(), orders + 1));
      is_worse = std::any_of(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(orders) + 1,
                             [&](const Staircase& steps) { return steps.has_as_good(label.cost, use); });
    } else if (label.is_new) {
      is_worse = std::any_of(kept.rbegin(), kept.rend(), is_worse_than);
      comparisons_ += kept.size();
    } else {
      is_worse = std::any_of(kept_new.begin(), kept_new.end(), [&](std::size_t i) { return is_worse_than(kept[i]); });
      comparisons_ += kept_new.size();
    }
    if (is_worse) {
      continue;
    }
    if (has_steps) {
      best[orders].add(label.cost, use);
    } else if (label.is_new) {
      kept_new.push_back(kept.size());
    }
    kept.push_back(std::move(label));
    overfull_ = overfull_ || comparisons_ / comparisons_for_label > options_.most_labels;
    if (!has_steps && is_stopped()) {
      break;
    }
  }
  labels = std::move(kept);
}

void PlanSearch::keep_widest(std::size_t day, const CostToGo& to_go) {
  if (effort_.width == 0 || labels_.size() <= effort_.width) {
    return;
  }
  std::vector<std::pair<Wide, std::size_t>> bounds;
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    bounds.emplace_back(bound_of(labels_[i], day + 1, to_go), i);
  }
  std::sort(bounds.begin(), bounds.end());
  bounds.resize(effort_.width);
  std::sort(bounds.begin(), bounds.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<Label> kept;
  kept.reserve(bounds.size());
  for (const auto& [bound, i] : bounds) {
    kept.push_back(std::move(labels_[i]));
  }
  labels_ = std::move(kept);
}

}  // namespace drawdown
