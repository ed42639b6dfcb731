#include "engine/demand/population_source.h"

#include <map>
#include <optional>
#include <string>

#include "engine/base/check.h"
#include "engine/scenario/read_sessions.h"

namespace drawdown {
namespace {

// Ids of names that a unit may have; of none, the empty one.
template <class Tag>
std::vector<Id<Tag>> ids_of(const std::vector<Weighted>& choices, bool told, const std::string& suffix,
                            Names<Tag>& names) {
  std::vector<Id<Tag>> ids;
  ids.reserve(choices.size() + 1);
  for (const Weighted& choice : choices) {
    ids.push_back(told ? names.intern(choice.name + suffix) : Id<Tag>(0));
  }
  if (ids.empty()) {
    ids.emplace_back(0);
  }
  return ids;
}

}  // namespace

PopulationSource::PopulationSource(const Scenario& scenario, Detail detail)
    : seed_{scenario.demand->seed},
      begin_(static_cast<std::uint32_t>(scenario.begin.seconds)),
      end_(static_cast<std::uint32_t>(scenario.end.seconds)) {
  check(scenario.demand->population.has_value(), "people are drawn for a scenario that has some");
  const Population& population = *scenario.demand->population;
  for (const Shock& shock : population.shocks) {
    paths_.emplace_back(shock);
  }
  nobody_yet_ = no_sessions(detail == Detail::as_charged ? scenario : Scenario{});
  std::map<std::string, const ListedUser*> listed;
  for (const ListedUser& user : scenario.users) {
    listed.emplace(user.id, &user);
  }
  SharedTables tables;
  for (std::uint32_t place = 0; place < population.groups.size(); ++place) {
    const Group& group = population.groups[place];
    groups_.emplace_back(population, place, paths_, scenario.zones[group.zone.value], scenario.begin, scenario.end,
                         scenario.products, tables);
    std::vector<TeamId> teams;
    for (const Member& member : group.members) {
      const auto known = listed.find(member.id);
      const bool at_home = detail == Detail::as_charged && known != listed.end();
      const std::optional<std::string> home = at_home ? known->second->team : std::nullopt;
      teams.push_back(nobody_yet_.teams.intern(member.team ? *member.team : home.value_or("")));
      nobody_yet_.users.intern(member.id);
      nobody_yet_.user_zones.push_back(at_home && known->second->zone ? *known->second->zone : group.zone);
    }
    add_units(group, teams, groups_.back(), detail, scenario);
  }
}

void PopulationSource::add_units(const Group& group, const std::vector<TeamId>& teams, PreparedGroup& prepared,
                                 Detail detail, const Scenario& scenario) {
  const bool per_version = detail == Detail::as_logged || scenario.rules.per_version;
  const bool per_machine = detail == Detail::as_logged || scenario.rules.per_machine;
  for (std::size_t i = 0; i < group.uses.size(); ++i) {
    PreparedUse& use = prepared.uses[i];
    const bool windows = !use.results;
    const std::vector<VersionId> versions =
        ids_of(windows && per_version ? group.uses[i].versions : std::vector<Weighted>{}, per_version, "",
               nobody_yet_.versions);
    use.first_unit = static_cast<std::uint32_t>(units_.size());
    use.version_count = static_cast<std::uint32_t>(versions.size());
    for (std::size_t member = 0; member < group.members.size(); ++member) {
      const std::string& id = group.members[member].id;
      const std::vector<MachineId> machines = ids_of(windows && per_machine ? group.machines : std::vector<Weighted>{},
                                                     per_machine, "-" + id, nobody_yet_.machines);
      use.machine_count = static_cast<std::uint32_t>(machines.size());
      for (const VersionId version : versions) {
        for (const MachineId machine : machines) {
          units_.push_back({teams[member], *nobody_yet_.users.find(id), use.product, version, machine});
        }
      }
    }
  }
  check(units_.size() < UINT32_MAX, "there are fewer than 2^32 charge units");
}

}  // namespace drawdown
