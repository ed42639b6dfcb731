#include "engine/planning/size_curve.h"

#include <algorithm>

namespace drawdown {

SizeCurve::Saved::Saved(std::vector<std::int64_t> without, const std::vector<std::int64_t>& with)
    : most(std::move(without)), above(most.size() + 1), paths(static_cast<double>(most.size())) {
  for (std::size_t i = 0; i < most.size(); ++i) {
    rest += static_cast<double>(with[i]);
    most[i] -= with[i];
  }
  std::sort(most.begin(), most.end());
  for (std::size_t i = most.size(); i-- > 0;) {
    above[i] = above[i + 1] + static_cast<double>(most[i]);
  }
}

double SizeCurve::Saved::refused(std::int64_t quantity) const {
  const auto k = static_cast<std::size_t>(std::upper_bound(most.begin(), most.end(), quantity) - most.begin());
  return (rest + above[k] - static_cast<double>(most.size() - k) * static_cast<double>(quantity)) / paths;
}

SizeCurve::SizeCurve(const ScheduleModel& model, Quantities quantities, std::size_t order_day)
    : planes_(model.planes), is_late_(model.choices[order_day].late) {
  const bool values_left = planes_->late_value() > 0;
  const std::size_t paths = model.table->paths();
  std::vector<std::int64_t> without(paths);
  std::vector<std::int64_t> with(paths);
  std::vector<std::int64_t> early_without(values_left ? paths : 0);
  std::vector<std::int64_t> early_with(values_left ? paths : 0);
  quantities[order_day] = model.table->useful(order_day);
  model.table->refused(quantities, with, early_with);
  quantities[order_day] = 0;
  model.table->refused(quantities, without, early_without);
  late_ = planes_->late(quantities);
  if (planes_->most_dry()) {
    for (std::size_t i = 0; i < paths; ++i) {
      if (with[i] > 0) {
        ++dry_;
      } else {
        to_dry_.push_back(without[i]);
      }
    }
    std::sort(to_dry_.begin(), to_dry_.end());
  }
  all_ = Saved(std::move(without), with);
  if (values_left) {
    early_ = Saved(std::move(early_without), early_with);
  }
}

std::size_t SizeCurve::dry(std::int64_t quantity) const {
  return dry_ + static_cast<std::size_t>(to_dry_.end() - std::upper_bound(to_dry_.begin(), to_dry_.end(), quantity));
}

double SizeCurve::cost(std::int64_t quantity) const {
  const double early = early_.most.empty() ? 0 : early_.refused(quantity);
  return planes_->cost(all_.refused(quantity), early, late_ + (is_late_ ? static_cast<double>(quantity) : 0));
}

}  // namespace drawdown
