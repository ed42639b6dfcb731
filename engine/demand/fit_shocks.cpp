#include "engine/demand/fit_shocks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace drawdown {
namespace {

constexpr std::size_t most_lag = 8;  // weeks

// By whole week of the log: what was expected, and by how much it was more.
struct Course {
  std::vector<double> expected;
  std::vector<double> more;
};

struct Courses {
  std::vector<Course> people;
  Course all;
};

using Weights = std::vector<double> GroupProfile::*;

std::vector<double> by_week(const UseLog& log, const std::vector<double>& days) {
  std::vector<double> weeks;
  const Day first = first_of_week(log.from + 6);
  for (Day monday = first; monday + 7 <= log.until; monday = monday + 7) {
    const auto begin = days.begin() + (monday - log.from);
    weeks.push_back(std::accumulate(begin, begin + 7, 0.0));
  }
  return weeks;
}

void add(Course& to, const Course& from) {
  to.expected.resize(from.expected.size());
  to.more.resize(from.more.size());
  for (std::size_t week = 0; week < from.expected.size(); ++week) {
    to.expected[week] += from.expected[week];
    to.more[week] += from.more[week];
  }
}

Courses courses_of(const UseLog& log, const GroupLog& group, const std::vector<double>& weights) {
  const std::vector<double> weekly = by_week(log, weights);
  const double total = std::accumulate(weekly.begin(), weekly.end(), 0.0);
  Courses courses;
  courses.all = {std::vector<double>(weekly.size()), std::vector<double>(weekly.size())};
  for (std::size_t person = 0; person < group.people.size(); ++person) {
    std::vector<double> days(log.days());
    for (const ProductLog& product : group.products) {
      for (const std::uint32_t day : product.people[person].days) {
        days[day] += 1;
      }
    }
    Course course;
    course.more = by_week(log, days);
    const double own = std::accumulate(course.more.begin(), course.more.end(), 0.0);
    for (std::size_t week = 0; week < weekly.size(); ++week) {
      course.expected.push_back(total > 0 ? own * weekly[week] / total : 0);
      course.more[week] -= course.expected[week];
    }
    add(courses.all, course);
    if (own > 0) {
      courses.people.push_back(std::move(course));
    }
  }
  return courses;
}

double product_sum(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag) {
  double sum = 0;
  for (std::size_t week = 0; week + lag < a.size(); ++week) {
    sum += a[week] * b[week + lag];
  }
  return sum;
}

// Sums over pairs of people, by weeks between.
struct Moments {
  std::array<double, most_lag + 1> together{};
  std::array<double, most_lag + 1> expected{};
  double own = 0;  // squared deviations of single people
  std::size_t weeks = 0;
};

// Over pairs of different parts: people, or groups.
Moments moments(const std::vector<const Course*>& parts) {
  Moments sums;
  Course all;
  for (const Course* part : parts) {
    add(all, *part);
  }
  sums.weeks = all.more.size();
  for (std::size_t lag = 0; lag <= most_lag; ++lag) {
    sums.together[lag] = product_sum(all.more, all.more, lag);
    sums.expected[lag] = product_sum(all.expected, all.expected, lag);
    for (const Course* part : parts) {
      sums.together[lag] -= product_sum(part->more, part->more, lag);
      sums.expected[lag] -= product_sum(part->expected, part->expected, lag);
      sums.own += lag == 0 ? product_sum(part->more, part->more, 0) : 0;
    }
  }
  return sums;
}

std::array<double, most_lag + 1> covariances(const Moments& sums) {
  std::array<double, most_lag + 1> covariance{};
  for (std::size_t lag = 0; lag <= most_lag; ++lag) {
    covariance[lag] = sums.expected[lag] > 0 ? sums.together[lag] / sums.expected[lag] : 0;
  }
  return covariance;
}

// One correlation from week to week, by least squares over the first weeks.
double correlation_of(const std::array<double, most_lag + 1>& covariance) {
  double best = 0;
  double least = -1;
  for (int step = 0; step <= 99; ++step) {
    const double rho = step / 100.0;
    double error = 0;
    double power = 1;
    for (std::size_t lag = 1; lag <= most_lag; ++lag) {
      power *= rho;
      const double off = covariance[lag] - covariance[0] * power;
      error += off * off;
    }
    if (least < 0 || error < least) {
      least = error;
      best = rho;
    }
  }
  return best;
}

// How much of a shock's variance the season as logged takes for its own: what the mean of the weeks of a month keeps of
// it, over the years in which that month is there.
double taken_by_season(double rho, std::size_t weeks) {
  const double of_month = (2 + 3 * rho + 2 * rho * rho + rho * rho * rho) / 8;
  return std::clamp(of_month / std::max(static_cast<double>(weeks) / 52, 1.0), 0.0, 0.8);
}

// A mixture of what is seen around the plain level and around the season as logged.
ShockFit fit_of(const Moments& plain, const Moments& full, double season_share) {
  ShockFit fit;
  std::array<double, most_lag + 1> covariance = covariances(plain);
  const std::array<double, most_lag + 1> around_season = covariances(full);
  const double left = 1 - taken_by_season(correlation_of(covariance), plain.weeks);
  for (std::size_t lag = 0; lag <= most_lag; ++lag) {
    covariance[lag] = (1 - season_share) * covariance[lag] + season_share * around_season[lag] / left;
  }
  // The standard error if all people are independent: of `weeks` squared sums of deviations.
  const double error = plain.expected[0] > 0 && plain.weeks > 0
                           ? std::sqrt(2 / static_cast<double>(plain.weeks)) * plain.own / plain.expected[0]
                           : 0;
  constexpr double least_variance = 0.0004;  // a spread of 2 %
  if (covariance[0] > std::max(2 * error, least_variance) && plain.weeks >= 2 * most_lag) {
    fit.variance = covariance[0];
    fit.weekly_correlation = correlation_of(covariance);
  }
  return fit;
}

}  // namespace

ShockFits fit_shocks(const UseLog& log, const std::vector<GroupProfile>& profiles) {
  struct Seen {
    std::vector<Courses> groups;
    Moments between;
  };
  const auto look = [&](Weights weights) {
    Seen seen;
    for (std::size_t i = 0; i < log.groups.size(); ++i) {
      seen.groups.push_back(courses_of(log, log.groups[i], profiles[i].*weights));
    }
    std::vector<const Course*> parts;
    for (const Courses& group : seen.groups) {
      parts.push_back(&group.all);
    }
    seen.between = moments(parts);
    return seen;
  };
  const auto within = [](const Courses& group) {
    std::vector<const Course*> people;
    for (const Course& person : group.people) {
      people.push_back(&person);
    }
    return moments(people);
  };
  const Seen plain = look(&GroupProfile::plain);
  const Seen full = look(&GroupProfile::full);
  ShockFits fits;
  fits.groups.resize(log.groups.size());
  if (log.groups.size() == 1) {
    fits.everybody = fit_of(within(plain.groups[0]), within(full.groups[0]), profiles[0].season_share);
    return fits;
  }
  double share = 0;
  for (const GroupProfile& profile : profiles) {
    share += profile.season_share / static_cast<double>(profiles.size());
  }
  fits.everybody = fit_of(plain.between, full.between, share);
  for (std::size_t i = 0; i < log.groups.size(); ++i) {
    const ShockFit all = fit_of(within(plain.groups[i]), within(full.groups[i]), profiles[i].season_share);
    // The product of two independent factors of mean 1 has the variance (1 + a) (1 + b) − 1.
    const double rest = (1 + all.variance) / (1 + fits.everybody.variance) - 1;
    if (all.variance > 0 && rest > 0.0004) {
      fits.groups[i] = {rest, all.weekly_correlation};
    }
  }
  return fits;
}

}  // namespace drawdown
