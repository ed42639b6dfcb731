// A scenario as a tree of YAML: parsed once, changed as often as there are variants, and read from there.
//
//   YamlNode tree = parse_scenario(text, "office.yaml");
//   apply(tree, parse_override("rules.grace=0s"));              // engine/scenario/overrides.h
//   const Scenario scenario = read_scenario(tree, {"office.yaml", "scenarios"});
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/scenario/load.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/yaml_tree.h"
#include "engine/trace/people.h"

namespace drawdown {

struct ScenarioSource {
  std::string name_for_messages;  // the file as given
  std::string folder;             // relative paths in the scenario begin here
  // Files of users that were read, by path: thousands of variants mostly share one.
  std::shared_ptr<std::map<std::string, People>> people = std::make_shared<std::map<std::string, People>>();
};

// The whole text of a file; throws InputError if it cannot be read.
[[nodiscard]] std::string read_file(const std::string& path);

// The tree with words written out that stand for maps. Throws InputError if it is not YAML, or empty.
[[nodiscard]] YamlNode parse_scenario(std::string_view yaml, const std::string& name_for_messages);

// Throws InputError for whatever is wrong in it, at its place. `variants` and `vary` are not looked into.
[[nodiscard]] Scenario read_scenario(const YamlNode& tree, const ScenarioSource& source,
                                     ScenarioPlaces* places = nullptr);

}  // namespace drawdown
