#include "engine/ensemble/margins.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/demand/fit_profile.h"
#include "engine/demand/fit_shapes.h"
#include "engine/ensemble/daily_use.h"

namespace drawdown {
namespace {

constexpr std::array<const char*, 7> weekdays{"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                              "Fridays", "Saturdays", "Sundays"};
constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};

double mean_of(const std::vector<double>& values) {
  return values.empty() ? 0 : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Standard deviation ⁄ mean.
double variation(const std::vector<double>& values) {
  const double mean = mean_of(values);
  if (values.size() < 2 || mean <= 0) {
    return 0;
  }
  double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return std::sqrt(squares / static_cast<double>(values.size() - 1)) / mean;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// Of what is counted by day.
void append_weeks(std::vector<Margin>& margins, const std::string& group, const std::string& about, Day from,
                  const std::vector<double>& days) {
  const Day until = from + static_cast<std::int32_t>(days.size());
  std::vector<double> weekly;
  for (Day monday = first_of_week(from + 6); monday + 7 <= until; monday = monday + 7) {
    const auto begin = days.begin() + (monday - from);
    weekly.push_back(std::accumulate(begin, begin + 7, 0.0));
  }
  if (weekly.size() < 3) {
    return;
  }
  margins.push_back({group, about, "standard deviation / mean", variation(weekly)});
  const double mean = mean_of(weekly);
  double next = 0;
  double own = 0;
  for (std::size_t week = 0; week < weekly.size(); ++week) {
    own += (weekly[week] - mean) * (weekly[week] - mean);
    next += week + 1 < weekly.size() ? (weekly[week] - mean) * (weekly[week + 1] - mean) : 0;
  }
  margins.push_back({group, about, "correlation with the next", share(next, own)});
  std::sort(weekly.begin(), weekly.end());
  margins.push_back({group, about, "the busiest of ten / mean", share(weekly[weekly.size() * 9 / 10], mean)});
}

class Margins {
 public:
  Margins(const Population& population, const Scenario& scenario, const UseLog& log)
      : population_(population), scenario_(scenario), log_(log) {}

  std::vector<Margin> all() {
    std::vector<double> everybody(log_.days());
    for (const Group& group : population_.groups) {
      const auto found = std::find_if(log_.groups.begin(), log_.groups.end(),
                                      [&](const GroupLog& each) { return each.name == group.name; });
      const GroupLog& of = *found;
      of_group(group, of);
      const std::vector<double> days = daily_of(of);
      for (std::size_t day = 0; day < days.size(); ++day) {
        everybody[day] += days[day];
      }
    }
    if (population_.groups.size() > 1) {
      append_weeks(margins_, "all groups", "weeks", log_.from, everybody);
    }
    return std::move(margins_);
  }

 private:
  void add(const std::string& group, const std::string& about, const std::string& name, double value) {
    margins_.push_back({group, about, name, value});
  }

  [[nodiscard]] std::vector<double> daily_of(const GroupLog& group) const {
    std::vector<double> days(log_.days());
    for (const ProductLog& product : group.products) {
      const std::vector<double> own = daily(log_, product);
      for (std::size_t day = 0; day < days.size(); ++day) {
        days[day] += own[day];
      }
    }
    return days;
  }

  void of_group(const Group& group, const GroupLog& log) {
    const std::vector<double> days = daily_of(log);
    const double total = std::accumulate(days.begin(), days.end(), 0.0);
    add(group.name, "all products", "access days", total);
    by_weekday(group.name, days, total);
    by_month(group.name, days, total);
    append_weeks(margins_, group.name, "weeks", log_.from, days);
    people(group.name, log);
    for (const Use& use : group.uses) {
      of_product(group, use, log.products[use.product.value]);
      for (const Use::Along& other : use.along) {
        together(group.name, use.product, other.product, log);
      }
    }
  }

  void by_weekday(const std::string& group, const std::vector<double>& days, double total) {
    std::array<double, 7> seen{};
    for (std::size_t day = 0; day < days.size(); ++day) {
      seen[static_cast<std::size_t>(weekday(log_.from + static_cast<std::int32_t>(day)))] += days[day];
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      add(group, "all products", std::string("share of ") + weekdays[i], share(seen[i], total));
    }
  }

  void by_month(const std::string& group, const std::vector<double>& days, double total) {
    std::array<double, 12> seen{};
    std::array<bool, 12> there{};
    for (std::size_t day = 0; day < days.size(); ++day) {
      const int month = date_of(log_.from + static_cast<std::int32_t>(day)).month - 1;
      seen[static_cast<std::size_t>(month)] += days[day];
      there[static_cast<std::size_t>(month)] = true;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (there[i]) {
        add(group, "all products", std::string("share of ") + months[i], share(seen[i], total));
      }
    }
  }

  void people(const std::string& group, const GroupLog& log) {
    std::vector<double> counts(log.people.size());
    for (const ProductLog& product : log.products) {
      for (std::size_t person = 0; person < counts.size(); ++person) {
        counts[person] += static_cast<double>(product.people[person].days.size());
      }
    }
    add(group, "people", "who use anything",
        static_cast<double>(std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; })));
    add(group, "people", "standard deviation / mean", variation(counts));
    std::sort(counts.begin(), counts.end(), std::greater<>());
    const std::size_t tenth = (counts.size() + 9) / 10;
    const double heavy = std::accumulate(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(tenth), 0.0);
    add(group, "people", "share of the heaviest tenth",
        share(heavy, std::accumulate(counts.begin(), counts.end(), 0.0)));
  }

  void of_product(const Group& group, const Use& use, const ProductLog& log) {
    const std::string& product = scenario_.products[use.product.value].name;
    const auto put = [&](const std::string& name, double value) { add(group.name, product, name, value); };
    std::vector<double> counts;
    double users = 0;
    double next_day = 0;
    double next_week = 0;
    for (const PersonLog& person : log.people) {
      counts.push_back(static_cast<double>(person.days.size()));
      users += person.days.empty() ? 0 : 1;
      for (const std::uint32_t day : person.days) {
        next_day += std::binary_search(person.days.begin(), person.days.end(), day + 1) ? 1 : 0;
        next_week += std::binary_search(person.days.begin(), person.days.end(), day + 7) ? 1 : 0;
      }
    }
    const auto days = static_cast<double>(log.access_days);
    put("access days", days);
    put("people who use it", users);
    put("people: standard deviation / mean", variation(counts));
    put("also used the day after", share(next_day, days));
    put("also used a week later", share(next_week, days));
    put(use.results ? "requests a day" : "sessions a day", share(static_cast<double>(log.uses), days));
    shapes(group, use, log, put);
  }

  template <class Put>
  void shapes(const Group& group, const Use& use, const ProductLog& log, const Put& put) {
    std::vector<std::int64_t> starts;
    std::vector<std::int64_t> lengths;
    double short_ones = 0;
    double overnight = 0;
    double results = 0;
    for (const PersonLog& person : log.people) {
      for (const LoggedUse& each : person.uses) {
        starts.push_back(each.second);
        short_ones += each.length < use.short_length.seconds ? 1 : 0;
        results += static_cast<double>(each.quantity) / micro_per_unit;
        if (is_overnight(log_, group, each)) {
          overnight += 1;
        } else {
          lengths.push_back(each.length);
        }
      }
    }
    const auto at = [](std::vector<std::int64_t>& values, std::size_t tenths) {
      std::sort(values.begin(), values.end());
      return values.empty() ? 0.0
                            : static_cast<double>(values[std::min(values.size() * tenths / 10, values.size() - 1)]);
    };
    for (const std::size_t tenths : {1U, 5U, 9U}) {
      put("start, hour of the day, " + std::to_string(tenths * 10) + " %", at(starts, tenths) / 3600);
    }
    if (use.results) {
      put("results a request", share(results, static_cast<double>(log.uses)));
      return;
    }
    put("length, minutes, 50 %", at(lengths, 5) / 60);
    put("length, minutes, 90 %", at(lengths, 9) / 60);
    put("share of short launches", share(short_ones, static_cast<double>(log.uses)));
    put("share of days left open overnight", share(overnight, static_cast<double>(log.access_days)));
  }

  void together(const std::string& group, ProductId a, ProductId b, const GroupLog& log) {
    double both = 0;
    for (std::size_t person = 0; person < log.people.size(); ++person) {
      const std::vector<std::uint32_t>& others = log.products[b.value].people[person].days;
      for (const std::uint32_t day : log.products[a.value].people[person].days) {
        both += std::binary_search(others.begin(), others.end(), day) ? 1 : 0;
      }
    }
    add(group, scenario_.products[a.value].name, "days with " + scenario_.products[b.value].name + " too",
        share(both, static_cast<double>(log.products[a.value].access_days)));
  }

  const Population& population_;
  const Scenario& scenario_;
  const UseLog& log_;
  std::vector<Margin> margins_;
};

}  // namespace

std::vector<Margin> token_margins(const Scenario& scenario, const Trace& trace) {
  std::vector<double> days;
  for (const Tokens tokens : tokens_by_day(scenario, trace)) {
    days.push_back(static_cast<double>(tokens.micro) / micro_per_unit);
  }
  std::vector<Margin> margins{{"all groups", "tokens", "in all", std::accumulate(days.begin(), days.end(), 0.0)}};
  append_weeks(margins, "all groups", "tokens a week", scenario.from, days);
  return margins;
}

std::vector<Margin> margins_of(const Population& population, const Scenario& scenario, const UseLog& log) {
  return Margins(population, scenario, log).all();
}

}  // namespace drawdown
