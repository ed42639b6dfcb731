// Changes to a scenario's tree before it is read: --set pool.tranches[0].tokens=4000.
//
//   apply(root, parse_override("rules.grace=0s", "--set"));
//
// A path names a setting: keys joined by dots, [0] for the first item of a list, ["…"] around a name that holds a dot,
// a bracket or an equals sign. The value is YAML. A key that a map lacks is added; items of lists and products are not.
#pragma once

#include <string>
#include <string_view>

#include "engine/scenario/yaml_tree.h"

namespace drawdown {

struct Override {
  std::string path;    // "pool.tranches[0].tokens"
  std::string value;   // "4000"
  std::string origin;  // what errors call it: "--set pool.tranches[0].tokens=4000"
};

// "PATH=VALUE", cut at the first = outside of brackets. Throws InputError if there is none.
[[nodiscard]] Override parse_override(std::string_view text, std::string_view option = "--set");

// Throws InputError, with the origin as the file, if the path names no setting, or the value is not YAML.
void apply(YamlNode& root, const Override& change);

// Writes out words that stand for a map: `rules: flex` becomes {preset: flex}.
void expand_shorthands(YamlNode& root);

}  // namespace drawdown
