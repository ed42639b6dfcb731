#include "engine/demand/fit_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>

#include "engine/random/distributions.h"
#include "engine/random/elementary.h"
#include "engine/random/normal_share.h"

namespace drawdown {
namespace {

constexpr std::int64_t day_long = 86'400;
constexpr std::int64_t minute = 60;
constexpr std::int64_t longest = 30 * day_long;
constexpr double z_of_nine_tenths = 1.2815515655446004;

// The value at a share of sorted values, between two of them on a straight line.
double at_share(const std::vector<std::int64_t>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return static_cast<double>(sorted[low]) +
         (place - static_cast<double>(low)) * static_cast<double>(sorted[high] - sorted[low]);
}

std::int64_t rounded(double value, std::int64_t to) {
  return static_cast<std::int64_t>(std::floor(value / static_cast<double>(to) + 0.5)) * to;
}

// The share of a log-normal length that lies below a value.
double share_below(double value, double median, double p90) {
  const double sigma = natural_log(p90 / median) / z_of_nine_tenths;
  return sigma > 0 ? normal_share(natural_log(value / median) / sigma) : (value > median ? 1 : 0);
}

// How far the log-normal distribution is from the sorted values of at least `least`: the greatest difference of shares
// at a hundred of them.
double distance(const std::vector<std::int64_t>& sorted, double least, double median, double p90) {
  const double below = least > 0 ? share_below(least, median, p90) : 0;
  double most = 0;
  for (int percent = 1; percent < 100; ++percent) {
    const double value = std::max(at_share(sorted, percent / 100.0), 1.0);
    const double share = (share_below(value, median, p90) - below) / std::max(1 - below, 1e-9);
    most = std::max(most, std::abs(share - percent / 100.0));
  }
  return most;
}

struct Lengths {
  Spans spans;
  double short_chance = 0;
};

// Sessions shorter than `limit` are partly short launches, partly ordinary ones that happen to be short. How many of
// the ordinary ones are, the distribution of the longer ones tells.
Lengths lengths_of(std::vector<std::int64_t> values, std::int64_t limit) {
  constexpr double most_distance = 0.04;
  std::sort(values.begin(), values.end());
  const auto first_long = std::lower_bound(values.begin(), values.end(), limit);
  const auto short_ones = static_cast<double>(first_long - values.begin());
  const std::vector<std::int64_t> long_ones(first_long, values.end());
  Lengths lengths;
  if (long_ones.size() < 20) {
    lengths.spans.quantiles = quantiles_in_steps(values, std::min<std::size_t>(values.size() - 1, 10));
    return lengths;
  }
  double below = 0;
  double median = 0;
  double p90 = 0;
  for (int round = 0; round < 40; ++round) {
    median = std::max(at_share(long_ones, std::max((0.5 - below) / (1 - below), 0.0)), 1.0);
    p90 = std::max(at_share(long_ones, std::max((0.9 - below) / (1 - below), 0.0)), median);
    below = std::min(share_below(static_cast<double>(limit), median, p90), 0.4);
  }
  const auto count = static_cast<double>(long_ones.size());
  const double ordinary_short = count * below / (1 - below);
  lengths.short_chance = std::max(short_ones - ordinary_short, 0.0) / static_cast<double>(values.size());
  if (distance(long_ones, static_cast<double>(limit), median, p90) <= most_distance) {
    const auto to = [](double seconds) { return seconds >= 3600 ? minute : seconds >= 600 ? 10 : 1; };
    lengths.spans.median = static_cast<double>(rounded(median, to(median)));
    lengths.spans.p90 = static_cast<double>(std::max(rounded(p90, to(p90)), rounded(median, to(median))));
    return lengths;
  }
  lengths.spans.quantiles = quantiles_in_steps(long_ones, 20);
  lengths.short_chance = short_ones / static_cast<double>(values.size());
  return lengths;
}

// Requests for nothing are not logged: mean and variance are those of a count that is not 0, from which those of the
// whole distribution follow step by step.
ResultCounts counts_of(const std::vector<double>& values) {
  double mean = 0;
  double squares = 0;
  for (const double value : values) {
    mean += value / static_cast<double>(values.size());
    squares += value * value / static_cast<double>(values.size());
  }
  ResultCounts counts;
  counts.mean = mean;
  double empty = 0;
  for (int round = 0; round < 50; ++round) {
    counts.mean = mean * (1 - empty);
    const double variance = squares * (1 - empty) - counts.mean * counts.mean;
    counts.shape.reset();
    if (variance > 1.05 * counts.mean) {
      counts.shape = std::max(counts.mean * counts.mean / (variance - counts.mean), 0.001);
    }
    empty = std::min(share_of_zero(counts), 0.9);
  }
  return counts;
}

}  // namespace

double share_of_zero(const ResultCounts& counts) {
  const double log_share = counts.shape ? -*counts.shape * natural_log(1 + counts.mean / *counts.shape) : -counts.mean;
  return exponential_of(std::max(log_share, -700.0));
}

std::vector<std::int64_t> quantiles_in_steps(std::vector<std::int64_t> values, std::size_t steps) {
  std::sort(values.begin(), values.end());
  std::vector<std::int64_t> quantiles;
  for (std::size_t i = 0; i <= steps; ++i) {
    const double share = steps == 0 ? 0.5 : static_cast<double>(i) / static_cast<double>(steps);
    quantiles.push_back(rounded(at_share(values, share), 1));
  }
  return quantiles;
}

void fit_hours(const GroupLog& log, Group& group) {
  constexpr std::int64_t step = 5 * minute;
  std::vector<std::int64_t> first;
  std::vector<std::int64_t> last;
  for (const ProductLog& product : log.products) {
    for (const PersonLog& person : product.people) {
      for (std::size_t i = 0; i < person.uses.size(); ++i) {
        const LoggedUse& use = person.uses[i];
        if (i == 0 || person.uses[i - 1].day != use.day) {
          first.push_back(use.second);
        }
        if (use.last_of_day && use.second + use.length < day_long) {
          last.push_back(use.second + use.length);
        }
      }
    }
  }
  if (first.empty() || last.empty()) {
    return;
  }
  std::sort(first.begin(), first.end());
  std::sort(last.begin(), last.end());
  const std::int64_t begins = rounded(at_share(first, 0.1), step);
  const std::int64_t ends = std::min(rounded(at_share(last, 0.9), step), day_long);
  if (begins < ends) {
    group.work_begins = static_cast<std::int32_t>(begins);
    group.work_ends = static_cast<std::int32_t>(ends);
  }
}

bool is_overnight(const UseLog& log, const Group& group, const LoggedUse& use) {
  constexpr std::int64_t around = 2 * 3600;  // the morning's beginning
  if (!use.last_of_day || use.second + use.length < day_long) {
    return false;
  }
  const Day day = log.from + static_cast<std::int32_t>(use.day);
  Day next = day + 1;
  while (!group.is_working(next) && next - day < 14) {
    next = next + 1;
  }
  const std::int64_t morning = (next - day) * day_long + group.work_begins;
  const std::int64_t close = use.second + use.length;
  return close >= morning - around && close <= morning + 2 * around;
}

void fit_shapes(const UseLog& log, const ProductLog& product, const Group& group, bool per_result, Use& use) {
  std::vector<std::int64_t> starts;
  std::vector<std::int64_t> lengths;
  std::vector<double> quantities;
  std::map<std::string, double> versions;
  double overnight = 0;
  for (const PersonLog& person : product.people) {
    for (const LoggedUse& each : person.uses) {
      starts.push_back(rounded(each.second, each.second < day_long - 30 ? minute : 1));
      quantities.push_back(static_cast<double>(each.quantity) / micro_per_unit);
      versions[log.versions.size() > 0 ? log.versions[each.version] : ""] += 1;
      if (is_overnight(log, group, each)) {
        overnight += 1;
      } else {
        lengths.push_back(std::clamp<std::int64_t>(each.length, 1, longest));
      }
    }
  }
  const auto days = static_cast<double>(product.access_days);
  use.sessions_per_day = static_cast<double>(product.uses) / days;
  use.start.quantiles = quantiles_in_steps(starts, std::min<std::size_t>(starts.size() - 1, 20));
  for (std::int64_t& start : use.start.quantiles) {
    start = std::min(rounded(static_cast<double>(start), minute), day_long - minute);
  }
  if (per_result) {
    use.results = counts_of(quantities);
    use.length = {
        .quantiles = {}, .median = 3600, .p90 = 14'400};  // a request has none: what a scenario says by default
    return;
  }
  use.overnight = overnight / days;
  if (lengths.empty()) {
    lengths.push_back(3600);  // all were left open: what else they would have lasted does not matter
  }
  const Lengths fitted = lengths_of(lengths, use.short_length.seconds);
  use.length = fitted.spans;
  use.short_chance = fitted.short_chance;
  if (versions.size() > 1) {
    constexpr double least_share = 0.005;
    for (const auto& [name, count] : versions) {
      if (!name.empty() && count >= least_share * static_cast<double>(product.uses)) {
        use.versions.push_back({name, std::floor(1000 * count / static_cast<double>(product.uses) + 0.5) / 10});
      }
    }
  }
}

}  // namespace drawdown
