// `users` and `users_file`.
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"
#include "engine/scenario/scenario_tree.h"
#include "engine/trace/people.h"

namespace drawdown {
namespace {

// The users of the list by name: place in the scenario's users, and where they stand.
using Listed = std::unordered_map<std::string, std::pair<std::size_t, Place>>;

Listed read_list(const Section& root, Scenario& scenario, ScenarioPlaces& places) {
  Listed listed;
  Distinct ids("user");
  for (const Section& section : root["users"].sections()) {
    ListedUser user;
    const SettingValue id = section["id"];
    user.id = id.text();
    ids.add(user.id, section, id.place());
    if (const SettingValue zone = section["time_zone"]; zone.given()) {
      user.zone = intern(scenario.zones, zone.zone());
    }
    if (const SettingValue team = section["team"]; team.given()) {
      user.team = team.text();
    }
    places.users.push_back(section.place());
    listed.emplace(user.id, std::pair(scenario.users.size(), section.place()));
    scenario.users.push_back(std::move(user));
  }
  return listed;
}

// Adds what the file knows of a user of the list.
void join(ListedUser& user, const Place& listed, const ListedUser& person, const Place& row, const Scenario& scenario) {
  const auto refuse = [&](const std::string& what, const std::string& here, const std::string& there) {
    throw InputError(row, "the " + what + " of " + drawdown::quoted(user.id) + " is " + drawdown::quoted(here) +
                              ", but " + drawdown::quoted(there) + " by the list of users at " + format(listed));
  };
  if (person.zone && user.zone && *person.zone != *user.zone) {
    refuse("time zone", scenario.zones[person.zone->value].name(), scenario.zones[user.zone->value].name());
  }
  if (person.team && user.team && *person.team != *user.team) {
    refuse("team", *person.team, *user.team);
  }
  user.zone = user.zone ? user.zone : person.zone;
  user.team = user.team ? user.team : person.team;
  user.values = person.values;
}

}  // namespace

void read_users(const Section& root, const ScenarioSource& source, Scenario& scenario, ScenarioPlaces& places) {
  const Listed listed = read_list(root, scenario, places);
  const SettingValue file = root["users_file"];
  if (!file.given()) {
    return;
  }
  const std::string path = (std::filesystem::path(source.folder) / file.text()).string();
  auto people = source.people->find(path);
  if (people == source.people->end()) {
    people = source.people->emplace(path, read_people(path)).first;
  }
  scenario.user_columns = people->second.columns;
  for (const Person& person : people->second.people) {
    ListedUser user{person.user, {}, person.team, person.values};
    if (person.zone) {
      user.zone = intern(scenario.zones, *person.zone);
    }
    if (const auto found = listed.find(user.id); found != listed.end()) {
      join(scenario.users[found->second.first], found->second.second, user, {path, static_cast<int>(person.line)},
           scenario);
    } else {
      scenario.users.push_back(std::move(user));
    }
  }
}

}  // namespace drawdown
