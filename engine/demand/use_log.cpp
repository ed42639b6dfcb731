#include "engine/demand/use_log.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace drawdown {
namespace {

// "New York" of "America/New_York".
std::string city_of(const Zone& zone) {
  std::string city = zone.name().substr(zone.name().rfind('/') + 1);  // npos + 1 is 0
  std::replace(city.begin(), city.end(), '_', ' ');
  return city;
}

class Builder {
 public:
  Builder(const Scenario& scenario, const Population* population, Day from, Day until)
      : scenario_(scenario), population_(population) {
    log_.from = from;
    log_.until = until;
  }

  UseLog build(const SessionLog& past) {
    log_.versions = past.trace.versions;
    if (population_ == nullptr) {
      find_teams(past);
    } else {
      take_groups();
    }
    const Trace& trace = past.trace;
    for (std::size_t i = 0; i < trace.size(); ++i) {
      const ChargeUnit& unit = trace.units[trace.unit[i]];
      LoggedUse use;
      use.length = std::int64_t{trace.close[i]} - trace.open[i];
      use.version = unit.version;
      add(trace.users[unit.user], unit.product, Instant{trace.open[i]}, use);
    }
    for (const LoggedResult& result : past.results.results) {
      if (result.quantity > 0) {
        LoggedUse use;
        use.quantity = result.quantity;
        add(past.results.users[result.user], result.product, Instant{result.at}, use);
      }
    }
    finish();
    return std::move(log_);
  }

 private:
  struct Place {
    std::size_t group = 0;
    std::size_t person = 0;
  };

  // Whom the scenario lists, then the others; a user's team is that of the own first session if the list has none.
  void find_teams(const SessionLog& past) {
    for (const ListedUser& user : scenario_.users) {
      zone_of_[user.id] = user.zone.value_or(ZoneId());
      if (user.team) {
        team_of_.try_emplace(user.id, *user.team);
      }
    }
    const Trace& trace = past.trace;
    for (std::size_t i = 0; i < trace.size(); ++i) {
      const ChargeUnit& unit = trace.units[trace.unit[i]];
      if (unit.team != TeamId()) {
        team_of_.try_emplace(trace.users[unit.user], trace.teams[unit.team]);
      }
    }
    for (const LoggedResult& result : past.results.results) {
      if (result.team != TeamId()) {
        team_of_.try_emplace(past.results.users[result.user], past.results.teams[result.team]);
      }
    }
    for (const ListedUser& user : scenario_.users) {
      place_of(user.id);
    }
  }

  void take_groups() {
    for (const Group& group : population_->groups) {
      GroupLog& log = log_.groups.emplace_back();
      log.name = group.name;
      log.zone = group.zone;
      log.products.resize(scenario_.products.size());
      for (const Member& member : group.members) {
        places_[member.id] = {log_.groups.size() - 1, log.people.size()};
        log.people.push_back(member.id);
      }
      for (ProductLog& product : log.products) {
        product.people.resize(log.people.size());
      }
    }
  }

  const Place& place_of(const std::string& user) {
    const auto [found, is_new] = places_.try_emplace(user);
    if (!is_new) {
      return found->second;
    }
    const auto zone = zone_of_.find(user);
    const auto team = team_of_.find(user);
    const ZoneId home = zone == zone_of_.end() ? ZoneId() : zone->second;
    const std::string name = team == team_of_.end() ? "" : team->second;
    auto group = std::find_if(log_.groups.begin(), log_.groups.end(),
                              [&](const GroupLog& each) { return each.team == name && each.zone == home; });
    if (group == log_.groups.end()) {
      GroupLog another;
      another.team = name;
      another.zone = home;
      another.products.resize(scenario_.products.size());
      log_.groups.push_back(std::move(another));
      group = log_.groups.end() - 1;
    }
    found->second = {static_cast<std::size_t>(group - log_.groups.begin()), group->people.size()};
    group->people.push_back(user);
    for (ProductLog& product : group->products) {
      product.people.emplace_back();
    }
    return found->second;
  }

  void add(const std::string& user, ProductId product, Instant at, LoggedUse use) {
    const Place place = place_of(user);
    GroupLog& group = log_.groups[place.group];
    const Zone& zone = scenario_.zones[group.zone.value];
    const std::int64_t local = at.seconds + zone.offset_at(at);
    const std::int64_t day = local >= 0 ? local / 86'400 : -1;
    if (day < log_.from.number || day >= log_.until.number) {
      return;
    }
    use.day = static_cast<std::uint32_t>(day - log_.from.number);
    use.second = static_cast<std::int32_t>(local - day * 86'400);
    group.products[product.value].people[place.person].uses.push_back(use);
  }

  void finish() {
    if (population_ == nullptr) {
      name_groups();
    }
    for (GroupLog& group : log_.groups) {
      for (ProductLog& product : group.products) {
        for (PersonLog& person : product.people) {
          close_days(person);
          product.access_days += person.days.size();
          product.uses += person.uses.size();
        }
      }
    }
  }

  void name_groups() {
    std::map<std::string, int> named;
    for (GroupLog& group : log_.groups) {
      const bool alone = std::count_if(log_.groups.begin(), log_.groups.end(),
                                       [&](const GroupLog& each) { return each.team == group.team; }) == 1;
      const std::string city = city_of(scenario_.zones[group.zone.value]);
      group.name = group.team.empty() ? (alone && log_.groups.size() == 1 ? "everybody" : city)
                   : alone            ? group.team
                                      : group.team + ", " + city;
      if (const int same = ++named[group.name]; same > 1) {
        group.name += " " + std::to_string(same);
      }
    }
  }

  static void close_days(PersonLog& person) {
    std::stable_sort(person.uses.begin(), person.uses.end(), [](const LoggedUse& a, const LoggedUse& b) {
      return std::pair(a.day, a.second) < std::pair(b.day, b.second);
    });
    for (std::size_t i = 0; i < person.uses.size(); ++i) {
      LoggedUse& use = person.uses[i];
      if (person.days.empty() || person.days.back() != use.day) {
        person.days.push_back(use.day);
      }
      use.last_of_day = i + 1 == person.uses.size() || person.uses[i + 1].day != use.day;
    }
  }

  const Scenario& scenario_;
  const Population* population_;  // null: groups are found in the log
  UseLog log_;
  std::map<std::string, ZoneId> zone_of_;
  std::map<std::string, std::string> team_of_;
  std::map<std::string, Place> places_;
};

}  // namespace

UseLog use_log(const Scenario& scenario, const SessionLog& past, Day from, Day until) {
  return Builder(scenario, nullptr, from, until).build(past);
}

UseLog use_log(const Scenario& scenario, const Population& population, const SessionLog& log, Day from, Day until) {
  return Builder(scenario, &population, from, until).build(log);
}

}  // namespace drawdown
