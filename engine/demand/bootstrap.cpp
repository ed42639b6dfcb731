#include "engine/demand/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/random/distributions.h"
#include "engine/random/elementary.h"
#include "engine/random/name_key.h"
#include "engine/trace/sort_by_open.h"

namespace drawdown {
namespace {

constexpr Purpose weeks_drawn = purpose("weeks");
constexpr Purpose trend_drawn = purpose("trend");
constexpr std::int64_t day_long = 86'400;
constexpr std::size_t weeks_of_a_year = 52;

std::int64_t day_of_seconds(std::int64_t seconds) {
  return seconds >= 0 ? seconds / day_long : (seconds - day_long + 1) / day_long;
}

// How many days lie between two days of the year, whatever their years.
std::int32_t days_apart_in_year(Day a, Day b) {
  const int years = date_of(a).year - date_of(b).year;
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  for (int more = -1; more <= 1; ++more) {
    least = std::min(least, std::abs(a - add_months(b, 12 * (years + more))));
  }
  return least;
}

// By how much use has grown after so many days.
double growth(Percent trend, std::int32_t days) {
  const double yearly = 1 + static_cast<double>(trend.micro) / (100.0 * micro_per_unit);
  return exponential_of(std::clamp(natural_log(yearly) * (days / 365.25), -700.0, 700.0));
}

}  // namespace

std::vector<Day> whole_weeks(const Scenario& scenario, const History& history, const SessionLog& log) {
  std::optional<Instant> first;
  std::optional<Instant> last;
  const auto note = [&](Instant at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
  };
  if (log.trace.size() > 0) {
    note(Instant{log.trace.open[0]});
    note(Instant{log.trace.open[log.trace.size() - 1]});
  }
  for (const LoggedResult& result : log.results.results) {
    note(Instant{result.at});
  }
  std::vector<Day> weeks;
  if (!first) {
    return weeks;
  }
  const Day from = history.from.value_or(scenario.server().day_at(*first));
  const Day final_day = scenario.server().day_at(*last);
  constexpr int friday = 4;
  const Day end = history.until.value_or(weekday(final_day) >= friday ? first_of_week(final_day) + 7 : final_day);
  for (Day monday = first_of_week(from + 6); monday + 7 <= end; monday = monday + 7) {
    weeks.push_back(monday);
  }
  return weeks;
}

std::vector<Day> weeks_of_season(const std::vector<Day>& weeks, Day of, std::int32_t weeks_around) {
  if (weeks.size() < weeks_of_a_year) {
    return weeks;
  }
  constexpr std::int32_t thursday = 3;
  std::vector<std::int32_t> apart;
  apart.reserve(weeks.size());
  for (const Day week : weeks) {
    apart.push_back(days_apart_in_year(of + thursday, week + thursday));
  }
  const std::int32_t nearest = *std::min_element(apart.begin(), apart.end());
  const std::int32_t most = std::max(nearest, 7 * weeks_around + 3);
  std::vector<Day> season;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    if (apart[i] <= most) {
      season.push_back(weeks[i]);
    }
  }
  return season;
}

Bootstrap::Bootstrap(const Scenario& scenario, const History& history, SessionLog log)
    : scenario_(scenario), history_(history), log_(std::move(log)), weeks_(whole_weeks(scenario, history, log_)) {
  const std::string& file = history.sessions.empty() ? history.results : history.sessions;
  if (weeks_.empty()) {
    throw InputError({file}, "has no whole week from Monday to Sunday, and so nothing to draw weeks from");
  }
  names_.resize(log_.trace.users.size());
  zones_ = user_zones_of(log_.trace, scenario);
  home_.resize(names_.size());
  for (const ListedUser& user : scenario.users) {
    if (const std::optional<UserId> known = log_.trace.users.find(user.id)) {
      home_[known->value] = user.team;
    }
  }
  uses_.resize(weeks_.size());
  const Trace& trace = log_.trace;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    note(&Week::sessions, Instant{trace.open[i]}, trace.units[trace.unit[i]].user, i);
  }
  for (std::size_t i = 0; i < log_.results.results.size(); ++i) {
    const LoggedResult& result = log_.results.results[i];
    note(&Week::results, Instant{result.at}, user_of(result), i);
  }
  std::vector<std::string> all_names;  // also of users without a use, whom no copy may be taken for
  for (std::uint32_t user = 0; user < trace.users.size(); ++user) {
    all_names.push_back(trace.users[UserId(user)]);
  }
  copy_names_.emplace(all_names);
  constexpr double most_growth = 100;
  for (Day monday = first_of_week(scenario.from); monday < scenario.until; monday = monday + 7) {
    candidates_.push_back(weeks_of_season(weeks_, monday, history.weeks_around));
    if (growth(history.trend, monday - candidates_.back().front()) > most_growth ||
        growth(history.trend, monday - candidates_.back().back()) > most_growth) {
      throw InputError({file}, "lies so long before " + format(monday) + " that a trend of " + format(history.trend) +
                                   " percent a year makes more than a hundred uses of one");
    }
  }
}

void Bootstrap::note(std::vector<Use> Week::*list, Instant began, UserId user, std::size_t place) {
  const Day day = scenario_.server().day_at(began);
  if (day < weeks_.front() || day >= weeks_.back() + 7) {
    return;
  }
  const std::int64_t local = began.seconds + scenario_.zones[zones_[user.value].value].offset_at(began);
  const auto week = static_cast<std::size_t>((day - weeks_.front()) / 7);
  (uses_[week].*list).push_back({local, static_cast<std::uint32_t>(place)});
  names_[user.value] = log_.trace.users[user];
}

Day Bootstrap::week_for(Seed seed, std::uint64_t replication, Day monday) const {
  const auto place = static_cast<std::size_t>((monday - first_of_week(scenario_.from)) / 7);
  const std::vector<Day>& season = candidates_[place];
  Stream stream(seed, weeks_drawn, replication, static_cast<std::uint64_t>(monday.number));
  return season[uniform_below(stream, season.size())];
}

// One replication, while it is drawn.
class Bootstrap::Draw {
 public:
  Draw(const Bootstrap& of, Seed seed, std::uint64_t replication)
      : of_(of),
        scenario_(of.scenario_),
        seed_(seed),
        replication_(replication),
        heads_(of.names_, {of.history_.users, seed, replication}) {
    drawn_.products = of.log_.products;
    drawn_.results.teams.intern("");
    Trace& trace = drawn_.trace;
    trace.users = of.log_.trace.users;
    trace.teams = of.log_.trace.teams;
    trace.versions = of.log_.trace.versions;
    trace.machines = of.log_.trace.machines;
    trace.units = of.log_.trace.units;
  }

  SessionLog run() {
    for (Day monday = first_of_week(scenario_.from); monday < scenario_.until; monday = monday + 7) {
      const Day source = of_.week_for(seed_, replication_, monday);
      days_later_ = monday - source;
      growth_ = growth(of_.history_.trend, days_later_);
      const Week& week = of_.uses_[static_cast<std::size_t>((source - of_.weeks_.front()) / 7)];
      for (const Use& use : week.sessions) {
        add_sessions(use);
      }
      for (const Use& use : week.results) {
        add_results(use);
      }
    }
    Trace& trace = drawn_.trace;
    trace.rows = rows_.open.size();
    trace.set(std::move(rows_));
    sort_by_open(trace, static_cast<std::uint32_t>(scenario_.begin.seconds),
                 static_cast<std::uint32_t>(scenario_.end.seconds));
    std::vector<LoggedResult>& results = drawn_.results.results;
    std::stable_sort(results.begin(), results.end(),
                     [](const LoggedResult& a, const LoggedResult& b) { return a.at < b.at; });
    return std::move(drawn_);
  }

 private:
  // Calls do_it(copy, time) for all that a use becomes, and gives their instant; none outside the horizon.
  template <class DoIt>
  void repeat(UserId user, const Use& use, const DoIt& do_it) const {
    const std::uint64_t copies = heads_.copies(user.value);
    const std::int64_t source_day = day_of_seconds(use.local);
    const Day day{static_cast<std::int32_t>(source_day) + days_later_};
    const Zone& zone = scenario_.zones[of_.zones_[user.value].value];
    const Instant at = zone.instant_of(day, static_cast<std::int32_t>(use.local - source_day * day_long)).instant;
    if (copies == 0 || at < scenario_.begin || at >= scenario_.end) {
      return;
    }
    for (std::uint64_t copy = 1; copy <= copies; ++copy) {
      const std::uint64_t times = times_of(user, copy, day);
      for (std::uint64_t time = 1; time <= times; ++time) {
        do_it(at, copy, time);
      }
    }
  }

  // How often a user's day is there, with all that was done in it, so that what is used together stays together.
  [[nodiscard]] std::uint64_t times_of(UserId user, std::uint64_t copy, Day day) const {
    if (of_.history_.trend == Percent{} || days_later_ == 0) {
      return 1;
    }
    Stream stream(seed_, trend_drawn, replication_, name_key(of_.names_[user.value]),
                  copy << 32U | static_cast<std::uint64_t>(day.number));
    const double whole = std::floor(growth_);
    return static_cast<std::uint64_t>(whole) + (bernoulli(stream, growth_ - whole) ? 1U : 0U);
  }

  void add_sessions(const Use& use) {
    const Trace& past = of_.log_.trace;
    const std::uint32_t unit = past.unit[use.place];
    const std::uint64_t length = past.close[use.place] - past.open[use.place];
    repeat(past.units[unit].user, use, [&](Instant at, std::uint64_t copy, std::uint64_t time) {
      const std::uint64_t close = static_cast<std::uint64_t>(at.seconds) + length;
      rows_.add(static_cast<std::uint32_t>(at.seconds),
                static_cast<std::uint32_t>(std::min<std::uint64_t>(close, Trace::endless - 1)),
                unit_of(unit, copy, time));
    });
  }

  void add_results(const Use& use) {
    const ResultLog& past = of_.log_.results;
    const LoggedResult& logged = past.results[use.place];
    const UserId user = of_.user_of(logged);
    repeat(user, use, [&](Instant at, std::uint64_t copy, std::uint64_t time) {
      LoggedResult result = logged;
      result.at = at.seconds;
      result.line = 0;
      const UserId who = person(user, copy, time);
      result.user = drawn_.results.users.intern(drawn_.trace.users[who]);
      const bool at_home = copy * time > 1 && past.teams[logged.team].empty() && of_.home_[user.value].has_value();
      result.team = drawn_.results.teams.intern(at_home ? *of_.home_[user.value] : past.teams[logged.team]);
      drawn_.results.results.push_back(result);
    });
  }

  std::uint32_t unit_of(std::uint32_t unit, std::uint64_t copy, std::uint64_t time) {
    if (copy == 1 && time == 1) {
      return unit;
    }
    std::vector<ChargeUnit>& units = drawn_.trace.units;
    const auto [found, is_new] = units_.try_emplace({unit, copy, time}, static_cast<std::uint32_t>(units.size()));
    if (is_new) {
      ChargeUnit another = units[unit];
      another.user = person(units[unit].user, copy, time);
      const std::optional<std::string>& home = of_.home_[units[unit].user.value];
      another.team = another.team == TeamId() && home ? drawn_.trace.teams.intern(*home) : another.team;
      units.push_back(another);
    }
    return found->second;
  }

  // The user, or a copy, who is at home where the user is.
  UserId person(UserId user, std::uint64_t copy, std::uint64_t time) {
    if (copy == 1 && time == 1) {
      return user;
    }
    const std::string name = (*of_.copy_names_)(of_.names_[user.value], copy, time);
    const bool is_new = !drawn_.trace.users.find(name).has_value();
    if (is_new) {
      drawn_.people.push_back({name, of_.zones_[user.value], std::nullopt});
    }
    return drawn_.trace.users.intern(name);
  }

  const Bootstrap& of_;
  const Scenario& scenario_;
  Seed seed_;
  std::uint64_t replication_;
  HeadCount heads_;
  SessionLog drawn_;
  SessionRows rows_;
  std::map<std::tuple<std::uint32_t, std::uint64_t, std::uint64_t>, std::uint32_t> units_;  // of copies
  std::int32_t days_later_ = 0;                                                             // than the source
  double growth_ = 1;
};

SessionLog Bootstrap::log(Seed seed, std::uint64_t replication) const { return Draw(*this, seed, replication).run(); }

}  // namespace drawdown
