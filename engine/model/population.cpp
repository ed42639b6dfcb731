#include "engine/model/population.h"

#include <algorithm>

namespace drawdown {
namespace {

std::size_t month_of(Day day) { return static_cast<std::size_t>(date_of(day).month - 1); }

// How a day compares with others of its month.
double weight(const Group& group, const Use& use, Day day) {
  return group.is_holiday(day) ? 0 : use.weekdays[static_cast<std::size_t>(weekday(day))];
}

// What `rate` is multiplied with to give the chance of a day of weight 1 in the month or year from `first` on.
double scale(const Group& group, const Use& use, Day first, Day next) {
  double total = 0;
  double season = 0;
  for (const double factor : use.season) {
    season += factor / 12;
  }
  for (Day day = first; day < next; day = day + 1) {
    const double factor = use.per == Use::Per::month ? season : use.season[month_of(day)];
    total += weight(group, use, day) * factor;
  }
  return total > 0 ? use.rate / total : 0;
}

}  // namespace

bool Group::is_holiday(Day day) const { return std::binary_search(holidays.begin(), holidays.end(), day); }

bool Shock::meets(std::uint32_t group, ProductId product) const {
  return (groups.empty() || std::find(groups.begin(), groups.end(), group) != groups.end()) &&
         (products.empty() || std::find(products.begin(), products.end(), product) != products.end());
}

std::vector<double> mean_chances(const Group& group, const Use& use, Day from, Day until) {
  std::vector<double> chances;
  Day next = from;  // of the month or year after the one that `scaled` is of
  double scaled = use.rate;
  for (Day day = from; day < until; day = day + 1) {
    if (use.per != Use::Per::working_day && day >= next) {
      const Day month = first_of_month(day);
      const Day first = use.per == Use::Per::month ? month : add_months(month, -static_cast<int>(month_of(day)));
      next = add_months(first, use.per == Use::Per::month ? 1 : 12);
      scaled = scale(group, use, first, next);
    }
    const bool there = (!use.from || *use.from <= day) && (!use.until || day < *use.until);
    chances.push_back(there ? scaled * weight(group, use, day) * use.season[month_of(day)] : 0);
  }
  return chances;
}

}  // namespace drawdown
