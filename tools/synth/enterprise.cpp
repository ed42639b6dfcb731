#include "tools/synth/enterprise.h"

#include <algorithm>
#include <array>
#include <optional>
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
constexpr YearMonthDay first{2026, 1, 1};
constexpr YearMonthDay exported{2026, 10, 1};
constexpr YearMonthDay holidays[] = {{2026, 1, 1}, {2026, 4, 3},  {2026, 4, 6},
                                     {2026, 5, 4}, {2026, 5, 25}, {2026, 8, 31}};

constexpr std::array<std::string_view, 5> products = {"AutoCAD", "Revit", "Civil 3D", "Maya", "3ds Max"};

struct Team {
  const char* prefix;
  int people;
  std::array<double, products.size()> weights;  // how often they turn to each product
};
constexpr std::array teams = {Team{"d-", 50, {42, 44, 14, 0, 0}}, Team{"m-", 16, {0, 0, 0, 58, 42}}};

struct Habit {
  double weeks;  // chance that a week has work for them
  double days;   // chance of each day in such a week
};
// Of every ten people, the first two work every day, the next three when a project needs it, the rest now and then.
constexpr std::array habits = {Habit{0.95, 0.85}, Habit{0.45, 0.6}, Habit{0.12, 0.5}};

struct Person {
  std::uint64_t number = 0;
  const Team* team = nullptr;
  const Habit* habit = nullptr;
  std::string id;
  std::string machine;
};

bool is_working_day(Day day) {
  return weekday(day) < 5 && std::none_of(std::begin(holidays), std::end(holidays),
                                          [&](const YearMonthDay& holiday) { return *day_of(holiday) == day; });
}

std::vector<Person> make_people() {
  std::vector<Person> people;
  for (const Team& team : teams) {
    for (int place = 1; place <= team.people; ++place) {
      Person person;
      person.number = people.size();
      person.team = &team;
      const int of_ten = place % 10;
      person.habit = &habits[of_ten < 2 ? 0 : of_ten < 5 ? 1 : 2];
      person.id = team.prefix;
      append_digits(person.id, 2, place);
      person.machine = "pc";
      append_digits(person.machine, 2, static_cast<int>(person.number) + 1);
      people.push_back(std::move(person));
    }
  }
  return people;
}

void log_day(Seed seed, const Person& person, Day day, const Zone& zone, std::vector<LoggedSession>& log) {
  const auto week = static_cast<std::uint64_t>(first_of_week(day).number);
  Stream weeks(seed, purpose("estweek"), person.number, week);
  Stream stream(seed, purpose("estday"), person.number, static_cast<std::uint64_t>(day.number));
  const bool busy = bernoulli(weeks, person.habit->weeks);
  if (!bernoulli(stream, person.habit->days) || !busy) {
    return;
  }
  const Instant midnight = zone.start_of(day);
  const auto seconds = [](double count) { return Duration{static_cast<std::int64_t>(count)}; };
  const Instant leaves = midnight + seconds(17.5 * hour + 30 * minute * normal(stream));
  Instant open = midnight + seconds(9 * hour + exponential(stream, 40 * minute));
  std::size_t product = pick(stream, person.team->weights);
  do {
    const double length = log_normal(stream, {.median = 110 * minute, .p90 = 300 * minute});
    const Instant close = std::min(open + seconds(length), leaves);
    if (close <= open) {
      return;
    }
    log.push_back({0, person.id, products[product], open, close, "2026", person.machine});
    open = close + seconds(exponential(stream, 50 * minute));
    product = bernoulli(stream, 0.6) ? product : pick(stream, person.team->weights);
  } while (bernoulli(stream, 0.35));
}

Zone london() {
  const std::optional<Zone> zone = Zone::find("Europe/London");
  check(zone.has_value(), "the zone database has the zone of the estate");
  return *zone;
}

}  // namespace

std::string enterprise_csv(Seed seed) {
  const Zone zone = london();
  const std::vector<Person> people = make_people();
  std::vector<LoggedSession> log;
  for (Day day = *day_of(first); day < *day_of(exported); day = day + 1) {
    for (const Person& person : people) {
      if (is_working_day(day)) {
        log_day(seed, person, day, zone, log);
      }
    }
  }
  return csv_of(std::move(log), {{zone, Clock::local}}, zone.start_of(*day_of(exported)));
}

std::string enterprise_results_csv(Seed seed) {
  const Zone zone = london();
  std::vector<std::pair<Instant, std::string>> rows;
  const auto add = [&](Instant at, int person, std::string_view product, std::int64_t quantity) {
    std::string row = "d-";
    append_digits(row, 2, person);
    row.append(",").append(product).append(",").append(format_utc(at)).append(",").append(std::to_string(quantity));
    rows.emplace_back(at, row);
  };
  for (Day day = *day_of(first); day < *day_of(exported); day = day + 1) {
    Stream stream(seed, purpose("estres"), static_cast<std::uint64_t>(day.number));
    const Instant morning = zone.start_of(day) + Duration{9 * hour};
    const auto after = [&] { return morning + Duration{uniform_between(stream, 0, 8L * hour)}; };
    if (!is_working_day(day)) {
      continue;
    }
    if (bernoulli(stream, 0.35)) {
      const Instant at = after();
      const auto person = static_cast<int>(uniform_between(stream, 12, 14));
      add(at, person, "Reality Capture", uniform_between(stream, 40, 900));
    }
    if (bernoulli(stream, 0.25)) {
      const Instant at = after();
      const auto person = static_cast<int>(uniform_between(stream, 2, 4));
      add(at, person, "Generative Design", 1);
      if (bernoulli(stream, 0.15)) {
        add(at + Duration{25 * minute}, person, "Generative Design", -1);
      }
    }
  }
  std::sort(rows.begin(), rows.end());
  std::string csv = "user,product,time,quantity\n";
  for (const auto& [at, row] : rows) {
    csv += row + '\n';
  }
  return csv;
}

}  // namespace drawdown::synth
