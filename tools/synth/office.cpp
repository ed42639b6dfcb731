#include "tools/synth/office.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/random/distributions.h"
#include "engine/time/digits.h"
#include "tools/synth/session_log.h"

namespace drawdown::synth {
namespace {

constexpr int minute = 60;
constexpr int hour = 3600;

constexpr YearMonthDay new_york_holidays[] = {{2026, 1, 1}, {2026, 1, 19},  {2026, 2, 16},  {2026, 5, 25}, {2026, 7, 3},
                                              {2026, 9, 7}, {2026, 11, 26}, {2026, 11, 27}, {2026, 12, 25}};
constexpr YearMonthDay london_holidays[] = {{2026, 1, 1},  {2026, 4, 3},  {2026, 4, 6},   {2026, 5, 4},
                                            {2026, 5, 25}, {2026, 8, 31}, {2026, 12, 25}, {2026, 12, 28}};
constexpr YearMonthDay singapore_holidays[] = {{2026, 1, 1},  {2026, 2, 17}, {2026, 2, 18}, {2026, 4, 3},
                                               {2026, 5, 1},  {2026, 5, 27}, {2026, 6, 1},  {2026, 8, 10},
                                               {2026, 11, 9}, {2026, 12, 25}};

struct Office {
  const char* prefix;
  const char* zone;
  int people;
  Clock clock;  // in which its server writes its log
  std::span<const YearMonthDay> holidays;
};
constexpr std::array offices = {Office{"ny-", "America/New_York", 60, Clock::offset, new_york_holidays},
                                Office{"ld-", "Europe/London", 36, Clock::utc, london_holidays},
                                Office{"sg-", "Asia/Singapore", 24, Clock::utc, singapore_holidays}};

constexpr std::array<std::string_view, 10> products = {
    "AutoCAD",  "Revit",    "3ds Max", "Maya",   "Navisworks Manage",
    "Civil 3D", "Inventor", "Fusion",  "Mudbox", "Navisworks Simulate"};
constexpr std::size_t fusion = 7;  // updates itself: its sessions have no version

// How often people of a discipline turn to each product, in the order above.
struct Discipline {
  double share;  // of the people
  std::array<double, products.size()> weights;
};
constexpr std::array disciplines = {
    Discipline{0.42, {26, 52, 6, 0, 12, 0, 0, 0, 0, 4}},  // architecture
    Discipline{0.22, {34, 6, 0, 0, 9, 43, 0, 0, 0, 8}},   // civil works
    Discipline{0.22, {30, 0, 0, 0, 5, 0, 41, 22, 0, 2}},  // machines and building services
    Discipline{0.14, {6, 9, 44, 28, 0, 0, 0, 0, 13, 0}},  // pictures and films
};

// How often people use anything at all.
struct Habit {
  double share;  // of the people
  double weeks;  // chance that a week has work for them
  double days;   // chance of each day in such a week
};
constexpr std::array habits = {Habit{0.11, 0.96, 0.84},    // nearly every day
                               Habit{0.41, 0.33, 0.62},    // when a project needs it
                               Habit{0.48, 0.085, 0.52}};  // a few times a year

// How busy each month is: deadlines in spring and autumn, a quiet summer.
constexpr std::array<double, 12> season = {0.95, 1.05, 1.2, 1.05, 1.0, 1.1, 0.8, 0.7, 1.05, 1.2, 1.1, 0.75};

struct Person {
  std::uint64_t number = 0;  // 0 … 119
  std::size_t site = 0;      // place in `offices`
  std::string id;
  const Discipline* discipline = nullptr;
  const Habit* habit = nullptr;
  int start_of_work = 9 * hour;
  Day new_version;  // from when on they use the releases of 2027
  bool a_version_behind = false;
  std::array<Day, 2> holiday;  // two weeks each, from these days on
};

template <class Kind, std::size_t n>
const Kind& pick_by_share(Stream& stream, const std::array<Kind, n>& kinds) {
  std::array<double, n> shares{};
  std::transform(kinds.begin(), kinds.end(), shares.begin(), [](const Kind& kind) { return kind.share; });
  return kinds[pick(stream, shares)];
}

// `place` counts from 1 in each office.
Person make_person(Seed seed, std::size_t site, int place, std::uint64_t number) {
  Stream stream(seed, purpose("person"), number);
  Person person;
  person.number = number;
  person.site = site;
  person.id = offices[site].prefix;
  append_digits(person.id, 3, place);
  person.discipline = &pick_by_share(stream, disciplines);
  person.habit = &pick_by_share(stream, habits);
  person.start_of_work = 9 * hour + static_cast<int>(uniform_between(stream, -50, 40)) * minute;
  person.new_version = *day_of({2026, 4, 8}) + static_cast<std::int32_t>(uniform_below(stream, 160));
  person.a_version_behind = bernoulli(stream, 0.12);
  person.holiday = {*day_of({2026, 6, 8}) + static_cast<std::int32_t>(uniform_below(stream, 84)),
                    *day_of({2026, 12, 14}) + static_cast<std::int32_t>(uniform_below(stream, 12))};
  return person;
}

bool office_works(const Office& office, Day day) {
  return weekday(day) < 5 && std::none_of(office.holidays.begin(), office.holidays.end(),
                                          [&](const YearMonthDay& holiday) { return *day_of(holiday) == day; });
}

bool works(Seed seed, const Person& person, Day day) {
  for (const Day holiday : person.holiday) {
    if (holiday <= day && day < holiday + 14) {
      return false;
    }
  }
  const auto week = static_cast<std::uint64_t>(first_of_week(day).number);
  Stream weeks(seed, purpose("week"), person.number, week);
  Stream days(seed, purpose("day"), person.number, static_cast<std::uint64_t>(day.number));
  const double busy = season[static_cast<std::size_t>(date_of(day).month - 1)];
  // One weekend day in fifty of a person at work is a working day.
  return bernoulli(weeks, person.habit->weeks * busy) &&
         bernoulli(days, person.habit->days * (office_works(offices[person.site], day) ? 1 : 0.02));
}

std::string version_of(Stream& stream, const Person& person, std::size_t product, Day day) {
  int year = (day >= person.new_version ? 2027 : 2026) - (person.a_version_behind ? 1 : 0);
  year -= bernoulli(stream, 0.03) ? 1 : 0;  // an old file, opened as it was made
  return product == fusion ? "" : std::to_string(year);
}

// One day of one person.
class WorkDay {
 public:
  WorkDay(Seed seed, const Person& person, const Zone& zone, Day day, std::vector<LoggedSession>& log)
      : stream_(seed, purpose("work"), person.number, static_cast<std::uint64_t>(day.number)),
        person_(person),
        day_(day),
        log_(log) {
    const Instant usual = zone.instant_of(day, person.start_of_work).instant;
    comes_ = usual + minutes(20 * normal(stream_));
    leaves_ = comes_ + minutes(510 + 45 * normal(stream_));
    const bool laptop = bernoulli(stream_, 0.12);
    machine_ = laptop ? "lt" : "ws";
    append_digits(machine_, 3, static_cast<int>(person.number) + 1);
    next_morning_ = zone.instant_of(next_working_day(), person.start_of_work).instant;
  }

  void log_sessions() {
    Instant open = comes_ + minutes(exponential(stream_, 35));
    std::size_t product = any_product();
    do {
      const Instant close = std::min(open + minutes(log_normal(stream_, {.median = 85, .p90 = 270})), leaves_);
      if (close <= open) {
        break;
      }
      add(product, open, close);
      log_companion(product, open, close);
      open = close + minutes(exponential(stream_, 55));
      product = bernoulli(stream_, 0.7) ? product : any_product();
    } while (open < leaves_ - minutes(20) && bernoulli(stream_, 0.45));
    log_short_launch();
    log_evening(product);
  }

 private:
  static Duration minutes(double count) { return {static_cast<std::int64_t>(count * minute)}; }

  Day next_working_day() const {
    Day next = day_ + 1;
    while (!office_works(offices[person_.site], next)) {
      next = next + 1;
    }
    return next;
  }

  std::size_t any_product() { return pick(stream_, person_.discipline->weights); }

  void add(std::size_t product, Instant open, Instant close) {
    // One in thirty of those that leave with a product open leave it open until they are back.
    const bool forgotten = close == leaves_ && bernoulli(stream_, 0.035);
    const Instant closed = forgotten ? next_morning_ + minutes(30 * uniform(stream_)) : close;
    log_.push_back({person_.site, person_.id, products[product], open, closed,
                    version_of(stream_, person_, product, day_), machine_});
  }

  // A second product while the first is open: a drawing beside a model.
  void log_companion(std::size_t product, Instant open, Instant close) {
    const std::size_t companion = any_product();
    const double length = static_cast<double>((close - open).seconds) / minute;
    if (companion != product && length > 30 && bernoulli(stream_, 0.3)) {
      const double after = uniform(stream_) * (length - 20);
      add(companion, open + minutes(after), open + minutes(after + uniform(stream_) * (length - after)));
    }
  }

  // The wrong product, a crash, a look at a file: over within five minutes.
  void log_short_launch() {
    if (bernoulli(stream_, 0.07)) {
      // One draw a statement: compilers choose the order in which arguments are evaluated.
      const std::size_t product = any_product();
      const Instant open = comes_ + minutes(uniform(stream_) * 420);
      add(product, open, open + Duration{uniform_between(stream_, 15, 285)});
    }
  }

  void log_evening(std::size_t product) {
    if (bernoulli(stream_, 0.025)) {
      const Instant open = leaves_ + minutes(90 + 90 * uniform(stream_));
      add(product, open, open + minutes(log_normal(stream_, {.median = 60, .p90 = 140})));
    }
  }

  Stream stream_;
  const Person& person_;
  Day day_;
  std::vector<LoggedSession>& log_;
  Instant comes_;
  Instant leaves_;
  Instant next_morning_;
  std::string machine_;
};

void log_year(Seed seed, const Person& person, const Zone& zone, std::vector<LoggedSession>& log) {
  for (Day day = *day_of({2026, 1, 1}); day < *day_of({2027, 1, 1}); day = day + 1) {
    if (works(seed, person, day)) {
      WorkDay(seed, person, zone, day, log).log_sessions();
    }
  }
}

}  // namespace

std::string office_csv(Seed seed) {
  std::vector<Site> sites;
  std::vector<LoggedSession> log;
  std::uint64_t number = 0;
  for (const Office& office : offices) {
    const std::optional<Zone> zone = Zone::find(office.zone);
    check(zone.has_value(), "the zone database has the zones of the offices");
    for (int place = 1; place <= office.people; ++place) {
      log_year(seed, make_person(seed, sites.size(), place, number++), *zone, log);
    }
    sites.push_back({*zone, office.clock});
  }
  return csv_of(std::move(log), sites, sites[0].zone.start_of(*day_of({2027, 1, 1})));
}

}  // namespace drawdown::synth
