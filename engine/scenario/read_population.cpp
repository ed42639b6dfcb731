// `demand.population`: people in groups, and what shakes their demand.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "engine/random/elementary.h"
#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_population.h"
#include "engine/scenario/read_sections.h"
#include "engine/time/digits.h"
#include "engine/time/holiday.h"

namespace drawdown {
namespace {

constexpr std::size_t most_people = 1'000'000;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

void read_term(const Section& section, std::optional<Day>& from, std::optional<Day>& until) {
  if (const SettingValue first = section["from"]; first.given()) {
    from = first.day();
  }
  if (const SettingValue next = section["until"]; next.given()) {
    until = next.day();
    if (from && *until <= *from) {
      next.refuse("must be later than `from`, " + format(*from) + ", found '" + format(*until) + "'");
    }
  }
}

// "ny-001": numbers have three digits or more, so that names do not depend on how many there are.
std::string numbered(const std::string& prefix, std::size_t number) {
  std::string id = prefix;
  if (number < 1000) {
    append_digits(id, 3, static_cast<int>(number));
    return id;
  }
  return id + std::to_string(number);
}

// Who is there from the first day on, and who joins as the group grows.
void add_numbered(const Section& section, const std::string& prefix, const Member& plain, const Scenario& scenario,
                  std::vector<Member>& members) {
  const SettingValue size = section["size"];
  const auto at_first = static_cast<double>(size.count());
  const double growth = static_cast<double>(section["growth"].percent().micro) / (100.0 * micro_per_unit);
  const double log_growth = natural_log(1 + growth);
  const Day base = plain.from.value_or(scenario.from);
  const Day end = std::min(plain.until.value_or(scenario.until), scenario.until);
  std::size_t number = 0;
  for (Day day = base; day == base || day < end; day = day + 1) {
    const double grown = at_first * exponential_of(log_growth * (day - base) / 365);
    if (grown > most_people) {
      section["growth"].refuse("the group has more than a million people on " + format(day));
    }
    for (; number < static_cast<std::size_t>(std::floor(grown + 0.5)); ++number) {
      Member& member = members.emplace_back(plain);
      member.id = numbered(prefix, number + 1);
      member.from = day == base ? plain.from : day;
    }
  }
}

void add_listed(const Section& section, const Member& plain, std::vector<Member>& members) {
  for (const Section& one : section["users"].sections()) {
    Member& member = members.emplace_back(plain);
    member.id = one["id"].text();
    if (const SettingValue team = one["team"]; team.given()) {
      member.team = team.text();
    }
    read_term(one, member.from, member.until);
  }
}

void add_cohorts(const Section& section, const std::string& prefix, const Member& plain, std::vector<Member>& members) {
  std::size_t number = 0;
  for (const Section& cohort : section["cohorts"].sections()) {
    Member member = plain;
    read_term(cohort, member.from, member.until);
    const std::string own = prefix + std::to_string(++number) + '-';
    const auto size = static_cast<std::size_t>(cohort["size"].count());
    for (std::size_t i = 1; i <= size; ++i) {
      member.id = numbered(own, i);
      members.push_back(member);
    }
  }
}

std::vector<Member> read_members(const Section& section, const Scenario& scenario) {
  Member plain;
  if (const SettingValue team = section["team"]; team.given()) {
    plain.team = team.text();
  }
  read_term(section, plain.from, plain.until);
  std::vector<std::string_view> given;
  for (const std::string_view key : {"size", "users", "cohorts"}) {
    if (section[key].given()) {
      given.push_back(key);
    }
  }
  if (given.empty()) {
    section.refuse_missing("size", "or `users` or `cohorts`");
  }
  if (given.size() > 1) {
    section[given[1]].refuse("the group has its people by `" + std::string(given[0]) + "` already");
  }
  if (section["growth"].given() && given[0] != "size") {
    section["growth"].refuse("is for groups with a `size`");
  }
  if (section["prefix"].given() && given[0] == "users") {
    section["prefix"].refuse("is for people who are not listed");
  }
  const std::string prefix = section["prefix"].given() ? section["prefix"].text() : section["name"].text() + "-";
  std::vector<Member> members;
  if (given[0] == "size") {
    add_numbered(section, prefix, plain, scenario, members);
  } else if (given[0] == "users") {
    add_listed(section, plain, members);
  } else {
    add_cohorts(section, prefix, plain, members);
  }
  return members;
}

void read_work(const Section& section, Group& group) {
  if (const SettingValue days = section["working_days"]; days.given()) {
    group.works.fill(false);
    for (const std::string& word : days.choices()) {
      group.works[static_cast<std::size_t>(std::find(weekdays.begin(), weekdays.end(), word) - weekdays.begin())] =
          true;
    }
  }
  if (const SettingValue hours = section["working_hours"]; hours.given()) {
    const std::vector<std::int64_t> times = hours.times();
    if (times.size() != 2 || times[0] == times[1] || times[1] > 86'400) {
      hours.refuse("expected two times, such as [09:00, 17:00]");
    }
    group.work_begins = static_cast<std::int32_t>(times[0]);
    group.work_ends = static_cast<std::int32_t>(times[1]);
  }
}

using ZoneHolidays = std::vector<std::pair<Zone, std::vector<HolidayRule>>>;

ZoneHolidays read_holidays(const SettingValue& holidays) {
  ZoneHolidays all;
  if (!holidays.given()) {
    return all;
  }
  for (const NamedValue& each : holidays.named()) {
    const std::optional<Zone> zone = Zone::find(each.name);
    if (!zone) {
      throw InputError(each.name_place, each.value.path() + ": unknown time zone " + quoted(each.name) +
                                            did_you_mean(each.name, Zone::all_names()));
    }
    all.emplace_back(*zone, each.value.holidays());
  }
  return all;
}

Group read_group(const Section& section, const ZoneHolidays& zone_holidays, Scenario& scenario) {
  Group group;
  group.name = section["name"].text();
  const SettingValue zone = section["time_zone"];
  group.zone = zone.given() ? intern(scenario.zones, zone.zone()) : ZoneId(0);
  group.members = read_members(section, scenario);
  read_work(section, group);
  std::vector<HolidayRule> rules;
  for (const auto& [holiday_zone, its_rules] : zone_holidays) {
    if (holiday_zone == scenario.zones[group.zone.value]) {
      rules = its_rules;
    }
  }
  if (const SettingValue own = section["holidays"]; own.given()) {
    const std::vector<HolidayRule> more = own.holidays();
    rules.insert(rules.end(), more.begin(), more.end());
  }
  // Rates are of whole calendar years, and a rule may reach into the year next to its own.
  group.holidays = holidays(rules, date_of(scenario.from).year - 2, date_of(scenario.until).year + 2);
  group.spread = section["spread"].number();
  group.machines = read_weights(section["machines"]);
  const SettingValue products = section["products"];
  for (const NamedValue& product : products.named()) {
    group.uses.push_back(read_use(product, group, scenario));
  }
  for (std::size_t i = 0; i < group.uses.size(); ++i) {
    read_along(products.named()[i], group, group.uses[i], scenario.products);
  }
  return group;
}

Shock read_shock(const Section& section, const std::vector<Group>& groups, const RateSheet& products) {
  Shock shock;
  shock.name = section["name"].text();
  shock.spread = section["spread"].number();
  shock.half_life_days = static_cast<double>(section["half_life"].duration().seconds) / 86'400;
  if (const SettingValue names = section["groups"]; names.given()) {
    for (const NamedPlace& name : names.names()) {
      const auto found =
          std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.name == name.name; });
      if (found == groups.end()) {
        std::vector<std::string> known;
        known.reserve(groups.size());
        for (const Group& group : groups) {
          known.push_back(group.name);
        }
        throw InputError(name.place,
                         names.path() + ": there is no group " + quoted(name.name) + did_you_mean(name.name, known));
      }
      shock.groups.push_back(static_cast<std::uint32_t>(found - groups.begin()));
    }
  }
  if (const SettingValue names = section["products"]; names.given()) {
    shock.products = read_products(names, products);
  }
  return shock;
}

}  // namespace

std::vector<Weighted> read_weights(const SettingValue& value) {
  std::vector<Weighted> weights;
  if (!value.given()) {
    return weights;
  }
  double total = 0;
  for (const NamedValue& each : value.named()) {
    weights.push_back({each.name, each.value.number()});
    total += weights.back().weight;
  }
  if (total == 0) {
    value.refuse("one weight at least must be more than 0");
  }
  return weights;
}

Population read_population(const SettingValue& value, Scenario& scenario) {
  Population population;
  const Section section = value.section();
  const ZoneHolidays zone_holidays = read_holidays(section["holidays"]);
  Distinct names("group");
  Distinct ids("user");
  std::size_t people = 0;
  for (const Section& each : section["groups"].sections()) {
    names.add(each["name"].text(), each, each["name"].place());
    Group& group = population.groups.emplace_back(read_group(each, zone_holidays, scenario));
    people += group.members.size();
    if (people > most_people) {
      throw InputError(each.place(), each.path() + ": with this group there are more than a million people");
    }
    for (const Member& member : group.members) {
      ids.add(member.id, each, each.place(), "; give the group another `prefix`");
    }
  }
  if (population.groups.empty()) {
    section["groups"].refuse("has no group");
  }
  Distinct shocks("shock");
  for (const Section& each : section["shocks"].sections()) {
    shocks.add(each["name"].text(), each, each["name"].place());
    population.shocks.push_back(read_shock(each, population.groups, scenario.products));
  }
  return population;
}

}  // namespace drawdown
