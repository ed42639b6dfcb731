#include "engine/scenario/scenario_tree.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/scenario/read_sections.h"
#include "engine/scenario/section.h"
#include "engine/scenario/yaml_tree.h"

namespace drawdown {
namespace {

void read_horizon(const Section& root, Scenario& scenario) {
  scenario.zones = {root["time_zone"].zone()};
  const Zone& server = scenario.server();
  const SettingValue from = root["from"];
  const SettingValue until = root["until"];
  scenario.from = from.day();
  scenario.until = until.day();
  if (scenario.until <= scenario.from) {
    until.refuse("must be later than `from`, " + format(scenario.from) + ", found '" + format(scenario.until) + "'");
  }
  scenario.begin = server.start_of(scenario.from);
  scenario.end = server.start_of(scenario.until);
  if (scenario.begin.seconds < 0) {
    from.refuse(format(scenario.from) + " begins before 1970-01-01T00:00:00Z in " + server.name());
  }
  if (scenario.end <= scenario.begin) {
    until.refuse("no time passes between " + format(scenario.from) + " and " + format(scenario.until) + " in " +
                 server.name());
  }
  scenario.days = DayTable(server, scenario.from, scenario.until);
}

Usage read_usage(const Section& root, const std::string& folder, std::vector<Zone>& zones, ScenarioPlaces& places) {
  if (!root["usage"].given()) {
    if (!root["demand"].given()) {
      root.refuse_missing("usage", "or `demand`");
    }
    return {};
  }
  const Section section = root["usage"].section();
  const SettingValue sessions = section["sessions"];
  const SettingValue zone = section["time_zone"];
  const SettingValue results = section["results"];
  if (!sessions.given() && !results.given()) {
    section.refuse_missing("sessions", "or `results`");
  }
  Usage usage;
  if (sessions.given()) {
    places.sessions = sessions.place();
    usage.sessions = (std::filesystem::path(folder) / sessions.text()).string();
  }
  if (results.given()) {
    places.results = results.place();
    usage.results = (std::filesystem::path(folder) / results.text()).string();
  }
  if (const SettingValue idle = section["idle"]; idle.given()) {
    places.idle = idle.place();
    usage.idle = (std::filesystem::path(folder) / idle.text()).string();
  }
  usage.zone = zone.given() ? intern(zones, zone.zone()) : ZoneId(0);
  return usage;
}

void find_places(const SettingValue& list, std::vector<Place>& places) {
  for (const Section& section : list.sections()) {
    places.push_back(section.place());
  }
}

// Of what is read without them.
void find_places(const Section& root, ScenarioPlaces& places) {
  const Section pool = root["pool"].section();
  places.plan = root["plan"].place();
  places.prices = (pool["price_list"].given() ? pool["price_list"] : pool["minimum_order"]).place();
  find_places(pool["purchasing"], places.policies);
  find_places(pool["contracts"], places.contracts);
  find_places(pool["transfers"], places.transfers);
  find_places(root["budgets"], places.budgets);
  if (root["entitlements"].given()) {
    const Section entitlements = root["entitlements"].section();
    find_places(entitlements["subscriptions"], places.subscriptions);
    find_places(entitlements["seats"], places.seats);
    for (const Section& collection : entitlements["collections"].sections()) {
      find_places(collection["users"], places.members.emplace_back());
    }
  }
  if (root["access"].given()) {
    const Section access = root["access"].section();
    find_places(access["deny"], places.denied);
    places.only = access["only"].place();
  }
}

}  // namespace

ZoneId intern(std::vector<Zone>& zones, const Zone& zone) {
  const auto found = std::find(zones.begin(), zones.end(), zone);
  const auto place = static_cast<std::uint32_t>(found - zones.begin());
  if (found == zones.end()) {
    zones.push_back(zone);
  }
  return ZoneId(place);
}

std::string read_file(const std::string& path) {
  const auto refuse = [&](const std::string& why) { throw InputError({path, 0, 0}, "cannot be read: " + why); };
  std::error_code unknown;
  if (std::filesystem::is_directory(path, unknown)) {
    refuse("it is a folder");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    refuse(errno != 0 ? std::generic_category().message(errno) : "it does not open");
  }
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) {
    refuse("the disk failed");
  }
  return text;
}

YamlNode parse_scenario(std::string_view yaml, const std::string& name_for_messages) {
  YamlNode tree = parse_yaml(yaml, name_for_messages);
  if (tree.kind == YamlNode::Kind::nothing) {
    throw InputError({name_for_messages, 0, 0}, "the scenario is empty");
  }
  expand_shorthands(tree);
  return tree;
}

Scenario read_scenario(const YamlNode& tree, const ScenarioSource& source, ScenarioPlaces* places) {
  const Section root(tree, "", "");
  ScenarioPlaces found;
  found.time_zone = root["time_zone"].place();
  found.from = root["from"].place();
  found.until = root["until"].place();
  found.rules = root["rules"].given() ? root["rules"].place() : Place{source.name_for_messages, 0, 0};

  Scenario scenario;
  scenario.file = source.name_for_messages;
  const SettingValue name = root["name"];
  scenario.name = name.given() ? name.text() : std::filesystem::path(source.name_for_messages).stem().string();
  scenario.currency = root["currency"].text();
  read_horizon(root, scenario);
  scenario.rules = read_rules(root, scenario.zones);
  scenario.products = read_rates(root, scenario.server(), found);
  scenario.rules.idle = read_idle_rule(root, scenario.products);
  read_users(root, source, scenario, found);
  scenario.demand = read_demand(root, source.folder, scenario, found);
  read_pool(root, scenario, found);
  scenario.budgets = read_budgets(root, scenario.products);
  scenario.entitlements = read_entitlements(root, scenario.products);
  scenario.access = read_access(root, scenario.products);
  scenario.subscription_prices = read_subscription_prices(root, scenario.products);
  read_alerts(root, scenario, found);
  scenario.charge_back = read_charge_back(root, scenario.user_columns);
  scenario.focus = read_focus(root, scenario.name);
  scenario.usage = read_usage(root, source.folder, scenario.zones, found);
  scenario.stress = read_stress(root, scenario);
  scenario.plan = read_plan(root, scenario);
  scenario.assign = read_assign(root);
  scenario.expectations = read_expectations(root);
  if (places != nullptr) {
    find_places(root, found);
    *places = std::move(found);
  }
  return scenario;
}

}  // namespace drawdown
