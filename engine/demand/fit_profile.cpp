#include "engine/demand/fit_profile.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/random/elementary.h"

namespace drawdown {
namespace {

using Counts = std::vector<double>;  // by day of the log

std::size_t weekday_of(const UseLog& log, std::size_t day) {
  return static_cast<std::size_t>(weekday(log.from + static_cast<std::int32_t>(day)));
}
std::size_t month_of(const UseLog& log, std::size_t day) {
  return static_cast<std::size_t>(date_of(log.from + static_cast<std::int32_t>(day)).month - 1);
}
// Months since the first of the log.
std::size_t months_since(const UseLog& log, std::size_t day) {
  const YearMonthDay first = date_of(log.from);
  const YearMonthDay date = date_of(log.from + static_cast<std::int32_t>(day));
  return static_cast<std::size_t>((date.year - first.year) * 12 + date.month - first.month);
}

// The mean of each weekday, over days that are no holidays.
std::array<double, 7> weekday_means(const UseLog& log, const Counts& counts, const std::vector<bool>& off) {
  std::array<double, 7> sum{};
  std::array<double, 7> days{};
  for (std::size_t day = 0; day < counts.size(); ++day) {
    if (!off[day]) {
      sum[weekday_of(log, day)] += counts[day];
      days[weekday_of(log, day)] += 1;
    }
  }
  for (std::size_t i = 0; i < sum.size(); ++i) {
    sum[i] = days[i] > 0 ? sum[i] / days[i] : 0;
  }
  return sum;
}

// Makes 1 of the average over working days.
void normalise(std::array<double, 7>& weekdays, const std::array<bool, 7>& works) {
  double sum = 0;
  double days = 0;
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    sum += works[i] ? weekdays[i] : 0;
    days += works[i] ? 1 : 0;
  }
  for (double& factor : weekdays) {
    factor = sum > 0 ? factor * days / sum : 1;
  }
}

// Whether so few where so many are expected are a holiday. The chance is Chernoff's bound on a Poisson count.
bool is_off(double seen, double expected) {
  constexpr double most_chance_log = -7.6;  // once in two thousand
  if (expected <= 0 || seen > 0.2 * expected) {
    return false;
  }
  const double log_chance = seen - expected - (seen > 0 ? seen * natural_log(seen / expected) : 0);
  return log_chance < most_chance_log;
}

std::vector<bool> find_holidays(const UseLog& log, const Counts& counts, const std::array<double, 7>& means,
                                const std::array<bool, 7>& works) {
  constexpr std::size_t around = 14;
  std::vector<bool> off(counts.size());
  for (std::size_t day = 0; day < counts.size(); ++day) {
    double seen = 0;
    double usual = 0;
    for (std::size_t near = day > around ? day - around : 0; near < std::min(counts.size(), day + around + 1); ++near) {
      seen += near == day ? 0 : counts[near];
      usual += near == day ? 0 : means[weekday_of(log, near)];
    }
    const double expected = usual > 0 ? means[weekday_of(log, day)] * seen / usual : 0;
    off[day] = works[weekday_of(log, day)] && is_off(counts[day], expected);
  }
  return off;
}

struct Months {
  std::vector<double> seen;  // by months since the first
  std::vector<double> expected;
};

Months by_month(const UseLog& log, const Counts& counts, const Counts& weights) {
  Months months;
  const std::size_t size = counts.empty() ? 0 : months_since(log, counts.size() - 1) + 1;
  months.seen.resize(size);
  months.expected.resize(size);
  for (std::size_t day = 0; day < counts.size(); ++day) {
    months.seen[months_since(log, day)] += counts[day];
    months.expected[months_since(log, day)] += weights[day];
  }
  const double seen = std::accumulate(months.seen.begin(), months.seen.end(), 0.0);
  const double expected = std::accumulate(months.expected.begin(), months.expected.end(), 0.0);
  for (double& each : months.expected) {
    each *= expected > 0 ? seen / expected : 0;
  }
  return months;
}

// How much of what months differ by recurs a year later: the share of the season in the average of `years` of them.
double share_of_season(const Months& months, std::size_t years) {
  constexpr double one_year = 0.5;
  if (years < 2) {
    return one_year;
  }
  const auto deviation = [&](std::size_t month) {
    return months.expected[month] > 0 ? months.seen[month] / months.expected[month] - 1 : 0;
  };
  double common = 0;
  double pairs = 0;
  double total = 0;
  double count = 0;
  for (std::size_t a = 0; a < months.seen.size(); ++a) {
    total += deviation(a) * deviation(a);
    count += 1;
    for (std::size_t b = a + 12; b < months.seen.size(); b += 12) {
      common += deviation(a) * deviation(b);
      pairs += 1;
    }
  }
  const double season = std::max(common / pairs, 0.0);
  const double other = std::max(total / count - season, 0.0);
  return season > 0 ? season / (season + other / static_cast<double>(years)) : 0;
}

std::array<double, 12> seasons(const UseLog& log, const Months& months) {
  std::array<double, 12> seen{};
  std::array<double, 12> expected{};
  for (std::size_t month = 0; month < months.seen.size(); ++month) {
    const std::size_t place = (static_cast<std::size_t>(date_of(log.from).month - 1) + month) % 12;
    seen[place] += months.seen[month];
    expected[place] += months.expected[month];
  }
  std::array<double, 12> factors{};
  for (std::size_t i = 0; i < factors.size(); ++i) {
    factors[i] = expected[i] > 0 ? seen[i] / expected[i] : 1;
  }
  return factors;
}

}  // namespace

std::vector<double> daily(const UseLog& log, const ProductLog& product) {
  Counts counts(log.days());
  for (const PersonLog& person : product.people) {
    for (const std::uint32_t day : person.days) {
      counts[day] += 1;
    }
  }
  return counts;
}

GroupProfile fit_profile(const UseLog& log, const GroupLog& group) {
  Counts counts(log.days());
  for (const ProductLog& product : group.products) {
    const Counts own = daily(log, product);
    for (std::size_t day = 0; day < counts.size(); ++day) {
      counts[day] += own[day];
    }
  }
  GroupProfile profile;
  std::vector<bool> off(counts.size());
  std::array<double, 7> means = weekday_means(log, counts, off);
  const double most = *std::max_element(means.begin(), means.end());
  for (std::size_t i = 0; i < means.size(); ++i) {
    profile.works[i] = most > 0 ? means[i] >= 0.25 * most : i < 5;
  }
  off = find_holidays(log, counts, means, profile.works);
  means = weekday_means(log, counts, off);
  normalise(means, profile.works);
  profile.weekdays = means;
  profile.plain.resize(counts.size());
  for (std::size_t day = 0; day < counts.size(); ++day) {
    profile.plain[day] = off[day] ? 0 : means[weekday_of(log, day)];
    if (off[day]) {
      profile.holidays.push_back(log.from + static_cast<std::int32_t>(day));
    }
  }
  const Months months = by_month(log, counts, profile.plain);
  profile.as_logged = seasons(log, months);
  profile.season_share = share_of_season(months, log.days() / 365);
  profile.weights = profile.plain;
  profile.full = profile.plain;
  for (std::size_t i = 0; i < profile.season.size(); ++i) {
    profile.season[i] = 1 + profile.season_share * (profile.as_logged[i] - 1);
  }
  for (std::size_t day = 0; day < counts.size(); ++day) {
    profile.weights[day] *= profile.season[month_of(log, day)];
    profile.full[day] *= profile.as_logged[month_of(log, day)];
  }
  return profile;
}

ProductProfile fit_profile(const UseLog& log, const ProductLog& product, const GroupProfile& group) {
  constexpr double days_of_group = 30;     // as many of the group's stand beside the product's own, for each weekday
  constexpr double months_of_group = 100;  // likewise for each month, whose days are not independent
  const Counts counts = daily(log, product);
  const double seen = std::accumulate(counts.begin(), counts.end(), 0.0);
  const double expected = std::accumulate(group.weights.begin(), group.weights.end(), 0.0);
  const double scale = expected > 0 ? seen / expected : 0;
  const double in_full = std::accumulate(group.full.begin(), group.full.end(), 0.0);
  const double full_scale = in_full > 0 ? seen / in_full : 0;
  std::array<double, 7> seen_by_weekday{};
  std::array<double, 7> expected_by_weekday{};
  std::array<double, 12> seen_by_month{};
  std::array<double, 12> expected_by_month{};
  for (std::size_t day = 0; day < counts.size(); ++day) {
    if (group.plain[day] > 0) {
      seen_by_weekday[weekday_of(log, day)] += counts[day];
      expected_by_weekday[weekday_of(log, day)] += group.weights[day] * scale;
      seen_by_month[month_of(log, day)] += counts[day];
      expected_by_month[month_of(log, day)] += group.full[day] * full_scale;
    }
  }
  // Beside the group's months, which have its ups and downs: what is left is the product's own.
  const double own_share = log.days() < std::size_t{2} * 365 ? 0.5 : 1;
  ProductProfile profile;
  for (std::size_t i = 0; i < 7; ++i) {
    profile.weekdays[i] =
        group.weekdays[i] * (seen_by_weekday[i] + days_of_group) / (expected_by_weekday[i] + days_of_group);
  }
  normalise(profile.weekdays, group.works);
  for (std::size_t i = 0; i < 12; ++i) {
    const double own = (seen_by_month[i] + months_of_group) / (expected_by_month[i] + months_of_group);
    profile.season[i] = group.season[i] * (1 + own_share * (own - 1));
  }
  profile.weights.resize(counts.size());
  for (std::size_t day = 0; day < counts.size(); ++day) {
    profile.weights[day] =
        group.plain[day] > 0 ? profile.weekdays[weekday_of(log, day)] * profile.season[month_of(log, day)] : 0;
  }
  return profile;
}

}  // namespace drawdown
