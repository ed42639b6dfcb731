// The settings of `demand.population`.
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

using Type = SettingType;
using namespace bounds;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::int64_t one = micro_per_unit;
constexpr std::int64_t most_people = 1'000'000;
constexpr std::int64_t most_factor = 1000 * one;
constexpr std::int64_t most_spread = 10 * one;

constexpr std::array population{
    Setting{.path = "demand.population",
            .type = Type::map,
            .meaning = "People, in groups, and how often they use which products.",
            .absent = "demand is of another kind"},
    Setting{.path = "demand.population.holidays",
            .type = Type::names,
            .meaning = "By time zone: days on which the groups of that zone do not work.",
            .absent = "there are none but the groups' own"},
    Setting{.path = "demand.population.holidays.*",
            .type = Type::holidays,
            .meaning = "Days, dates, and rules, as below under populations.",
            .required = true,
            .example = "[1 January, fourth Thursday of November]"},
    Setting{.path = "demand.population.groups", .type = Type::list, .meaning = "The groups.", .required = true},
};

// Under demand.population.groups[].
constexpr std::array group{
    Setting{.path = "name",
            .type = Type::name,
            .meaning = "What the group is called.",
            .required = true,
            .example = "New York"},
    Setting{.path = "size",
            .type = Type::count,
            .meaning = "How many people; they are called by `prefix` and a number of three digits or more, from 001.",
            .absent = "they are in `users` or `cohorts`",
            .least = 1,
            .most = most_people,
            .example = "60"},
    Setting{.path = "users",
            .type = Type::list,
            .meaning = "The people by name.",
            .absent = "their number is in `size` or `cohorts`"},
    Setting{.path = "users[].id", .type = Type::name, .meaning = "Who.", .required = true, .example = "mary"},
    Setting{.path = "users[].team",
            .type = Type::text,
            .meaning = "The team whose pool pays for this one.",
            .absent = "the group's"},
    Setting{.path = "users[].from",
            .type = Type::day,
            .meaning = "The first day with the group.",
            .absent = "the group's",
            .most = last_day,
            .example = "2026-03-01"},
    Setting{.path = "users[].until",
            .type = Type::day,
            .meaning = "The day after the last.",
            .absent = "the group's",
            .most = last_day,
            .example = "2026-10-01"},
    Setting{.path = "cohorts",
            .type = Type::list,
            .meaning = "People who come and go together, such as the courses of a training centre. Those of the first "
                       "are called `prefix` 1-001, 1-002, ….",
            .absent = "the people are in `size` or `users`"},
    Setting{.path = "cohorts[].from",
            .type = Type::day,
            .meaning = "The first day.",
            .required = true,
            .most = last_day,
            .example = "2026-01-19"},
    Setting{.path = "cohorts[].until",
            .type = Type::day,
            .meaning = "The day after the last.",
            .required = true,
            .most = last_day,
            .example = "2026-01-24"},
    Setting{.path = "cohorts[].size",
            .type = Type::count,
            .meaning = "How many people.",
            .required = true,
            .least = 1,
            .most = most_people,
            .example = "24"},
    Setting{.path = "prefix",
            .type = Type::name,
            .meaning = "What the names of people begin with that are not listed.",
            .absent = "the group's name and `-`",
            .example = "ny-"},
    Setting{.path = "team",
            .type = Type::text,
            .meaning = "The team whose pool pays.",
            .absent = "the one that `users` names for each, else the default team"},
    Setting{.path = "time_zone",
            .type = Type::zone,
            .meaning = "By which clock and calendar they work. Also their home zone, unless `users` names another.",
            .absent = "the server's",
            .example = "Europe/London"},
    Setting{.path = "from",
            .type = Type::day,
            .meaning = "The first day of the group.",
            .absent = "they are there from the beginning",
            .most = last_day,
            .example = "2026-03-01"},
    Setting{.path = "until",
            .type = Type::day,
            .meaning = "The day after the last.",
            .absent = "they are there to the end",
            .most = last_day,
            .example = "2026-10-01"},
    Setting{.path = "growth",
            .type = Type::percent,
            .meaning =
                "By so much the group grows in 365 days, steadily, from `from` or the simulation's first day on: "
                "people join one by one. Together with `size`.",
            .fallback = "0",
            .most = 1000 * one,
            .example = "20"},
    Setting{.path = "working_days",
            .type = Type::choices,
            .meaning = "The days of the week on which they work.",
            .absent = "[monday, tuesday, wednesday, thursday, friday]",
            .choices = weekdays,
            .example = "[monday, tuesday, wednesday, thursday]"},
    Setting{.path = "working_hours",
            .type = Type::times,
            .meaning = "From when to when they work.",
            .absent = "[09:00, 17:00]",
            .example = "[08:30, 18:00]"},
    Setting{.path = "holidays",
            .type = Type::holidays,
            .meaning = "Holidays of the group, besides those of its time zone.",
            .absent = "there are none",
            .example = "[2026-08-10, 2 days before Easter]"},
    Setting{.path = "spread",
            .type = Type::number,
            .meaning =
                "How much people differ in how often they use anything: the standard deviation of their factors, "
                "which are log-normal with mean 1.",
            .fallback = "0",
            .most = most_spread,
            .example = "0.8"},
    Setting{.path = "machines",
            .type = Type::names,
            .meaning = "The kinds of machines that each of them has, and how often they are used. The machine `ws` of "
                       "mary is called ws-mary.",
            .absent = "none are told apart"},
    Setting{.path = "machines.*",
            .type = Type::number,
            .meaning = "Its weight among the others.",
            .required = true,
            .most = most_factor,
            .example = "88"},
    Setting{.path = "products",
            .type = Type::names,
            .meaning = "The products that they use. Each needs one of `days_per_year`, `days_per_month` and "
                       "`per_working_day`.",
            .required = true},
    Setting{.path = "products.*", .type = Type::map, .meaning = "How they use it.", .required = true},
};

constexpr std::array shocks{
    Setting{.path = "demand.population.shocks",
            .type = Type::list,
            .meaning = "What makes many people busy or idle at once. Without shocks all people are independent, and "
                       "every pool looks safe.",
            .absent = "there are none"},
    Setting{.path = "demand.population.shocks[].name",
            .type = Type::name,
            .meaning = "What it is called.",
            .required = true,
            .example = "market"},
    Setting{.path = "demand.population.shocks[].spread",
            .type = Type::number,
            .meaning = "The standard deviation of the factor, which is log-normal with mean 1 and changes on Mondays.",
            .required = true,
            .most = most_spread,
            .example = "0.3"},
    Setting{.path = "demand.population.shocks[].half_life",
            .type = Type::duration,
            .meaning = "After so long half of a deviation is left, on average (of the factor's logarithm).",
            .required = true,
            .least = 24 * 3600,
            .most = std::int64_t{3660} * 24 * 3600,
            .example = "60d"},
    Setting{.path = "demand.population.shocks[].groups",
            .type = Type::name_list,
            .meaning = "The groups that it meets.",
            .absent = "all",
            .example = "[New York]"},
    Setting{.path = "demand.population.shocks[].products",
            .type = Type::name_list,
            .meaning = "The products that it meets.",
            .absent = "all",
            .example = "[Revit]"},
};

struct Records {
  std::deque<std::string> texts;  // what paths point into
  std::vector<Setting> settings;

  Records() {
    add(population, "");
    add(group, "demand.population.groups[].");
    add(use_records(), "demand.population.groups[].products.*.");
    add(shocks, "");
  }
  void add(std::span<const Setting> some, std::string_view where) {
    for (Setting setting : some) {
      setting.path = texts.emplace_back(std::string(where).append(setting.path));
      settings.push_back(setting);
    }
  }
};

}  // namespace

std::span<const Setting> population_records() {
  static const Records records;
  return records.settings;
}

}  // namespace drawdown
